import { openOutbox } from "../shared/messages.js";
import { uuid7 } from "../shared/ids.js";
import { store } from "./known.js";

/** The agent's messages until they are stored: shown at once, kept over a reload, sent again after a lost connection. */
export function openSending(send, changed) {
  const outbox = openOutbox(store, { send, changed });
  return {
    ...outbox,
    /** Returns the name of the message. */
    say(conversation, text, note, promise) {
      const message = { conversation, id: uuid7(), text, note: note || undefined, promise, at: new Date().toISOString() };
      outbox.put(message);
      changed(message);
      outbox.flush();
      return message.id;
    },
    /** Gives a message that is still on its way its promise; false when it has arrived, or will not. */
    promise(id, promise) {
      const message = store.get(`out:${id}`);
      if (message) outbox.put({ ...message, promise });
      return Boolean(message);
    },
    of: (conversation) => outbox.all().filter((message) => message.conversation === conversation),
    retry(id) {
      const message = store.get(`out:${id}`);
      if (!message) return;
      const { failed, ...again } = message;
      outbox.put(again);
      changed(again);
      outbox.flush();
    },
    takeBack(id) {
      const message = store.get(`out:${id}`);
      outbox.drop(id);
      return message;
    },
  };
}
