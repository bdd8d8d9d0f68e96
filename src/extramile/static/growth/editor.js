/** A fault leads to its line. */
document.addEventListener("click", (event) => {
  const line = Number(event.target.dataset?.line);
  if (!line) return;
  event.preventDefault();
  const field = document.getElementById("text");
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
});

/* After a look at it one goes on where it plays. */
(document.querySelector("#played textarea") ?? document.getElementById("preview"))?.focus({ preventScroll: true });
