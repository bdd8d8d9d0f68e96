import { uuid7 } from "../shared/ids.js";
import { connect } from "../shared/connection.js";
import { openOutbox, openThread } from "../shared/messages.js";

const unwritten = () => ({ id: uuid7(), known: false, seen: 0 });

/** The visitor's conversation: what each frame means, and what the visitor's acts send. */
export function openChat(room, store, { head, talk, composer, rating, inSight, unread: tellUnread }) {
  const { config, emit } = room;
  let own = unwritten(); // known: the server has it; seen: up to which `said` the visitor saw it
  let asked = null;
  let came;
  let chosen = false;
  let loading = false;
  let unread = [];
  let offer; // what is known of the rating of this conversation, while it is resolved
  let rated;

  const connection = connect(config.origin.replace(/^http/, "ws") + "/live/visitor", {
    hello: () => ({
      key: config.key, token: (came = store.get("token")), conversation: (asked = own.known ? own.id : null),
      said: own.known ? thread.have() : 0, page: location.origin + location.pathname, language: room.language,
    }),
    take: (frame) => on[frame.kind]?.(frame),
    tell: (state) => {
      head.state(state);
      talk.online(state === "online");
      emit("connection", { state });
    },
    lost: () => {
      outbox.lost();
      loading = false;
    },
  });
  const send = (frame) => connection.send({ conversation: own.id, ...frame });
  const outbox = openOutbox(store, {
    /* Another tab of somebody new may be quicker: one conversation, not two. */
    send: (frame) => connection.send({ first: !chosen, ...frame }),
    changed: (message) => message.kind || talk.mine(message),
  });
  const resume = (said) => send({ kind: "resume", said });
  const thread = openThread({ show, clear: talk.clear, resume });

  const save = () => store.set("conversation", own);
  const ours = () => outbox.all().filter((message) => message.conversation === own.id && !message.kind);

  function turn(to) {
    own = to;
    unread = [];
    thread.clear();
    talk.clear();
    ours().forEach(talk.mine);
    composer.resolved(false);
    offers(null);
    count();
  }

  function offers(to) {
    offer = to;
    rating.show(to && own.skipped !== to.resolved && to);
  }

  function fresh() {
    chosen = true;
    turn(unwritten());
  }

  /* What was not acknowledged may be stored all the same: it is not sent again without the visitor's word. */
  function disown() {
    const next = unwritten();
    outbox.all().forEach((message) => (message.kind ? outbox.drop(message.id) : outbox.put({ ...message, conversation: next.id, failed: "not_yours" })));
    store.drop("conversation");
    turn(next);
  }

  /* It is there: what was said in it is asked for. */
  function learn() {
    own.known = true;
    thread.expect();
    resume(thread.have());
  }

  function join({ conversation, to }) {
    outbox.all().forEach((message) => message.conversation === conversation && outbox.put({ ...message, conversation: to }));
    outbox.lost();
    turn({ id: to, seen: 0 });
    learn();
    save();
    outbox.flush();
  }

  function add(message) {
    save();
    outbox.put(message);
    talk.mine(message);
    outbox.flush();
  }

  function show(entry) {
    talk.show(entry);
    if (entry.said < thread.have()) loading = false;
    if (entry.type !== "message" && entry.said === thread.have()) {
      const resolved = entry.type === "resolved";
      composer.resolved(resolved);
      offers(resolved ? { resolved: entry.said, conversation: own.id } : null);
    }
    if (entry.by !== "agent" || entry.type !== "message" || entry.said <= own.seen) return;
    talk.typing(null);
    unread.push(entry.said);
    emit("message", { id: entry.id, text: entry.text, name: entry.name, at: entry.at });
    count();
  }

  const count = () => tellUnread((unread = unread.filter((said) => said > own.seen)).length);

  function look() {
    if (!inSight() || thread.have() <= own.seen) return;
    own.seen = thread.have();
    save();
    send({ kind: "seen", said: own.seen });
    count();
  }

  const mine = (act) => (frame) => frame.conversation === own.id && act(frame);
  const on = {
    welcome({ token, conversation, agents }) {
      /* Another tab of somebody new was quicker: one visitor, not two. */
      if (!came && store.get("token")) {
        connection.stop();
        return connection.start();
      }
      store.set("token", token);
      head.here(agents);
      const waits = chosen || ours().some((message) => !message.failed);
      if (conversation && conversation.id !== own.id && !waits) turn({ id: conversation.id, known: true, seen: 0 });
      if (!conversation && own.known) disown();
      if (conversation?.id === own.id) {
        own.known = true;
        save();
        composer.resolved(conversation.status === "resolved");
      }
      if (own.known) {
        thread.expect();
        if ((asked ?? conversation?.id) !== own.id) resume(thread.have());
        if (own.seen) send({ kind: "seen", said: own.seen });
      }
      outbox.flush();
    },
    entry(entry) {
      if (entry.by === "visitor") outbox.done(entry.id);
      mine(thread.take)(entry);
    },
    resumed: mine(({ first, status, delivered, seen }) => {
      thread.resumed(first);
      composer.resolved(status === "resolved");
      talk.marks(delivered, seen);
    }),
    ack(frame) {
      outbox.done(frame.id);
      mine(({ id, said, at }) => {
        own.known = true;
        chosen = false;
        save();
        talk.show({ id, said, at });
      })(frame);
    },
    /* What is said here is newer than what the server tells until it has all of it. Another tab's rating lies in the same store: that
       tab may be slower to take it out than the server to tell of it. */
    rating: mine((frame) => frame.resolved === thread.have() && !(offer?.at > frame.at) && !outbox.all().some(({ id }) => id === rated) && offers(frame)),
    mark: mine(({ delivered, seen }) => talk.marks(delivered, seen)),
    typing: mine(({ name, on: writes }) => talk.typing(writes && name)),
    here: ({ agents }) => head.here(agents),
    beat({ heads }) {
      if (heads?.[own.id]) thread.head(heads[own.id]);
      outbox.flush();
    },
    bye: (frame) => on.error(frame),
    error(frame) {
      if (frame.of === "older") loading = false;
      if (frame.of === "resume" && frame.code !== "not_yours") thread.refused(frame);
      if (frame.code === "elsewhere") return join(frame);
      if (frame.of === "rating" && !frame.retry) {
        offers(null);
        outbox.done(frame.id);
        return resume(thread.have());
      }
      if (frame.id) outbox.refused(frame);
      if (frame.code === "token") store.drop("token");
      if (frame.code === "token" || (frame.code === "not_yours" && frame.id && frame.conversation === own.id)) disown();
    },
  };

  store.watch((name) => {
    if (name && name !== "conversation") return;
    const stored = store.get("conversation");
    if (!stored) return stop();
    if (stored.id !== own.id) turn({ ...stored, known: false });
    if (stored.known && !own.known) learn();
    own.seen = Math.max(own.seen, stored.seen);
    count();
  });

  function stop() {
    connection.stop();
    fresh();
    chosen = false;
  }

  turn(store.get("conversation") ?? own);
  return {
    look,
    fresh,
    stop,
    start: connection.start,
    typing: (on) => own.known && send({ kind: "typing", on }),
    say(text) {
      add({ id: uuid7(), conversation: own.id, text, at: new Date().toISOString() });
      connection.start();
      talk.toEnd();
    },
    /** All of what is said of the conversation, in the place of what was; sent after a pause for second thoughts. */
    rate(given, ms) {
      outbox.drop(rated);
      outbox.put({ ...given, kind: "rating", id: (rated = uuid7()), conversation: own.id });
      setTimeout(outbox.flush, ms);
    },
    skip() {
      own.skipped = offer.resolved;
      save();
      offers(offer);
    },
    resend({ failed, ...message }) {
      if (failed === "not_yours") {
        outbox.drop(message.id);
        talk.remove(message.id);
        message = { ...message, id: uuid7(), conversation: own.id };
      }
      add(message);
    },
    older() {
      const before = thread.lowest();
      if (!loading && own.known && before > 1 && before < Infinity) loading = send({ kind: "older", before });
    },
  };
}
