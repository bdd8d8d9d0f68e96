import { el } from "../shared/pieces.js";
import { renderText } from "../shared/text.js";
import { byId, colleague, me, t } from "./known.js";
import { nodes, part } from "./parts.js";
import { lastRatings, showRating } from "./rated.js";
import { keepScroll } from "./scroll.js";
import { sentence } from "./sentences.js";
import { clock, day, fillTimes, sameDay } from "./times.js";

const GROUP = 5 * 60_000;

/**
 * The conversation on the screen. It takes entry n + 1, ignores what it has, and asks again when there is a gap.
 * @param {HTMLElement} section
 * @param {{send: (frame: object) => boolean, reload: () => void, retry: (id: string) => void, takeBack: (id: string) => void, read: (id: number) => void, acted: () => void}} to
 */
export function openThread(section, to) {
  const id = Number(section.dataset.conversation);
  const log = byId("entries");
  let head = Number(section.dataset.seq);
  let delivered = Number(section.dataset.delivered);
  let seen = Number(section.dataset.seen);
  let asking = false;
  let planned = false;
  let loading = false;
  let told = 0;

  const scroll = keepScroll(byId("talk"), byId("news"), { older, look });
  const lines = () => [...log.querySelectorAll(".line")];
  const stored = () => lines().filter((line) => line.dataset.seq);
  const first = () => Number(stored()[0]?.dataset.seq ?? 0);

  /** Makes a line that the server rendered ready for this viewer. */
  function ready(line) {
    if (line.dataset.event === "rated") return showRating(line);
    if (line.dataset.event) {
      line.textContent = sentence(line.dataset);
      return line;
    }
    const text = line.querySelector(".text");
    renderText(text, text.textContent);
    const { type, by, agent, author } = line.dataset;
    if (type === "note") line.querySelector(".msg").dataset.label = t("note");
    const from = by === "visitor" ? section.dataset.name : Number(agent) === me.id ? t("you") : author;
    line.querySelector(".from").textContent = (type === "note" ? t("note") + ", " : "") + from + ": ";
    return line;
  }

  function take(entry) {
    if (entry.seq <= head) return drop(entry.id);
    if (entry.seq > head + 1) return asking || ask();
    head = entry.seq;
    const line = ready(nodes(entry.html)[0]);
    drop(entry.id);
    log.insertBefore(line, log.querySelector(".pending, .failed"));
    if (entry.agent !== me.id) scroll.news();
    if (!["message", "note"].includes(entry.type)) to.acted();
    plan();
  }

  function ask() {
    asking = to.send({ kind: "watch", conversation: id, seq: head });
  }

  /* What came meanwhile was not taken: the server is asked again when it can be. */
  function refused({ retry }) {
    asking = true;
    setTimeout(() => section.isConnected && ask(), (retry ?? 3) * 1000);
  }

  /** The server's answer is complete. When it could not hold all that was missing, the page is loaded anew. */
  function resumed(frame) {
    asking = false;
    if (frame.first > head + 1) return to.reload();
    marks(frame);
    if (frame.seq > head) ask();
  }

  function marks(frame) {
    delivered = Math.max(delivered, frame.delivered);
    seen = Math.max(seen, frame.seen);
    plan();
  }

  const named = (name) => log.querySelector(`[data-name="${CSS.escape(name)}"]:not([data-seq])`);
  const drop = (name) => named(name)?.remove();

  /** A message of one's own before it is stored, and what became of it. */
  function pending({ id: name, text, note, at, failed, later }, online) {
    /* It was stored before this page was made, and its acknowledgement got lost. */
    if (log.querySelector(`[data-name="${CSS.escape(name)}"][data-seq]`)) return;
    const kind = note ? "note" : "us";
    const words = el("div", { className: "text" });
    renderText(words, text);
    const line = named(name) ?? el("div", {}, el("div", { className: "msg" }, el("span", { className: "unseen from" }), words), el("div", { className: "meta" }));
    line.className = `line ${kind} ${failed ? "failed" : "pending"}`;
    Object.assign(line.dataset, { name, by: "agent", agent: me.id, type: note ? "note" : "message", at });
    if (note) line.querySelector(".msg").dataset.label = t("note");
    line.querySelector(".from").textContent = t("you") + ": ";
    const meta = line.querySelector(".meta");
    meta.textContent = failed ? t("failed", { why: t(failed) }) : t(later ? "later" : online ? "sending" : "kept");
    if (failed) meta.append(link("again", () => to.retry(name)), link("discard", () => to.takeBack(name)));
    if (!line.isConnected) {
      log.append(line);
      scroll.toEnd();
    }
    plan();
  }

  const link = (name, onclick) => el("button", { type: "button", onclick }, t(name));

  /* Many entries arrive in one message: neighbours are looked at once for all of them. */
  function plan() {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      arrange();
      scroll.settle();
      look();
    });
  }

  function arrange() {
    const all = lines();
    lastRatings(all);
    const ours = all.findLast((line) => line.dataset.by === "agent" && line.dataset.said && !line.dataset.event);
    all.forEach((line, at) => {
      const [above, below] = [all[at - 1], all[at + 1]];
      breakDay(line, !above || !sameDay(above.dataset.at, line.dataset.at));
      if (line.dataset.event) return;
      line.classList.toggle("joined", joined(above, line));
      line.classList.toggle("last", !joined(line, below) || line === ours);
      if (line.dataset.seq) line.querySelector(".meta").textContent = standing(line, line === ours);
    });
  }

  function breakDay(line, is) {
    const has = line.previousElementSibling?.matches(".day") && line.previousElementSibling;
    if (is && !has) line.before(el("div", { className: "day" }, day(line.dataset.at)));
    /* A desk stays open over midnight: what was today is not any more. */
    else if (is) has.textContent = day(line.dataset.at);
    else if (has) has.remove();
  }

  function joined(above, below) {
    if (!above || !below || above.dataset.event || below.dataset.event) return false;
    const [a, b] = [above.dataset, below.dataset];
    return a.type === b.type && a.by === b.by && a.agent === b.agent && Date.parse(b.at) - Date.parse(a.at) < GROUP && sameDay(a.at, b.at);
  }

  function standing(line, latest) {
    const { by, agent, author, said, at } = line.dataset;
    const parts = by === "agent" && Number(agent) !== me.id ? [author, clock(at)] : [clock(at)];
    if (latest) parts.push(t(Number(said) <= seen ? "seen" : Number(said) <= delivered ? "delivered" : "sent"));
    return parts.join(" · ");
  }

  /** Older entries, when the reader comes near the top. */
  async function older() {
    if (loading || first() <= 1) return;
    loading = true;
    try {
      const html = await part(`/desk/c/${id}/older?before=${first()}`);
      if (html === null) return;
      const top = log.querySelector(".day");
      const lines = nodes(html).map(ready);
      scroll.above(() => {
        top?.remove();
        log.prepend(...lines);
        arrange();
      });
    } finally {
      loading = false;
    }
  }

  /** Tells the customer's side what was on the screen: only when somebody is there to see it. */
  function look() {
    if (document.hidden || !scroll.atEnd() || !section.isConnected) return;
    const last = Number(lines().findLast((line) => line.dataset.said)?.dataset.said ?? 0);
    if (last > told && to.send({ kind: "seen", conversation: id, said: last })) {
      told = last;
      to.read(id);
    }
  }

  lines().forEach(ready);
  fillTimes(section.parentElement);
  arrange();
  scroll.toEnd();
  if (byId("talk").scrollHeight <= byId("talk").clientHeight) older();
  return {
    id, ask, take, refused, resumed, marks, pending, drop,
    look: plan,
    head: () => head,
    /** The server's heartbeat says how far the conversation is. */
    beat: (seq) => seq > head && !asking && ask(),
    lost: () => { asking = false; },
    /** Brings an entry into view: one that was searched for. */
    show(seq) {
      const line = byId(`e-${id}-${seq}`);
      line?.classList.add("sought");
      line?.scrollIntoView({ block: "center" });
    },
    viewers(agents) {
      const names = agents.filter((one) => one.id !== me.id).map((one) => colleague(one.id)?.name ?? one.name);
      byId("viewers").textContent = names.length ? t("viewing", { names: names.join(", ") }) : "";
    },
  };
}
