import { renew } from "../desk/parts.js";
import { openWarmUp } from "./warm-up.js";

/** Skipping hides a part on this page, and is told to nobody: it is there again tomorrow. */
const parts = [...document.querySelectorAll("[data-skip]")].map((button) => button.closest("section"));

function skip(part) {
  part.hidden = true;
  const next = parts.find((one) => !one.hidden)?.querySelector("[data-skip]") ?? document.querySelector(".btn.primary");
  next.focus();
}

for (const part of parts) {
  const button = part.querySelector("[data-skip]");
  button.hidden = false;
  button.addEventListener("click", () => skip(part));
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  const around = document.activeElement?.closest("section");
  const part = parts.includes(around) && !around.hidden ? around : parts.find((one) => !one.hidden);
  if (part) skip(part);
});

openWarmUp();

// They ask more of the database than all the rest, and nobody waits for them.
for (const later of document.querySelectorAll(".today [data-from]")) renew(later);
