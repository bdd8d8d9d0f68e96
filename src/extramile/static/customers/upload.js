/**
 * A page takes two megabytes at most: a larger file is packed before it is sent, which makes a table a tenth of its size.
 * What is still too large is said before it is sent for nothing.
 */
const form = document.querySelector("form[data-upload]");
const most = Number(form.dataset.most);
const tooLarge = form.querySelector("[data-too-large]");
const input = form.querySelector("input[type=file]");

/** @param {File} file */
async function packed(file) {
  if (file.name.endsWith(".gz") || !("CompressionStream" in window)) return file;
  const stream = file.stream().pipeThrough(new CompressionStream("gzip"));
  return new File([await new Response(stream).blob()], `${file.name}.gz`);
}

input.addEventListener("change", () => (tooLarge.hidden = true));
form.addEventListener("submit", async (event) => {
  const file = input.files[0];
  if (!file || file.size <= most) return;
  event.preventDefault();
  const button = form.querySelector("button.primary");
  if (button.disabled) return;
  button.disabled = true;
  const smaller = await packed(file).catch(() => file);
  button.disabled = false;
  if (smaller.size > most) {
    tooLarge.hidden = false;
    return;
  }
  const list = new DataTransfer();
  list.items.add(smaller);
  input.files = list.files;
  form.submit();
});
