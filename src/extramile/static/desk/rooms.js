import { toast } from "./acts.js";
import { openComposer } from "./composer.js";
import { byId, store, t } from "./known.js";
import { ask, nodes, part } from "./parts.js";
import { promise } from "./promises.js";
import { bringHalves, keepHalves } from "./halves.js";
import { exchange, gathered, renewed } from "./renewed.js";
import { openThread } from "./thread.js";
import { fillTimes } from "./times.js";
import { sayTyping } from "./typing.js";

const GATHER = 500;

/** Which conversation is open: fetched and shown without leaving the page, with an address of its own. */
export function openRooms({ send, online, sending, rows, screens, typing, shown }) {
  let thread = null;
  let composer = null;
  let under = null;
  /* What is typed while a conversation is on its way is meant for it: as keys of the desk it would act on the one before. */
  let typed = null;

  const conversation = () => thread?.id ?? null;
  const customer = () => byId("thread").dataset.name;

  /** Makes what the server rendered into the open conversation. */
  function start() {
    const section = byId("thread");
    rows.open(Number(section.dataset.conversation) || null);
    if (!section.dataset.conversation) {
      thread = composer = null;
      return;
    }
    thread = openThread(section, {
      send, reload: () => open(conversation(), { push: false }), read: rows.read, acted: refresh,
      retry: sending.retry, takeBack,
    });
    const id = thread.id;
    let noting = false;
    const type = sayTyping((on) => send({ kind: "typing", conversation: id, on, note: noting }));
    composer = openComposer({
      id, name: section.dataset.first,
      say: (text, note, vow) => sending.say(id, text, note, vow),
      made: (name, { what, due }) => sending.promise(name, { what, due }) || promise(id, { what, due }, name),
      typing(on, note) {
        if (on) noting = note;
        type(on);
      },
    });
    sending.of(id).forEach((message) => thread.pending(message, online()));
    fillTimes(byId("side"));
    renewed("mood");
    screens.still();
    shown();
    const sought = Number(new URLSearchParams(location.search).get("at"));
    if (sought) thread.show(sought);
  }

  function takeBack(id) {
    const message = sending.takeBack(id);
    thread.drop(id);
    if (message) composer.takeBack(message.text, Boolean(message.note));
  }

  const address = (id, at) => {
    const query = new URLSearchParams();
    const box = byId("rows").dataset.box;
    if (box !== "mine") query.set("box", box);
    if (at) query.set("at", at);
    return `/desk/${id ? `c/${id}` : ""}${query.size ? `?${query}` : ""}`;
  };

  async function open(id, { at = null, push = true } = {}) {
    if (id === conversation() && !at && push) return screens.show("thread");
    under?.abort();
    const turn = (under = new AbortController());
    typed = push ? "" : null;
    rows.open(id);
    byId("thread").classList.add("busy");
    const answer = await ask(address(id, at), { signal: turn.signal });
    const html = answer?.ok ? await answer.text() : null;
    if (turn.signal.aborted) return;
    const words = typed;
    typed = null;
    byId("thread").classList.remove("busy");
    if (html === null) {
      rows.open(conversation());
      return toast(t(answer?.status === 404 ? "gone" : "no_answer"), { wrong: true });
    }
    if (push) history.pushState({}, "", address(id, at));
    swap(html);
    screens.show("thread");
    if (push && matchMedia("(hover: hover)").matches) composer?.write();
    if (words) composer?.add(words);
  }

  function swap(html) {
    const before = conversation();
    keepHalves(before);
    byId("side")?.remove();
    byId("thread").replaceWith(...nodes(html));
    typing.clear();
    start();
    bringHalves(conversation());
    if (before && before !== conversation()) send({ kind: "unwatch", conversation: before });
    thread?.ask();
  }

  const panel = (done) => renewed("customer", done).then(called);
  /* Of an import, or a night's work, come hundreds of frames. */
  const refresh = gathered(() => (renewed("head"), panel()), GATHER);

  /* A name that has just been changed is the one to write to. */
  function called() {
    const { name, first, likes } = byId("customer")?.dataset ?? {};
    if (!thread || name === undefined) return;
    byId("thread").dataset.name = name;
    composer.call(first, likes);
  }

  const act = {
    async contacts(id) {
      const html = await part(`/desk/c/${id}/contacts-form`);
      if (html === null) return;
      byId("contacts").replaceChildren(...nodes(html));
      byId("contacts").querySelector("input").focus();
    },
    panel: () => panel(document.querySelector("#customer [data-contacts]")),
  };

  /* Answers with the panel, or with the form and what is wrong in it. */
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-contacts]");
    if (!form) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input")];
    if (fields.some((field) => field.readOnly)) return;
    /* Until the answer is there nothing more is written: it would be gone with the form that the answer replaces. */
    const wait = (is) => fields.forEach((field) => { field.readOnly = is; });
    wait(true);
    const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const html = answer && [200, 422].includes(answer.status) && await answer.text();
    if (!html) return wait(false), toast(t("did_not"), { wrong: true });
    if (!form.isConnected) return;
    exchange(answer.ok ? byId("customer") : form, nodes(html)[0], form);
    fillTimes(byId("customer"));
    if (!answer.ok) return;
    called();
    renewed("head");
  });

  /* What changed while somebody wrote in it. */
  document.addEventListener("toggle", ({ target }) => !target.open && target.closest("#customer[data-waits=yes]") && panel(), { capture: true });
  setInterval(() => document.hidden || (byId("side") && fillTimes(byId("side"))), 20_000);
  store.watch((name) => composer?.elsewhere(name));

  addEventListener("popstate", () => {
    const found = /^\/desk\/c\/(\d+)/.exec(location.pathname);
    if (found) return open(Number(found[1]), { push: false });
    swap(byId("nothing").innerHTML);
    screens.show("list");
  });

  return {
    start, open, refresh, act, conversation, customer,
    thread: (frame) => (frame.conversation === conversation() ? thread : null),
    pending: (message, is) => message.conversation === conversation() && thread.pending(message, is),
    watched: () => (thread ? [{ conversation: thread.id, seq: thread.head() }] : []),
    refused: (frame) => thread?.refused(frame),
    lost: () => thread?.lost(),
    /** Puts words into a reply, to be looked at before they are sent. */
    answer(text) {
      composer?.write("reply");
      composer?.add(text);
    },
    look: () => thread?.look(),
    write: (mode) => composer?.write(mode),
    /** True when a key is kept for a conversation that is on its way. */
    meant(key) {
      if (typed === null || (key.length > 1 && key !== "Enter")) return false;
      if (key.length === 1) typed += key;
      return true;
    },
    dismiss: () => composer?.dismiss(),
    box: () => history.replaceState({}, "", address(conversation())),
  };
}
