const FINAL = ["too_long", "empty", "not_yours", "too_many", "malformed", "too_large", "unknown_kind"];
const PATIENCE = 20_000;

/**
 * The visitor's messages until the server has acknowledged them. Each lies under a name of its own, so that two tabs
 * never write over each other's; ids ascend with time and make a repeat harmless. One is under way at a time, so that
 * a message that has to wait is not overtaken by the next.
 * @param {ReturnType<import("./store.js").openStore>} store
 * @param {{send: (frame: object) => boolean, changed: (message: object) => void}} to
 */
export function openOutbox(store, to) {
  let flying = null;
  let since = 0;
  let timer;

  const all = () => store.names().filter((name) => name.startsWith("out:")).sort().map(store.get).filter(Boolean);
  const change = (message) => {
    store.set("out:" + message.id, message);
    to.changed(message);
  };

  function flush() {
    if (flying && Date.now() - since < PATIENCE) return;
    flying = null;
    const next = all().find((message) => !message.failed);
    if (!next || !to.send({ kind: "send", conversation: next.conversation, id: next.id, text: next.text })) return;
    flying = next.id;
    since = Date.now();
  }

  function done(id) {
    store.drop("out:" + id);
    landed(id);
  }

  function landed(id) {
    if (flying !== id) return;
    flying = null;
    flush();
  }

  return {
    all,
    flush,
    done,
    add(message) {
      store.set("out:" + message.id, message);
      flush();
    },
    drop: (id) => store.drop("out:" + id),
    /** Nothing is under way on a connection that is gone. */
    lost() {
      flying = null;
      clearTimeout(timer);
    },
    /** An error frame for a message: some are final and wait for the visitor, others are tried again by themselves. */
    refused({ id, code, retry }) {
      const message = store.get("out:" + id);
      if (!message) return;
      if (FINAL.includes(code)) {
        change({ ...message, failed: code });
        return landed(id);
      }
      to.changed({ ...message, later: code });
      since = Date.now();
      clearTimeout(timer);
      timer = setTimeout(() => landed(id), (retry ?? 5) * 1000);
    },
  };
}
