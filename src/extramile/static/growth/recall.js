/** The grades by their numbers, once the answer is open; whoever opens it by the keyboard goes on among them. */
const answer = document.querySelector(".recall details");
const grades = [...document.querySelectorAll(".grades button")];

answer?.addEventListener("toggle", () => {
  if (answer.open) grades.find((button) => button.value === "3").focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  if (!answer?.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
  grades.find((button) => button.value === event.key)?.click();
});
