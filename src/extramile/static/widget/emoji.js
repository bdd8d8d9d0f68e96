import { el } from "./dom.js";

const EMOJI = "😀 😄 😂 🙂 😉 😊 😍 🤗 🤔 😐 😕 😟 😢 😭 😤 😠 😱 😅 🙄 😴 🤒 🥳 😎 🤝 👍 👎 👋 👏 🙏 💪 👌 🤞 ❤️ 💔 🎉 🎁 ⭐ 🔥 ✅ ❌ ❓ ⏰ 📦 🚚 📷 📄 💳 🏠".split(" ");
const ACROSS = 8;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS };

/** A grid of emoji: one stop for the Tab key, arrows within, Escape back to where the visitor was writing. */
export function emojiGrid(opener, insert, leave) {
  const cells = EMOJI.map((emoji, at) => el("button", { type: "button", tabIndex: at ? -1 : 0, onclick: () => insert(emoji) }, emoji));
  const node = el("div", { className: "emoji", id: "emoji", role: "group", "aria-label": opener.title, hidden: true }, ...cells);
  opener.setAttribute("aria-controls", "emoji");

  function open(is) {
    node.hidden = !is;
    opener.setAttribute("aria-expanded", is);
    if (is) move(0);
  }

  function move(to) {
    const cell = cells[to];
    if (!cell) return;
    cells.forEach((other) => { other.tabIndex = other === cell ? 0 : -1; });
    cell.focus();
  }

  opener.onclick = () => open(node.hidden);
  node.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const mirrored = Math.abs(step) === 1 && getComputedStyle(node).direction === "rtl";
    move(cells.indexOf(event.target) + (mirrored ? -step : step));
  };
  return {
    node,
    /** True when it was open. */
    close() {
      if (node.hidden) return false;
      open(false);
      leave();
      return true;
    },
  };
}
