/** Space opens the answer, and then the grades go by their numbers. */
const answer = document.querySelector(".recall details");
const grades = [...document.querySelectorAll(".grades button")];

answer?.addEventListener("toggle", () => {
  if (answer.open) grades.find((button) => button.value === "3").focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target === document.body && answer && !answer.open) {
    event.preventDefault();
    answer.open = true;
  }
  if (!answer?.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
  grades.find((button) => button.value === event.key)?.click();
});
