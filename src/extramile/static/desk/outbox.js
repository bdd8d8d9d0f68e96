import { openOutbox } from "../shared/messages.js";
import { uuid7 } from "../shared/ids.js";
import { store } from "./known.js";

/** The agent's messages until they are stored: shown at once, kept over a reload, sent again after a lost connection. */
export function openSending(send, changed) {
  const outbox = openOutbox(store, { send, changed });
  return {
    ...outbox,
    say(conversation, text, note) {
      const message = { conversation, id: uuid7(), text, note: note || undefined, at: new Date().toISOString() };
      outbox.put(message);
      changed(message);
      outbox.flush();
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
