import { el } from "../shared/pieces.js";
import { byId, t } from "./known.js";
import { ask } from "./parts.js";

const PAUSE = 120;
const SLASH = /(?:^|\s)\/(\S{0,40})$/;

/** Saved replies: a slash and a few letters, then arrows and Enter. The server fills their variables in. */
export function openReplies(conversation, field, put) {
  const list = byId("replies");
  let found = [];
  let at = 0;
  let turn = 0;
  let timer;
  let refused = null;

  const typed = () => SLASH.exec(field.value.slice(0, field.selectionStart));

  function look() {
    const words = typed();
    if (!words) return void close();
    if (refused === field.value) return;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE, words[1]);
  }

  async function find(words) {
    const own = ++turn;
    const answer = await ask(`/desk/c/${conversation}/replies?q=${encodeURIComponent(words)}`);
    if (!answer?.ok || own !== turn || !typed()) return;
    found = (await answer.json()).replies;
    at = 0;
    show();
  }

  function show() {
    list.replaceChildren(...found.map(option));
    if (!found.length) list.append(el("p", { className: "faint small entry" }, t("no_replies")));
    list.hidden = false;
    mark();
  }

  const option = ({ shortcut, title, text }, n) => {
    const node = el("div", { role: "option", id: `reply-${n}` }, el("strong", {}, `/${shortcut}`), el("span", {}, title), el("small", {}, text));
    node.onmousedown = (event) => event.preventDefault();
    node.onclick = () => choose(n);
    return node;
  };

  function mark() {
    [...list.querySelectorAll("[role=option]")].forEach((node, n) => {
      node.setAttribute("aria-selected", n === at);
      if (n === at) node.scrollIntoView({ block: "nearest" });
    });
    if (found.length) field.setAttribute("aria-activedescendant", `reply-${at}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function choose(n) {
    const words = typed();
    const reply = found[n];
    close();
    if (!words || !reply) return;
    put(reply.text, field.selectionStart - words[1].length - 1, field.selectionStart);
  }

  function close() {
    clearTimeout(timer);
    turn++;
    field.removeAttribute("aria-activedescendant");
    if (list.hidden) return false;
    list.hidden = true;
    return true;
  }

  field.addEventListener("blur", close);
  return {
    look,
    close,
    /** True when a key was for the list. */
    key(event) {
      if (list.hidden) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        refused = field.value;
        close();
        event.stopPropagation();
      } else if (!found.length) return false;
      else if (step) {
        at = (at + step + found.length) % found.length;
        mark();
      } else if ((event.key === "Enter" && !event.shiftKey && !event.isComposing) || event.key === "Tab") choose(at);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
