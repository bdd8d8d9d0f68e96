import { el } from "../shared/pieces.js";
import { byId, t } from "./known.js";
import { ask } from "./parts.js";

const PAUSE = 500;
const STAYS = 20_000;
/* Most of what is written holds no promise, and is not even asked about. */
const LIKELY = /\b(will|shall|going to|promise|guarantee|expect|look for)\b|['’](ll|m |re )/i;

/**
 * A promise in what is being written: offered over the composer, kept with one key, made when the message is stored.
 * @param {{id: number, field: HTMLTextAreaElement, made: (name: string, vow: object) => void}} to
 */
export function openPromising({ id, field, made }) {
  const box = byId("vow");
  /* What the server read last, and in which text; `sent` is the message's name once it went out without a word on it. */
  let found = null;
  let read = "";
  let kept = false;
  let refused = "";
  let sent = null;
  let timer;
  let asking = new AbortController();

  async function find(text) {
    asking.abort();
    if (!LIKELY.test(text)) return null;
    const { signal } = (asking = new AbortController());
    const answer = await ask(`/desk/c/${id}/promise-found`, { method: "POST", body: new URLSearchParams({ text }), signal });
    if (signal.aborted || !answer?.ok) return undefined;
    return answer.status === 200 ? answer.json().catch(() => undefined) : null;
  }

  /** Looks at a draft, once nothing more is typed for a moment. */
  function look(text, note) {
    clearTimeout(timer);
    if (!text || note) return sent || forget();
    timer = setTimeout(async () => {
      const now = await find(text);
      if (now === undefined || (sent && !now)) return;
      sent = null;
      read = text.trim();
      kept &&= Boolean(now);
      show(now?.sentence === refused ? null : now);
    }, PAUSE);
  }

  function show(now) {
    found = now;
    box.hidden = !found;
    if (!found) return say("");
    box.classList.toggle("kept", kept);
    box.replaceChildren(
      el("span", { className: "grow" }, el("span", { className: "what" }, found.what), el("b", {}, found.reads)),
      !kept && el("button", { type: "button", className: "btn small", onclick: keep }, t("vow_keep"), " ", el("kbd", { "aria-hidden": "true" }, "Tab")),
      el("button", { type: "button", className: "btn quiet small", "aria-label": t("vow_no"), title: t("vow_no"), onclick: dismiss }, "×"),
    );
    say(t(kept ? "vow_kept" : "vow_found", { time: found.reads }));
  }

  /* Said once for each promise, and not for each letter. */
  function say(text) {
    const place = byId("vow-said");
    if (place.textContent !== text) place.textContent = text;
  }

  function keep() {
    if (sent) {
      made(sent, found);
      return forget();
    }
    kept = true;
    show(found);
    field.focus();
  }

  function dismiss() {
    refused = found?.sentence ?? "";
    forget();
    field.focus();
  }

  function forget() {
    clearTimeout(timer);
    asking.abort();
    kept = false;
    sent = null;
    show(null);
  }

  const open = () => !box.hidden;

  /**
   * The promise that goes out with a message, where there is one that is sure. What was kept and changed since is made
   * once the message went out; what was not asked about yet is offered.
   */
  function take(text) {
    const before = { kept, refused };
    if (kept && read === text) return { vow: { what: found.what, due: found.due }, sent() {} };
    return {
      async sent(name) {
        const now = await find(text);
        if (!now || now.sentence === before.refused) return;
        if (before.kept) return made(name, now);
        if (field.value || open()) return;
        sent = name;
        show(now);
        stay(name);
      },
    };
  }

  /* Nobody has to be quick who is about to press its button. */
  function stay(name) {
    setTimeout(() => sent === name && (box.matches(":hover, :focus-within") ? stay(name) : forget()), STAYS);
  }

  return {
    look, take,
    /** True when a key was for the promise. */
    key(event) {
      if (!open() || event.shiftKey || event.isComposing) return false;
      if (event.key === "Tab" && !kept) keep();
      else if (event.key === "Escape") dismiss();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    dismiss: () => open() && !kept && (forget(), true),
  };
}
