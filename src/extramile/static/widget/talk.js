import { avatar, el, entryView } from "../shared/pieces.js";

const GROUP = 5 * 60_000;
const BREAK = 30 * 60_000;

/** The conversation on the screen: entries by `said`, then the visitor's own that wait. */
export function openTalk({ config }, words, times, act) {
  const log = el("div");
  const typed = el("div", { className: "meta typing" });
  const scroller = el("div", { className: "talk", tabIndex: 0, role: "log", "aria-label": words("chat", config), "aria-relevant": "additions" }, greeting(config, words), log, typed);
  const pill = el("button", { type: "button", className: "pill", hidden: true }, words("pill"));
  const scroll = keepScroll(scroller, pill, act);
  let items = [];
  let top, newest, online, planned, forget;
  let delivered = 0;
  let seen = 0;

  const rank = ({ said }) => said ?? Infinity;
  const earlier = (a, b) => (rank(a) - rank(b) || (a.id < b.id ? -1 : 1)) < 0;

  function put(entry) {
    const old = items.find((item) => item.entry.id === entry.id);
    if (!old && !entry.type) return;
    const item = old ?? { view: entryView(entry, words, act.resend) };
    item.entry = { ...item.entry, ...entry };
    items = items.filter((other) => other !== item);
    let at = items.length;
    while (at && earlier(item.entry, items[at - 1].entry)) at--;
    items.splice(at, 0, item);
    const next = items[at + 1]?.view.node ?? null;
    /* A node that moves is read out again: only one that is out of place moves. */
    if (!old || item.view.node.nextSibling !== next) log.insertBefore(item.view.node, next);
    plan();
    return !next;
  }

  /* Many entries arrive at once: neighbours are looked at when all are there. */
  function plan() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      newest = items.findLast(({ entry }) => entry.by === "visitor" && entry.said);
      items.forEach(arrange);
      const above = top !== (top = items[0]?.entry.id);
      scroll.settle(above);
      act.look();
    });
  }

  function arrange(item, at) {
    const { entry, view } = item;
    const [above, below] = [items[at - 1]?.entry, items[at + 1]?.entry];
    const fail = Boolean(entry.failed && !entry.said);
    const last = !joined(entry, below);
    const ours = fail || !entry.said || item === newest ? standing(entry) : "";
    view.update({
      entry, fail, last, first: !joined(above, entry), gap: gap(above, entry), note: entry.by === "visitor" ? ours : last ? entry.name : "",
    });
  }

  const apart = (a, b) => Date.parse(b.at) - Date.parse(a.at);
  const joined = (a, b) => a && b && a.type === b.type && a.by === b.by && a.name === b.name && apart(a, b) < GROUP && !gap(a, b);

  function gap(above, entry) {
    const sameDay = above && times.sameDay(above.at, entry.at);
    if (sameDay && apart(above, entry) < BREAK) return "";
    return (sameDay ? "" : times.day(entry.at) + " ") + times.clock(entry.at);
  }

  function standing({ said, failed, later }) {
    if (said) return words(said <= seen ? "seen" : said <= delivered ? "delivered" : "sent");
    if (failed) return words(["too_long", "not_yours", "too_many"].includes(failed) ? failed : "failed");
    return words(later ? "later" : online ? "sending" : "kept");
  }

  return {
    ...scroll,
    nodes: [scroller, pill],
    show(entry) {
      if (put(entry) && entry.by === "agent") scroll.news();
    },
    mine: (message) => put({ failed: null, later: null, ...message, by: "visitor", type: "message" }),
    remove(id) {
      items.find((item) => item.entry.id === id)?.view.node.remove();
      items = items.filter((item) => item.entry.id !== id);
    },
    clear() {
      items = [];
      delivered = seen = 0;
      typed.textContent = "";
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

const greeting = ({ greeting: text, company }, words) => el("div", { className: "entry them first last" },
  avatar(company.charAt(0)), el("div", { className: "msg", dir: "auto" }, text || words("hello")));

/** Keeps the end in view while the visitor is there, and what they read in its place when they are not. */
function keepScroll(scroller, pill, act) {
  let stuck = true;
  let fromEnd = 0;

  const end = () => scroller.scrollHeight - scroller.scrollTop;
  const toEnd = () => {
    stuck = pill.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener("scroll", () => {
    if (!scroller.clientHeight) return;
    fromEnd = end();
    stuck = fromEnd - scroller.clientHeight < 40;
    if (stuck) {
      pill.hidden = true;
      act.look();
    }
    if (scroller.scrollTop < 80) act.older();
  });
  new ResizeObserver(() => stuck && toEnd()).observe(scroller);
  pill.onclick = () => {
    toEnd();
    scroller.focus();
  };
  return {
    toEnd,
    /** What came in above must not push down what is being read. */
    settle(above) {
      if (stuck) toEnd();
      else if (above) scroller.scrollTop = scroller.scrollHeight - fromEnd;
      fromEnd = end();
    },
    atEnd: () => stuck,
    news: () => { pill.hidden = stuck; },
  };
}
