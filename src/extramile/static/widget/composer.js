import { el, tool } from "../shared/pieces.js";

const LIMIT = 10_000;
const NEAR = 500;
const ACROSS = 8;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS };
const EMOJI = "😀 😄 😂 🙂 😉 😊 😍 🤗 🤔 😐 😕 😟 😢 😭 🥳 😎 👍 👎 👋 👏 🙏 💪 👌 🤞 ❤️ 🎉 🎁 ⭐ 🔥 ✅ ❌ ❓".split(" ");

/** Where the visitor writes; a half-written text stays with its tab. */
export function openComposer(room, words, act) {
  const field = el("textarea", { rows: 1, placeholder: words("write"), "aria-label": words("write"), "aria-describedby": "count" });
  const count = el("div", { id: "count", className: "count", hidden: true });
  const smile = tool(room, words("emoji"), "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 14.5c1.8 2.3 5.2 2.3 7 0M9 9.5v.5M15 9.5v.5", { "aria-expanded": "false" });
  const closed = el("div", { className: "closed", hidden: true },
    words("writeOn"), el("button", { type: "button", className: "link", onclick: act.fresh }, words("fresh")));
  const grid = emojiGrid(smile, (emoji) => {
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end");
    changed();
    field.focus();
  });
  const node = el("form", { className: "composer", onsubmit: submit }, closed, grid.node, count,
    el("div", { className: "line" }, field, smile, el("button", { className: "primary" }, words("send"))));
  const typing = typist(act.typing);

  const draft = (text) => {
    try {
      const name = room.prefix + "draft";
      return text === undefined ? sessionStorage.getItem(name) : sessionStorage[text ? "setItem" : "removeItem"](name, text);
    } catch { /* refused */ }
  };
  const over = () => (field.value.length < LIMIT - NEAR ? -LIMIT : [...field.value.trim()].length - LIMIT);

  function changed() {
    const more = over();
    count.hidden = more < -NEAR;
    count.textContent = more > 0 ? words("over", { n: more }) : words("left", { n: -more });
    count.classList.toggle("bad", more > 0);
    field.setAttribute("aria-invalid", more > 0);
    field.dir = field.value && "auto";
    field.style.height = "auto";
    field.style.height = field.scrollHeight + "px";
    typing(field.value.trim() !== "");
    draft(field.value);
  }

  function submit(event) {
    event.preventDefault();
    field.focus();
    const text = field.value.trim();
    if (over() > 0) count.setAttribute("role", "alert");
    else if (text) {
      clear();
      act.say(text);
    }
  }

  function clear() {
    field.value = "";
    changed();
  }

  field.oninput = changed;
  field.onkeydown = (event) => {
    /* While an input method composes, Enter chooses a word. */
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };

  return {
    node,
    clear,
    focus: () => field.focus(),
    /** True when there was something to close. */
    dismiss: () => grid.close() && !field.focus(),
    resolved: (is) => { closed.hidden = !is; },
    /** Brings back what this tab was writing, once the field can be measured. */
    restore() {
      field.value ||= draft() ?? "";
      if (field.value) changed();
    },
  };
}

/* Arrows within; Tab goes on. */
function emojiGrid(opener, pick) {
  const cells = EMOJI.map((emoji) => el("button", { type: "button", tabIndex: -1, onclick: () => close() && pick(emoji) }, emoji));
  const node = el("div", { className: "emoji", role: "group", "aria-label": opener.title, hidden: true }, ...cells);

  function show(is) {
    node.hidden = !is;
    opener.setAttribute("aria-expanded", is);
    if (is) cells[0].focus();
  }

  function close() {
    const open = !node.hidden;
    show(false);
    return open;
  }

  opener.onclick = () => show(node.hidden);
  node.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    cells[cells.indexOf(event.target) + (node.closest("[dir=rtl]") && step % ACROSS ? -step : step)]?.focus();
  };
  return { node, close };
}

/* Tells when writing begins, each 3 s, and when it ends. */
function typist(tell) {
  let told = 0;
  let end;
  return function typing(on) {
    clearTimeout(end);
    if (on) end = setTimeout(typing, 5_000, false);
    if (on ? Date.now() - told < 3_000 : !told) return;
    told = on ? Date.now() : 0;
    tell(on);
  };
}
