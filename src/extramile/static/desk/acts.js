import { el } from "../shared/pieces.js";
import { byId, t } from "./known.js";
import { ask } from "./parts.js";

const STAY = 10_000;
let last = null;

/**
 * A short word at the foot of the page, with a way back when there is one.
 * @param {string} text
 * @param {{undo?: () => void, wrong?: boolean}} [more]
 */
export function toast(text, { undo, wrong } = {}) {
  const node = el("div", { className: wrong ? "toast coral" : "toast", "data-passing": "" }, el("span", {}, text));
  if (undo) node.append(el("button", { type: "button", "aria-keyshortcuts": "z", onclick: takeBack }, t("undo")));
  last = undo && { undo, node };
  byId("toasts").querySelector("[data-passing]")?.remove();
  byId("toasts").append(node);
  stay(node);
}

/**
 * A word that stays until it is closed: one for each name.
 * @param {string} name
 * @param {string} text
 * @param {{says: string, run: () => void}} go
 */
export function reminder(name, text, { says, run }) {
  const close = () => node.remove();
  const node = el("div", { className: "toast reminder", id: name }, el("span", {}, text),
    el("button", { type: "button", onclick: () => (close(), run()) }, says),
    el("button", { type: "button", "aria-label": t("close"), onclick: close }, "×"));
  byId(name)?.remove();
  byId("toasts").prepend(node);
}

/* Nobody has to be quick who is about to press its button. */
function stay(node) {
  setTimeout(() => (node.matches(":hover, :focus-within") ? stay(node) : end(node)), STAY);
}

function end(node) {
  node.remove();
  if (last?.node === node) last = null;
}

/** Takes back what was done last, for as long as the page offers it. */
export function takeBack() {
  const back = last;
  if (!back) return;
  end(back.node);
  back.undo();
}

/* Whether the open conversation is snoozed, and until when. */
const snoozed = ({ status, until }) => status === "snoozed" && { until };

/** Posts what an agent does with a conversation. True when it was done; why not is said in a toast. */
export async function post(conversation, what, body = {}) {
  const answer = await ask(`/desk/c/${conversation}/${what}`, { method: "POST", body: new URLSearchParams(body) });
  if (answer?.ok) return true;
  const why = answer?.status === 422 ? await answer.text() : t(answer?.status === 404 ? "gone" : "did_not");
  toast(why, { wrong: true });
  return false;
}

/** Each act by its name: does it, says so, and offers the way back. */
export const acts = {
  async assign(id, value, { name, before }) {
    if (value === before || !(await post(id, "assign", { to: value }))) return;
    toast(value ? t("done_assign", { name }) : t("done_nobody"), { undo: () => post(id, "assign", { to: before }) });
  },
  async snooze(id, until) {
    if (await post(id, "snooze", { until })) toast(t("done_snooze"), { undo: () => post(id, "wake") });
  },
  async wake(id) {
    const before = snoozed(byId("head").dataset);
    if (await post(id, "wake")) toast(t("done_wake"), { undo: () => post(id, "snooze", before) });
  },
  async resolve(id) {
    const before = snoozed(byId("head").dataset);
    const undo = async () => (await post(id, "reopen")) && before && post(id, "snooze", before);
    if (await post(id, "resolve")) toast(t("done_resolve"), { undo });
  },
  async reopen(id) {
    if (await post(id, "reopen")) toast(t("done_reopen"), { undo: () => post(id, "resolve") });
  },
  tag: (id, name) => post(id, "tag", { name }),
  async untag(id, name) {
    if (await post(id, "untag", { name })) toast(t("done_untag", { name }), { undo: () => post(id, "tag", { name }) });
  },
  block: (id) => confirm(t("sure_block")) && post(id, "block"),
  unblock: (id) => post(id, "unblock"),
};
