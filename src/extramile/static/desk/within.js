import { toast } from "./acts.js";
import { byId, t } from "./known.js";
import { ask, nodes } from "./parts.js";
import { exchange, renewed } from "./renewed.js";
import { fillTimes } from "./times.js";

/**
 * Sections of the panel that change within themselves: a button with `data-within` (the section's id) and `data-to`
 * fetches the section as it is at that address, and a form with `data-within` is answered with it.
 */
export function openWithin() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-within][data-to]");
    if (button) change(button, button.dataset.to);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-within]");
    if (!form) return;
    event.preventDefault();
    change(form, form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  });
}

async function change(from, address, how) {
  const section = byId(from.dataset.within);
  /* Until the answer is there nothing more is asked for: what is typed now would be gone with what it replaces. */
  if (section.inert) return;
  section.inert = true;
  const answer = await ask(address, how);
  const html = answer && [200, 422].includes(answer.status) && await answer.text();
  section.inert = false;
  /* Somebody else may have changed it meanwhile; of another conversation it is no matter. */
  const place = byId(section.id);
  if (place?.dataset.from !== section.dataset.from) return;
  if (!html) return toast(t(answer?.status === 404 ? "gone" : "did_not"), { wrong: true });
  const [fresh] = nodes(html);
  exchange(place, fresh);
  unfolded(fresh);
  fillTimes(fresh);
  const first = fresh.querySelector("[aria-invalid=true]") ?? fresh.querySelector("form :is(select, input:not([type=hidden]))");
  (first ?? fresh.querySelector("[data-first]"))?.focus({ preventScroll: !first });
}

/* What was asked for whole is fetched whole with the panel, too. */
function unfolded(section) {
  const panel = section.closest("[data-sections]");
  if (!panel || !section.dataset.from?.includes("?") || panel.dataset.from.includes("?")) return;
  panel.dataset.from += "?all=1";
  renewed(panel.id);
}
