/**
 * Buttons that put a text on the clipboard: `data-copy` names the element, `data-copied` what the button says after.
 * Where the page may not write to the clipboard (plain HTTP) the text is selected instead.
 */
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.querySelector("[data-label]");
  const first = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = source.value ?? source.textContent;
    try {
      await navigator.clipboard.writeText(text.trim());
      label.textContent = button.dataset.copied;
      setTimeout(() => (label.textContent = first), 3000);
    } catch {
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      source.focus?.();
    }
  });
}
