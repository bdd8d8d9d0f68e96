/**
 * Shows the top of the chat in the colour that is being chosen, treated as the chat treats it:
 * relative luminance and contrast as WCAG 2.2 defines them.
 */
const WHITE = [255, 255, 255];
const DARK = [20, 23, 26];
/** @param {number} part 0 to 255 */
const linear = (part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
/** @param {number[]} colour red, green, blue */
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
/** @param {number[]} a @param {number[]} b */
const contrast = (a, b) => {
  const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

/** What the chat paints: the ground moved towards black as little as needed, and what is written on it. */
function painted(colour) {
  const on = contrast(colour, WHITE) >= 3 ? WHITE : DARK;
  const end = on === WHITE ? 0 : 255;
  for (let step = 0; step <= 20; step++) {
    const ground = colour.map((part) => Math.round(part + ((end - part) * step) / 20));
    if (contrast(ground, on) >= 4.5) return { ground, on, moved: step > 0 };
  }
  return { ground: colour, on, moved: false };
}

const preview = document.querySelector("[data-chat-preview]");
const field = document.querySelector("input[type=color]");
if (preview && field) {
  const says = preview.querySelector("[data-contrast]");
  const show = () => {
    const colour = [1, 3, 5].map((at) => parseInt(field.value.slice(at, at + 2), 16));
    const { ground, on, moved } = painted(colour);
    preview.style.setProperty("--chosen", `rgb(${ground})`);
    preview.style.setProperty("--on-chosen", `rgb(${on})`);
    says.textContent = on === DARK ? says.dataset.dark : moved ? says.dataset.moved : says.dataset.fine;
    preview.hidden = false;
  };
  field.addEventListener("input", show);
  show();
}
