import { el } from "./dom.js";
import { emojiGrid } from "./emoji.js";

const LIMIT = 10_000;
const NEAR = 500;

/** Where the visitor writes: Enter sends, Shift and Enter make a new line; a half-written text stays with its tab. */
export function openComposer(room, words, act) {
  const field = el("textarea", { rows: 1, dir: "auto", placeholder: words("write"), "aria-label": words("field"), "aria-describedby": "count" });
  const count = el("div", { id: "count", className: "count", hidden: true });
  const smile = el("button", { type: "button", className: "tool", "aria-label": words("emoji"), title: words("emoji"), "aria-expanded": "false" },
    room.icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 14.5c1.8 2.3 5.2 2.3 7 0M9 9.5v.5M15 9.5v.5"));
  const post = el("button", { type: "submit", className: "primary" }, words("send"));
  const closed = el("div", { className: "closed", hidden: true },
    el("span", {}, words("writeOn")), el("button", { type: "button", className: "link", onclick: act.fresh }, words("fresh")));
  const grid = emojiGrid(smile, insert, () => field.focus());
  const form = el("form", { className: "composer" }, closed, grid.node, count, el("div", { className: "line" }, field, smile, post));
  const draft = room.prefix + "draft";

  const over = () => {
    const text = field.value.trim();
    return text.length < LIMIT - NEAR ? -NEAR - 1 : [...text].length - LIMIT;
  };

  function changed() {
    const more = over();
    count.hidden = more < -NEAR;
    count.textContent = more > 0 ? words("over", { n: more }) : words("left", { n: -more });
    count.classList.toggle("bad", more > 0);
    count.role = more > 0 ? "alert" : null;
    field.setAttribute("aria-invalid", more > 0);
    field.style.height = "auto";
    field.style.height = Math.min(field.scrollHeight, 132) + "px";
    act.typing(field.value.trim() !== "");
    try {
      sessionStorage.setItem(draft, field.value);
    } catch { /* a browser without room keeps the text on the page */ }
  }

  function insert(text) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    changed();
  }

  function submit(event) {
    event.preventDefault();
    const text = field.value.trim();
    field.focus();
    if (!text || over() > 0) return;
    field.value = "";
    changed();
    act.say(text);
  }

  form.onsubmit = submit;
  field.oninput = changed;
  field.onkeydown = (event) => {
    /* While an input method composes, Enter chooses a word and must not send half of one. */
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };

  return {
    node: form,
    focus: () => field.focus(),
    dismiss: grid.close,
    resolved: (is) => { closed.hidden = !is; },
    /** Brings back what was half-written in this tab; called once the field can be measured. */
    restore() {
      try {
        field.value ||= sessionStorage.getItem(draft) ?? "";
      } catch { /* as above */ }
      if (field.value) changed();
    },
    clear() {
      field.value = "";
      changed();
    },
  };
}
