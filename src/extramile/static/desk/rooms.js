import { toast } from "./acts.js";
import { openComposer } from "./composer.js";
import { byId, t } from "./known.js";
import { ask, nodes, part, renew } from "./parts.js";
import { openThread } from "./thread.js";
import { fillTimes } from "./times.js";
import { sayTyping } from "./typing.js";

/** Which conversation is open: fetched and shown without leaving the page, with an address of its own. */
export function openRooms({ send, online, sending, rows, screens, typing }) {
  let thread = null;
  let composer = null;
  let under = null;

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
      say: (text, note) => sending.say(id, text, note),
      typing(on, note) {
        if (on) noting = note;
        type(on);
      },
    });
    sending.of(id).forEach((message) => thread.pending(message, online()));
    fillTimes(byId("side"));
    screens.still();
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
    byId("thread").classList.add("busy");
    const answer = await ask(address(id, at), { signal: turn.signal });
    if (turn.signal.aborted) return;
    byId("thread").classList.remove("busy");
    if (!answer?.ok) return toast(t(answer?.status === 404 ? "gone" : "did_not"), { wrong: true });
    const html = await answer.text();
    if (turn.signal.aborted) return;
    if (push) history.pushState({}, "", address(id, at));
    swap(html);
    screens.show("thread");
    if (push && matchMedia("(hover: hover)").matches) composer?.write();
  }

  function swap(html) {
    const before = conversation();
    byId("side")?.remove();
    byId("thread").replaceWith(...nodes(html));
    typing.clear();
    start();
    if (before && before !== conversation()) send({ kind: "unwatch", conversation: before });
    thread?.ask();
  }

  function refresh() {
    renewed("head");
    /* What somebody is changing is not taken away from under their hands. */
    if (!document.querySelector("#customer form")) renewed("customer");
  }

  const renewed = async (name) => byId(name) && (await renew(byId(name))) && fillTimes(byId(name));

  const act = {
    async contacts(id) {
      const html = await part(`/desk/c/${id}/contacts-form`);
      if (html === null) return;
      byId("contacts").replaceChildren(...nodes(html));
      byId("contacts").querySelector("input").focus();
    },
    panel: () => renewed("customer"),
  };

  /* Answers with the panel, or with the form and what is wrong in it. */
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-contacts]");
    if (!form) return;
    event.preventDefault();
    const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer || ![200, 422].includes(answer.status)) return toast(t("did_not"), { wrong: true });
    (answer.ok ? byId("customer") : form).replaceWith(...nodes(await answer.text()));
    fillTimes(byId("customer"));
    if (answer.ok) renewed("head");
  });

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
    look: () => thread?.look(),
    write: (mode) => composer?.write(mode),
    dismiss: () => composer?.dismiss(),
    box: () => history.replaceState({}, "", address(conversation())),
  };
}
