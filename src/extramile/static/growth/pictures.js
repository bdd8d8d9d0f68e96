/**
 * What somebody writes for themselves is words: a picture pasted or dropped into a field is refused with a sentence below it.
 * Dropped beside no such word the browser would leave the page for the picture, and what was written with it.
 */
const sentence = document.getElementById("no-pictures");

/** @param {Event & {target: any}} event @param {DataTransfer | null} given */
function refuse(event, given) {
  const field = event.target.closest?.("textarea, input");
  if (!field || !given?.files.length || given.getData("text/plain")) return;
  event.preventDefault();
  field.parentElement.querySelector("[data-no-pictures]")?.remove();
  field.after(sentence.content.cloneNode(true));
}

document.addEventListener("paste", (event) => refuse(event, event.clipboardData));
document.addEventListener("drop", (event) => refuse(event, event.dataTransfer));
document.addEventListener("dragover", (event) => {
  if (event.target.closest?.("textarea, input") && event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
