/** Good news passes by after a while; it stays as long as the pointer or the focus rests on it. */
for (const toast of document.querySelectorAll("[data-passing]")) {
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : toast.remove());
  setTimeout(leave, toast.querySelector("[data-undo]") ? 12_000 : 6000);
}

/* As at the desk, one key takes back what was just done. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  document.querySelector("[data-undo]")?.click();
});
