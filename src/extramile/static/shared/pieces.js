import { renderText } from "./text.js";

/** An element with properties, or attributes where there is no such property, and its children that are not empty. */
export function el(tag, given, ...children) {
  const node = document.createElement(tag);
  for (const name in given) {
    if (name in node) node[name] = given[name];
    else node.setAttribute(name, given[name]);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** A button with a drawing and a name. */
export const tool = (room, words, path, given) => el("button", { type: "button", className: "tool", title: words, "aria-label": words, ...given }, room.icon(path));

/** Initials for the eye; screen readers hear the name. */
export const avatar = (initials) => el("span", { className: "avatar", "aria-hidden": "true" }, initials);

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

/** One entry; `update` takes {entry, gap above it, first and last of its group, note beneath it, fail: may be sent again}. */
export function entryView(entry, words, resend) {
  const gap = el("div", { className: "event", hidden: true });
  const node = el("div", {}, gap);
  if (entry.type !== "message") {
    node.append(el("div", { className: "event" }, words(entry.type)));
    return { node, update: (next) => say(gap, next.gap) };
  }
  const theirs = entry.by !== "visitor";
  const text = el("div");
  renderText(text, entry.text);
  const author = el("span", { className: "hush" }, (theirs ? entry.name : words("you")) + ": ");
  const note = el("span", { className: "meta", "aria-live": "off" });
  const again = el("button", { type: "button", className: "link", onclick: () => resend(state.entry) }, words("resend"));
  const row = el("div", { className: theirs ? "entry them" : "entry us" }, theirs && avatar(entry.initials),
    el("div", { className: "msg" }, author, text), el("div", { className: "under" }, note, again));
  node.append(row);
  let state;
  return {
    node,
    update(next) {
      state = next;
      say(gap, next.gap);
      say(note, next.note);
      for (const name of ["first", "last", "fail"]) row.classList.toggle(name, next[name]);
      again.hidden = !next.fail;
    },
  };
}

/** Words by name, with values in their places. */
export async function loadWords(language) {
  const words = (await import(`../widget/words/${language}.js`)).default;
  return (name, values) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Clock, days and lists in the visitor's own variety of the language. */
export function loadTimes(language) {
  const tag = navigator.languages.find((own) => own.startsWith(language)) ?? language;
  const clock = new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long" });
  const near = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const lists = new Intl.ListFormat(tag);
  const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
  return {
    clock: (at) => clock.format(new Date(at)),
    sameDay: (a, b) => midnight(a) === midnight(b),
    day(at) {
      const days = Math.round((midnight(at) - midnight(Date.now())) / 86_400_000);
      return days === 0 || days === -1 ? near.format(days, "day") : date.format(new Date(at));
    },
    list: (names) => lists.format(names),
  };
}
