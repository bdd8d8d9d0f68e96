import { renderText } from "../shared/text.js";
import { avatar, el } from "./dom.js";

/**
 * One entry of the conversation as it is seen. `update` says how it stands among its neighbours:
 * {entry, gap: text of a time break or "", first and last of its group, note: what is written beneath, fail: may be sent again}.
 */
export function entryView(entry, words, times, resend) {
  const node = el("div", { className: "item" });
  const gap = el("div", { className: "event", hidden: true });
  node.append(gap);
  if (entry.type && entry.type !== "message") {
    node.append(el("div", { className: "event" }, words(entry.type)));
    return { node, update: ({ gap: text }) => say(gap, text) };
  }
  const ours = entry.by === "agent" || entry.by === "system" ? "them" : "us";
  const text = el("div");
  renderText(text, entry.text);
  const author = el("span", { className: "hush" }, (ours === "us" ? words("you") : entry.name) + ": ");
  const bubble = el("div", { className: "msg", title: times.clock(entry.at) }, author, text);
  const note = el("div", { className: "meta", "aria-live": "off" });
  const again = el("button", { type: "button", className: "link", hidden: true, onclick: () => resend(state.entry) }, words("resend"));
  const row = el("div", { className: "entry " + ours }, ours === "them" && avatar(entry.initials), bubble, el("div", { className: "under" }, note, again));
  node.append(row);
  let state = {};
  return {
    node,
    update(next) {
      state = next;
      say(gap, next.gap);
      say(note, next.note);
      row.classList.toggle("first", next.first);
      row.classList.toggle("last", next.last);
      row.classList.toggle("failed", next.fail);
      again.hidden = !next.fail;
    },
  };
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}
