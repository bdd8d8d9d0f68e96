/** A moment of the day that is offered becomes the words that one may keep. */
for (const offer of document.querySelectorAll("[data-fill]")) {
  offer.addEventListener("click", () => {
    const field = document.getElementById(offer.dataset.fill);
    field.value = offer.textContent.trim();
    field.focus();
  });
}
