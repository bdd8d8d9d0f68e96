import { toast } from "./acts.js";
import { t } from "./known.js";
import { ask } from "./parts.js";
import { renewed } from "./renewed.js";

/**
 * Posts something about the customer; says what was done, with the way back, or why not. True when it was done.
 * @param {{done?: Element, refuse?: (why: string) => void}} [how] what goes then, though something is written in it; and
 * who says it instead when the desk says no
 */
export async function post(address, body, { done, refuse } = {}) {
  const answer = await ask(address, { method: "POST", body });
  if (!answer?.ok) {
    const why = answer?.status === 422 ? await answer.text() : t(answer ? "did_not" : "no_answer");
    if (refuse) refuse(why);
    else toast(why, { wrong: true });
    return false;
  }
  /* Nothing is said where it was so before, such as by another tab. */
  const { said, undo } = answer.status === 204 ? {} : await answer.json();
  if (said) toast(said, { undo: undo && (() => post(undo)) });
  renewed("customer", done);
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
  await post(form.action, new URLSearchParams(new FormData(form)), { done: menu });
  form.ariaBusy = null;
});
