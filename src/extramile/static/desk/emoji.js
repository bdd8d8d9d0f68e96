import { el } from "../shared/pieces.js";

const EMOJI = "😀 😄 😂 🙂 😉 😊 😍 🤗 🤔 😐 😕 😟 😢 😭 😅 🥳 😎 🤝 👍 👎 👋 👏 🙏 💪 👌 🤞 ❤️ 💚 🎉 🎁 ⭐ 🔥 ✅ ❌ ❓ ⏰ 📦 🚚 📷 📄 💳 🏠 ⛺ 🥾 🌲 ☀️ 🌧️ ☕".split(" ");
const ACROSS = 8;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -ACROSS, ArrowDown: ACROSS };

/** A grid of emoji: one stop for the Tab key, arrows within. */
export function openEmoji(opener, place, insert, leave) {
  let cells = [];

  function close() {
    const was = place.hasChildNodes();
    place.replaceChildren();
    opener.setAttribute("aria-expanded", "false");
    if (was) leave();
    return was;
  }

  function open() {
    cells = EMOJI.map((emoji, at) => el("button", { type: "button", tabIndex: at ? -1 : 0, onclick: () => insert(emoji) }, emoji));
    const grid = el("div", { className: "emoji", role: "group", "aria-label": opener.title }, ...cells);
    grid.onkeydown = step;
    grid.onfocusout = ({ relatedTarget }) => relatedTarget && relatedTarget !== opener && !grid.contains(relatedTarget) && place.replaceChildren();
    place.replaceChildren(grid);
    opener.setAttribute("aria-expanded", "true");
    move(0);
  }

  function step(event) {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const mirrored = Math.abs(by) === 1 && getComputedStyle(place).direction === "rtl";
    move(cells.indexOf(event.target) + (mirrored ? -by : by));
  }

  function move(to) {
    if (!cells[to]) return;
    for (const cell of cells) cell.tabIndex = cell === cells[to] ? 0 : -1;
    cells[to].focus();
  }

  opener.onclick = () => close() || open();
  return { close };
}
