/** Arrows, j and k go from promise to promise. */
const promises = [...document.querySelectorAll("#promises > li")];
const first = (line) => line.querySelector("a, button");

document.addEventListener("keydown", (event) => {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const at = promises.findIndex((line) => line.contains(document.activeElement));
  const next = promises[at < 0 ? 0 : at + step];
  if (!next) return;
  event.preventDefault();
  first(next).focus();
});
