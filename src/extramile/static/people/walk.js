/** Arrows, j and k go from one thing of a list to the next; / goes to where one searches. */
const lines = [...document.querySelectorAll("#promises > li, .walked > *")];
const first = (line) => line.querySelector("a, button, summary");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const search = event.key === "/" && document.querySelector("[data-search]");
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  const to = search || (step && lines[at < 0 ? 0 : at + step] && first(lines[at < 0 ? 0 : at + step]));
  if (!to) return;
  event.preventDefault();
  to.focus();
});
