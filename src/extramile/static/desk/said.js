import { toast } from "./acts.js";
import { t } from "./known.js";
import { ask } from "./parts.js";
import { renewed } from "./renewed.js";

/** Posts something about the customer; says what was done, with the way back, or why not. True when it was done. */
export async function post(address, body) {
  const answer = await ask(address, { method: "POST", body });
  if (!answer?.ok) {
    toast(answer?.status === 422 ? await answer.text() : t(answer ? "did_not" : "no_answer"), { wrong: true });
    return false;
  }
  const { said, undo } = await answer.json();
  toast(said, { undo: undo && (() => post(undo)) });
  renewed("customer");
  return true;
}

/* What stands in the panel to be pressed, and is no more than that. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-said]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const menu = form.closest("details");
  if (await post(form.action, new URLSearchParams(new FormData(form)))) menu?.removeAttribute("open");
  form.ariaBusy = null;
});
