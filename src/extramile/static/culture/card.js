/** Cards turn by the arrow keys, as slides do; Escape leads back. */
const KEYS = { ArrowRight: "after", PageDown: "after", " ": "after", ArrowLeft: "before", PageUp: "before", Escape: "close" };

document.addEventListener("keydown", (event) => {
  const to = KEYS[event.key];
  if (!to || event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && event.target.closest("a"))) return;
  event.preventDefault();
  document.querySelector(`[data-${to}]`)?.click();
});
