import { byId, store, t } from "./known.js";
import { openEmoji } from "./emoji.js";
import { openPromising } from "./promising.js";
import { openReplies } from "./replies.js";

const LIMIT = 10_000;
const NEAR = 500;

/**
 * Where the agent writes: Enter sends, Shift and Enter make a new line. What is half-written is kept for each conversation.
 * @param {{id: number, name: string, say: (text: string, note: boolean, promise?: object) => string, made: (name: string, vow: object) => void, typing: (on: boolean, note: boolean) => void}} talk
 */
export function openComposer(talk) {
  const form = byId("composer");
  const field = byId("words");
  const tabs = [...form.querySelectorAll("[data-mode]")];
  const draft = `draft:${talk.id}`;
  const kept = store.get(draft) ?? {};
  let mode = kept.mode ?? "reply";

  const over = () => (field.value.length < LIMIT - NEAR ? -LIMIT : [...field.value.trim()].length - LIMIT);

  function choose(next, focus = true) {
    mode = next;
    const note = mode === "note";
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", tab.dataset.mode === mode);
      tab.tabIndex = tab.dataset.mode === mode ? 0 : -1;
    }
    form.classList.toggle("noting", note);
    label();
    byId("send").firstElementChild.textContent = t(note ? "add_note" : "send");
    talk.typing(false, !note);
    keep();
    promising.look(field.value.trim(), note);
    if (focus) field.focus();
  }

  function label() {
    field.placeholder = mode === "note" ? t("write_note") : t("write_to", { name: talk.name });
    field.setAttribute("aria-label", field.placeholder);
  }

  function keep() {
    if (field.value) store.set(draft, { text: field.value, mode });
    else store.drop(draft);
  }

  function changed() {
    const more = over();
    const counter = byId("counter");
    counter.textContent = more > 0 ? t("over", { n: more }) : more >= -NEAR ? t("left", { n: -more }) : "";
    counter.classList.toggle("over", more > 0);
    field.setAttribute("aria-invalid", more > 0);
    grow();
    keep();
    promising.look(field.value.trim(), mode === "note");
    talk.typing(field.value.trim() !== "" && !field.value.startsWith("/"), mode === "note");
  }

  function grow() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  function put(text, from = field.selectionStart, to = field.selectionEnd) {
    field.setRangeText(text, from, to, "end");
    changed();
    field.focus();
  }

  function submit(event) {
    event.preventDefault();
    const text = field.value.trim();
    if (!text || over() > 0) return field.focus();
    const promise = mode === "reply" ? promising.take(text) : null;
    field.value = "";
    changed();
    talk.typing(false, mode === "note");
    const name = talk.say(text, mode === "note", promise?.vow);
    promise?.sent(name);
    if (mode === "note") choose("reply", false);
    field.focus();
  }

  const replies = openReplies(talk.id, field, put);
  const promising = openPromising({ id: talk.id, field, made: talk.made });
  const emoji = openEmoji(byId("emoji-open"), byId("emoji-place"), put, () => field.focus());
  form.onsubmit = submit;
  field.oninput = () => {
    changed();
    replies.look();
  };
  field.onkeydown = (event) => {
    if (replies.key(event) || promising.key(event)) return;
    /* While an input method composes, Enter chooses a word and must not send half of one. */
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  };
  byId("replies-open").onclick = () => {
    field.focus();
    put(field.value && !/\s$/.test(field.value) ? " /" : "/", field.value.length, field.value.length);
    replies.look();
  };
  for (const tab of tabs) {
    tab.onclick = () => choose(tab.dataset.mode);
    tab.onkeydown = ({ key }) => key.startsWith("Arrow") && choose(mode === "note" ? "reply" : "note", false) === tabs.find((one) => one.tabIndex === 0).focus();
  }
  field.value = kept.text ?? "";
  choose(mode, false);
  if (field.value) grow();
  return {
    write: (next = mode) => choose(next),
    /** The customer is called so from now on, and likes it so. */
    call(name, likes) {
      talk.name = name;
      byId("likes").textContent = likes;
      label();
    },
    /** Another tab changed what is kept under a name: here it would be sent a second time. */
    elsewhere(name) {
      if (name !== draft || document.activeElement === field && document.hasFocus()) return;
      field.value = store.get(draft)?.text ?? "";
      grow();
    },
    /** Writes at the end. */
    add: (text) => put(text, field.value.length, field.value.length),
    /** True when something was open over the composer, and is closed now. */
    dismiss: () => replies.close() || emoji.close() || promising.dismiss(),
    /** Brings a message back that could not be sent. */
    takeBack(text, note) {
      field.value = field.value ? `${text}\n${field.value}` : text;
      choose(note ? "note" : "reply");
      changed();
    },
  };
}
