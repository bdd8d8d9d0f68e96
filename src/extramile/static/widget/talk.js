import { avatar, el } from "./dom.js";
import { entryView } from "./entry.js";
import { keepScroll } from "./scroll.js";

const GROUP = 5 * 60_000;
const BREAK = 30 * 60_000;

/** The conversation on the screen: entries by `said`, then the visitor's own that wait, with time breaks and groups. */
export function openTalk(room, words, times, act) {
  const log = el("div", { className: "log", role: "log", "aria-label": words("log"), "aria-relevant": "additions" });
  const typed = el("div", { className: "meta typing", role: "status" });
  const scroller = el("div", { className: "talk", tabIndex: 0, role: "region", "aria-label": words("log") }, greeting(room.config), log, typed);
  const pill = el("button", { type: "button", className: "pill", hidden: true }, words("pill"));
  const scroll = keepScroll(scroller, pill, act);
  let items = [];
  let online = false;
  let delivered = 0;
  let seen = 0;
  let planned = false;
  let forget;

  const rank = ({ entry }) => entry.said ?? Infinity;
  const before = (a, b) => rank(a) - rank(b) || (a.entry.id < b.entry.id ? -1 : 1);

  /** Shows an entry, or what is new about one that is shown already. */
  function put(entry) {
    const old = items.find((item) => item.entry.id === entry.id);
    if (!old && !entry.at) return;
    const item = old ?? { entry, view: entryView(entry, words, times, act.resend) };
    item.entry = { ...item.entry, ...entry };
    items = items.filter((other) => other !== item);
    let at = items.length;
    while (at && before(item, items[at - 1]) < 0) at--;
    items.splice(at, 0, item);
    const next = items[at + 1]?.view.node ?? null;
    /* A node that moves is read out again: only one that is out of place moves. */
    if (!old || item.view.node.nextSibling !== next) log.insertBefore(item.view.node, next);
    plan();
  }

  /* Many entries arrive in one message; neighbours are looked at once for all of them. */
  function plan() {
    if (planned) return;
    planned = true;
    queueMicrotask(() => {
      planned = false;
      items.forEach(arrange);
      scroll.settle();
      act.look();
    });
  }

  function arrange(item, at) {
    const { entry } = item;
    const [above, below] = [items[at - 1]?.entry, items[at + 1]?.entry];
    const ours = entry.by === "visitor";
    const fail = Boolean(entry.failed) && !entry.said;
    const last = !joined(entry, below);
    item.view.update({
      entry, fail, last, first: !joined(above, entry), gap: gap(above, entry),
      note: ours ? (fail || !entry.said || lastOfOurs(at) ? standing(entry) : "") : last ? entry.name : "",
    });
  }

  const lastOfOurs = (at) => !items.slice(at + 1).some(({ entry }) => entry.by === "visitor" && entry.said);
  const joined = (a, b) => Boolean(a && b) && a.type === b.type && a.by === b.by && a.name === b.name && Date.parse(b.at) - Date.parse(a.at) < GROUP && !gap(a, b);

  function gap(above, entry) {
    const sameDay = above && times.sameDay(above.at, entry.at);
    if (sameDay && Date.parse(entry.at) - Date.parse(above.at) < BREAK) return "";
    return (sameDay ? "" : times.day(entry.at) + " ") + times.clock(entry.at);
  }

  function standing({ said, failed, later }) {
    if (said) return words(said <= seen ? "seen" : said <= delivered ? "delivered" : "sent");
    if (failed) return words(["too_long", "not_yours", "too_many"].includes(failed) ? failed : "failed");
    return words(later ? "later" : online ? "sending" : "kept");
  }

  return {
    node: scroller,
    pill,
    settle: scroll.settle,
    atEnd: scroll.atEnd,
    show(entry) {
      put(entry);
      if (entry.by === "agent") scroll.news();
    },
    /** A message of the visitor's own, before it is stored. */
    mine({ id, text, at, failed, later }) {
      put({ id, text, at, failed, later, by: "visitor", type: "message", name: "" });
      if (!failed) scroll.toEnd();
    },
    remove(id) {
      items.find((item) => item.entry.id === id)?.view.node.remove();
      items = items.filter((item) => item.entry.id !== id);
    },
    clear() {
      items = [];
      delivered = seen = 0;
      log.replaceChildren();
    },
    marks(reached, read) {
      [delivered, seen] = [reached, read];
      plan();
    },
    online(is) {
      online = is;
      plan();
    },
    typing(name) {
      clearTimeout(forget);
      typed.textContent = name ? words("typing", { name }) : "";
      if (name) forget = setTimeout(() => (typed.textContent = ""), 6_000);
      scroll.settle();
    },
  };
}

const greeting = ({ greeting: text, company }) => text && el("div", { className: "item" },
  el("div", { className: "entry them first last" }, avatar(company.charAt(0)), el("div", { className: "msg", dir: "auto" }, text)));
