/** Good news passes by after a while; it stays as long as the pointer rests on it. */
for (const toast of document.querySelectorAll("[data-passing]")) {
  const leave = () => (toast.matches(":hover") ? setTimeout(leave, 1000) : toast.remove());
  setTimeout(leave, 6000);
}
