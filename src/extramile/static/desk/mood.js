import { post, toast } from "./acts.js";
import { byId, t } from "./known.js";
import { renewed } from "./renewed.js";

const GATHER = 3_000;

/**
 * How the customer sounds: the trace over the thread, fetched again, not too often, when somebody has written; and what
 * a person says to it.
 * @param {() => number|null} conversation
 */
export function openMood(conversation) {
  let planned = 0;

  function later() {
    planned ||= setTimeout(() => {
      planned = 0;
      renewed("mood");
    }, GATHER);
  }

  async function say(seq, said) {
    const id = conversation();
    if (!(await post(id, "mood-reading", { seq, said }))) return;
    if (said) toast(t("done_reading"), { undo: () => conversation() === id && say(seq, "") });
    await Promise.all([renewed("mood"), renewed("sounds")]);
    const button = byId("sounds")?.querySelector(`[data-seq="${seq}"]`);
    (button?.closest("details")?.querySelector("summary") ?? button)?.focus();
  }

  byId("menu").addEventListener("click", ({ target }) => {
    const button = target.closest("[data-sounds]");
    if (button) say(button.dataset.seq, button.dataset.sounds);
  });
  return { wrote: ({ type }) => type === "message" && later() };
}
