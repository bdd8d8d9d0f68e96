import { el } from "../shared/pieces.js";
import { byId, colleague, me, t } from "./known.js";
import { goOn, nodes, part } from "./parts.js";
import { ago, fillTimes, waited } from "./times.js";

const FRESH = 10_000;
const LISTS = {
  mine: (row) => row.status === "open" && row.assignee === me.id,
  unassigned: (row) => row.status === "open" && !row.assignee,
  everyone: (row) => row.status === "open",
  snoozed: (row) => row.status === "snoozed",
  resolved: (row) => row.status === "resolved",
};

/** Whether a line of the inbox stands in a list. */
const fits = (row, box) => (LISTS[box] ?? ((one) => one.status === "open" && `team:${one.team}` === box))(row);

/** The list of conversations, kept in order while lines change. */
export function openRows() {
  const list = byId("rows");
  /* Lines that changed while a page of the list was under way are put over it: it may be older than they. */
  const recent = new Map();
  let opened = null;
  let wanted = list.dataset.box;
  let turn = 0;
  let place = -1;

  const lines = () => [...list.querySelectorAll("[data-row]")];
  const box = () => list.dataset.box;

  function decorate(line) {
    const { waiting, at, by, agent, assignee, customer } = line.dataset;
    const who = line.querySelector(".who");
    if (!who.textContent.trim()) who.textContent = t("visitor", { id: customer });
    const when = line.querySelector(".when");
    when.textContent = waiting ? t("wait", { time: waited(waiting) }) : ago(at);
    when.title = waiting ? t("waits", { time: waited(waiting) }) : "";
    prefix(line, by === "agent" && Number(agent));
    const holder = colleague(Number(assignee));
    const shown = holder && box() !== "mine";
    line.querySelector(".holder").replaceChildren(...(shown ? [face(holder)] : []));
    mark(line);
  }

  function prefix(line, agent) {
    const said = line.querySelector(".said");
    said.querySelectorAll("b, .unseen").forEach((old) => old.remove());
    if (line.matches(".unread")) said.prepend(el("span", { className: "unseen" }, t("unread") + " "));
    if (!agent) return;
    const name = agent === me.id ? t("you") : colleague(agent)?.name.split(" ")[0];
    if (name) said.prepend(el("b", { className: "muted" }, t("agent_said", { name, text: "" })));
  }

  const face = (holder) => el("span", { className: "avatar", title: t("held_by", { name: holder.name }) }, holder.initials);

  function mark(line) {
    const is = Number(line.dataset.row) === opened;
    line.classList.toggle("open", is);
    current(line.querySelector("a"), is);
  }

  function current(link, is) {
    if (is) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  const before = (a, b) => a.dataset.at > b.dataset.at || (a.dataset.at === b.dataset.at && Number(a.dataset.row) > Number(b.dataset.row));

  function put(row) {
    const line = nodes(row.html)[0];
    const old = byId(line.id);
    if (old && Number(old.dataset.seq) > Number(line.dataset.seq)) return;
    const focused = old?.contains(document.activeElement);
    if (!fits(row, box())) return old && leave(old);
    decorate(line);
    old?.remove();
    const next = lines().find((other) => before(line, other)) ?? list.querySelector("[data-empty], .rest");
    /* What comes after the part that was loaded is loaded with the next part. */
    if (next?.matches(".rest")) return;
    list.insertBefore(line, next);
    if (focused) line.querySelector("a").focus({ preventScroll: true });
  }

  function changed(rows) {
    const now = Date.now();
    for (const row of rows) {
      recent.set(row.conversation, { row, now });
      put(row);
    }
    for (const [id, kept] of recent) if (now - kept.now > FRESH) recent.delete(id);
  }

  /* A line that goes leaves its place: from there the next key moves on, and not from the start of the list. */
  function leave(line) {
    if (line.matches(".open") || line.contains(document.activeElement)) place = lines().indexOf(line);
    line.remove();
  }

  /**
   * Shows a list from its start; also the way back after a lost connection, which may come while another list is under
   * way: then that one is asked for again. True when it was shown, null when another was asked for meanwhile.
   */
  async function load(name = wanted) {
    wanted = name;
    const own = ++turn;
    list.setAttribute("aria-busy", "true");
    const html = await part(`/desk/rows?box=${encodeURIComponent(name)}`);
    if (own !== turn) return null;
    list.removeAttribute("aria-busy");
    if (html === null) wanted = box();
    return html !== null && show(name, html);
  }

  function show(name, html) {
    const top = list.scrollTop;
    const focused = list.contains(document.activeElement) && document.activeElement.closest("[data-row]")?.id;
    const same = name === box();
    list.dataset.box = name;
    list.innerHTML = html;
    if (same) list.scrollTop = top;
    look();
    for (const { row } of recent.values()) put(row);
    if (focused) byId(focused)?.querySelector("a").focus({ preventScroll: true });
    place = same ? place : -1;
    return true;
  }

  function ready() {
    lines().forEach(decorate);
    fillTimes(list);
  }

  const look = goOn(list, ready);
  look();
  setInterval(() => document.hidden || lines().forEach(decorate), 20_000);
  document.addEventListener("visibilitychange", () => document.hidden || lines().forEach(decorate));
  return {
    box,
    load,
    /** Marks a list's name as the one that is shown. */
    choose(name) {
      for (const link of document.querySelectorAll("#boxes a")) current(link, link.dataset.box === name);
    },
    changed,
    /** Marks the conversation that is open on the screen. */
    open(conversation) {
      opened = conversation;
      lines().forEach(mark);
    },
    /** What was unread has been on the screen. */
    read(conversation) {
      const line = byId(`row-${conversation}`);
      line?.classList.remove("unread");
      line?.querySelector(".said .unseen")?.remove();
    },
    /** Moves the focus to the next line, or the one before. */
    move(step) {
      const links = [...document.querySelectorAll("#list .item a")].filter((link) => link.checkVisibility());
      const at = links.findIndex((link) => link === document.activeElement);
      const open = at < 0 ? links.findIndex((link) => link.matches("[aria-current]")) : at;
      const from = open < 0 && place >= 0 ? place - (step > 0) : open;
      links[Math.max(0, Math.min(links.length - 1, from + step))]?.focus();
    },
  };
}
