import { uuid7 } from "../shared/ids.js";
import { connect } from "./connection.js";
import { openOutbox } from "./outbox.js";
import { openThread } from "./thread.js";
import { typist } from "./typing.js";

/**
 * The visitor's conversation: what each frame means, and what the visitor's acts send.
 * `parts` are what is seen of it: talk, head and composer.
 */
export function openChat(room, store, parts) {
  const { config, emit } = room;
  let own; // {id, known: the server has it, seen: up to which `said` the visitor saw it}
  let asked = null;
  let chosen = false;
  let resolved = false;
  let loading = false;
  let unread = [];

  const connection = connect(config.origin.replace(/^http/, "ws") + "/live/visitor", {
    hello: () => ({
      key: config.key, token: store.get("token"), conversation: (asked = own.known ? own.id : null),
      said: own.known ? thread.have() : 0, page: location.origin + location.pathname, language: room.language,
    }),
    take: (frame) => on[frame.kind]?.(frame),
    tell: (state) => {
      parts.head.state(state);
      parts.talk.online(state === "online");
      emit("connection", { state });
    },
    lost: () => {
      outbox.lost();
      loading = false;
    },
  });
  const send = (frame) => connection.send({ conversation: own.id, ...frame });
  const typing = typist((on) => own.known && send({ kind: "typing", on }));
  const outbox = openOutbox(store, { send: connection.send, changed: parts.talk.mine });
  const thread = openThread({
    show: show,
    clear: parts.talk.clear,
    resume: (said) => send({ kind: "resume", said }),
  });

  const save = () => store.set("conversation", own);
  const settle = (is) => parts.composer.resolved((resolved = is));

  /** Turns to a conversation: the stored one, one that the server names, or a new one of our own making. */
  function turn(to) {
    own = to;
    unread = [];
    thread.clear();
    parts.talk.clear();
    outbox.all().filter((message) => message.conversation === own.id).forEach(parts.talk.mine);
    settle(false);
    count();
  }

  function fresh() {
    chosen = true;
    turn({ id: uuid7(), known: false, seen: 0 });
  }

  /* The conversation belongs to somebody else now: an expired token, another visitor. What was not acknowledged may or
     may not be stored there, so it is not sent again without the visitor's word. */
  function disown() {
    const left = outbox.all().filter((message) => message.conversation === own.id);
    own = { id: uuid7(), known: false, seen: 0 };
    left.forEach((message) => store.set("out:" + message.id, { ...message, conversation: own.id, failed: "not_yours" }));
    store.drop("conversation");
    turn(own);
  }

  function show(entry) {
    parts.talk.show(entry);
    if (entry.type !== "message" && entry.said >= thread.have()) settle(entry.type === "resolved");
    if (entry.by !== "agent" || entry.type !== "message" || entry.said <= own.seen) return;
    parts.talk.typing(null);
    unread.push(entry.said);
    emit("message", { id: entry.id, text: entry.text, name: entry.name, at: entry.at });
    count();
  }

  const count = () => parts.unread((unread = unread.filter((said) => said > own.seen)).length);

  /** Marks as seen what is on the visitor's screen. */
  function look() {
    if (!parts.inSight() || thread.have() <= own.seen) return;
    own.seen = thread.have();
    save();
    send({ kind: "seen", said: own.seen });
    count();
  }

  const mine = (act) => (frame) => frame.conversation === own.id && act(frame);
  const on = {
    welcome({ token, conversation, agents }) {
      store.set("token", token);
      parts.head.here(agents);
      const ours = outbox.all().some((message) => message.conversation === own.id && !message.failed);
      if (conversation && conversation.id !== own.id && !ours && !chosen) turn({ id: conversation.id, known: true, seen: 0 });
      if (!conversation && own.known) disown();
      if (conversation?.id === own.id) {
        own.known = true;
        save();
        settle(conversation.status === "resolved");
      }
      if (own.known) {
        thread.expect();
        if ((asked ?? conversation?.id) !== own.id) send({ kind: "resume", said: thread.have() });
        if (own.seen) send({ kind: "seen", said: own.seen });
      }
      outbox.flush();
    },
    entry(entry) {
      if (entry.by === "visitor") outbox.done(entry.id);
      mine(thread.take)(entry);
    },
    resumed: mine(({ first, status, delivered, seen }) => {
      loading = false;
      thread.resumed(first);
      settle(status === "resolved");
      parts.talk.marks(delivered, seen);
    }),
    ack(frame) {
      outbox.done(frame.id);
      mine(({ id, said, at }) => {
        own.known = true;
        chosen = false;
        save();
        parts.talk.show({ id, said, at });
      })(frame);
    },
    mark: mine(({ delivered, seen }) => parts.talk.marks(delivered, seen)),
    typing: mine(({ name, on: writes }) => parts.talk.typing(writes ? name : null)),
    here: ({ agents }) => parts.head.here(agents),
    beat({ heads }) {
      if (heads?.[own.id]) thread.head(heads[own.id]);
      outbox.flush();
    },
    error(frame) {
      if (frame.of === "older") loading = false;
      if (frame.id) outbox.refused(frame);
      if (frame.code === "token") store.drop("token");
      if (frame.code === "token" || (frame.code === "not_yours" && frame.id)) disown();
    },
  };

  store.watch((name) => {
    if (name && name !== "conversation") return;
    const stored = store.get("conversation");
    if (!stored) return stop();
    if (stored.id !== own.id) {
      turn(stored);
      if (stored.known) {
        thread.expect();
        send({ kind: "resume", said: 0 });
      }
    }
    own.seen = Math.max(own.seen, stored.seen);
    count();
  });

  function stop() {
    connection.stop();
    fresh();
    chosen = false;
  }

  return {
    look,
    fresh,
    typing,
    stop,
    start: connection.start,
    begin: () => turn(store.get("conversation") ?? { id: uuid7(), known: false, seen: 0 }),
    say(text) {
      const message = { id: uuid7(), conversation: own.id, text, at: new Date().toISOString() };
      typing(false);
      save();
      parts.talk.mine(message);
      outbox.add(message);
      connection.start();
    },
    resend({ failed, ...message }) {
      if (failed === "not_yours") {
        outbox.drop(message.id);
        parts.talk.remove(message.id);
        message = { ...message, id: uuid7(), conversation: own.id };
      }
      save();
      parts.talk.mine(message);
      outbox.add(message);
    },
    older() {
      const before = thread.lowest();
      if (!loading && own.known && before > 1 && before < Infinity) loading = send({ kind: "older", before });
    },
  };
}
