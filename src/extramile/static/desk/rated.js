import { el } from "../shared/pieces.js";
import { renderText } from "../shared/text.js";
import { sentence } from "./sentences.js";

const given = (line) => JSON.parse(line.dataset.values);

/** What the customer said of the conversation: stars for the eye, a sentence for everybody, and their own words. */
export function showRating(line) {
  const text = line.querySelector(".text");
  if (text) renderText(text, text.textContent);
  const { stars } = given(line);
  const drawn = el("span", { className: "stars", "aria-hidden": "true" }, "★".repeat(stars) + "☆".repeat(5 - stars));
  line.prepend(el("div", {}, drawn, " ", sentence(line.dataset)));
  return line;
}

/** Of what was said of one resolve only the last is shown. */
export function lastRatings(lines) {
  const told = new Set();
  for (const line of lines.filter(({ dataset }) => dataset.event === "rated").reverse()) {
    const { resolved } = given(line);
    line.hidden = told.has(resolved);
    told.add(resolved);
  }
}
