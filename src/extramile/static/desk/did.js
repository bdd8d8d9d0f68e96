import { post, toast } from "./acts.js";
import { t } from "./known.js";
import { ask } from "./parts.js";

/** What a customer did for the company: each a click in the panel, and a way back. */
export function openDid({ conversation, refresh }) {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-did]");
    if (!form) return;
    event.preventDefault();
    const id = conversation();
    const buttons = [...form.querySelectorAll("[name=kind]")];
    const body = new URLSearchParams({ kind: event.submitter?.value ?? "", about: form.elements.about.value });
    for (const button of buttons) button.disabled = true;
    const answer = await ask(form.action, { method: "POST", body });
    for (const button of buttons) button.disabled = false;
    if (!answer?.ok) return toast(answer?.status === 422 ? await answer.text() : t("did_not"), { wrong: true });
    const { act } = await answer.json();
    form.reset();
    const summary = form.closest("details").querySelector("summary");
    form.closest("details").open = false;
    /* A button that was switched off for a moment has lost the focus. */
    if (document.activeElement === document.body) summary.focus();
    toast(t("done_did"), { undo: () => post(id, "undid", { act }) });
    refresh();
  });
}
