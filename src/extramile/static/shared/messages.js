const PATIENCE = 20_000;

/** What the browser keeps, by name; where it refuses or is full, the page does. */
export function openStore(prefix) {
  let box = {};
  try {
    box = localStorage;
  } catch { /* refused */ }
  const ours = (key) => key.startsWith(prefix);
  const bare = (key) => key.slice(prefix.length);
  const names = () => Object.keys(box).filter(ours).map(bare);
  const drop = (name) => delete box[prefix + name];
  return {
    names,
    drop,
    get(name) {
      try {
        return JSON.parse(box[prefix + name] ?? null);
      } catch {
        drop(name);
        return null;
      }
    },
    set(name, value) {
      const text = JSON.stringify(value);
      try {
        box[prefix + name] = text;
      } catch {
        box = { ...box, [prefix + name]: text };
      }
    },
    forget: () => names().forEach(drop),
    /** Tells the name that another tab changed; "" for all. */
    watch: (tell) => addEventListener("storage", ({ key }) => ours(key ??= prefix) && tell(bare(key))),
  };
}

/**
 * Messages, and what else has a kind, until they are acknowledged. Each has a name of its own, so that tabs never write over each other's. One is
 * under way at a time, so that none that has to wait is overtaken.
 */
export function openOutbox(store, to) {
  let flying = null;
  let since, timer;

  const all = () => store.names().filter((name) => name.startsWith("out:")).sort().map(store.get).filter(Boolean);

  function flush() {
    if (flying && Date.now() - since < PATIENCE) return;
    flying = null;
    const next = all().find((message) => !message.failed);
    if (!next || !to.send({ kind: "send", ...next })) return;
    flying = next.id;
    since = Date.now();
  }

  function landed(id) {
    if (flying !== id) return;
    flying = null;
    flush();
  }

  const put = (message) => store.set("out:" + message.id, message);
  const drop = (id) => store.drop("out:" + id);
  return {
    all,
    put,
    drop,
    flush,
    done(id) {
      drop(id);
      landed(id);
    },
    lost() {
      flying = null;
      clearTimeout(timer);
    },
    /** Some errors are final and wait for the visitor; the others pass. */
    refused({ id, code, retry }) {
      const message = all().find((one) => one.id === id);
      if (!message) return;
      const final = code !== "rate" && code !== "unavailable";
      const changed = { ...message, [final ? "failed" : "later"]: code };
      to.changed(changed);
      if (final) {
        put(changed);
        return landed(id);
      }
      since = Date.now();
      timer = setTimeout(landed, (retry ?? 5) * 1000, id);
    },
  };
}

/** Puts the entries of a conversation in order: takes n + 1, ignores what it has, asks again when there is a gap. */
export function openThread(to) {
  let have, taken, waiting, held;

  function clear() {
    have = 0;
    taken = new Set();
    expect(false);
  }

  function expect(answer) {
    waiting = answer;
    held = [];
  }

  function take(entry) {
    if (taken.has(entry.said)) return;
    if (entry.said > have + 1 || (waiting && entry.said > have)) {
      held.push(entry);
      return ask();
    }
    taken.add(entry.said);
    have = Math.max(have, entry.said);
    to.show(entry);
  }

  function ask() {
    if (waiting) return;
    waiting = true;
    to.resume(have);
  }

  clear();
  return {
    take,
    clear,
    /** The server could not answer. */
    refused: ({ retry }) => setTimeout(() => waiting && to.resume(have), (retry ?? 3) * 1000),
    /** The server is about to send what is missing, and then `resumed`. */
    expect: () => expect(true),
    /** The answer is complete. What one answer could not hold is left to `older`. */
    resumed(first) {
      const entries = held.sort((a, b) => a.said - b.said);
      expect(false);
      if (entries.length && first > have + 1) {
        clear();
        have = first - 1;
        to.clear();
      }
      entries.forEach(take);
    },
    have: () => have,
    lowest: () => Math.min(...taken),
    head: (said) => said > have && ask(),
  };
}
