/**
 * What the widget keeps in the visitor's browser, under one prefix. A browser that refuses storage, or has no room left,
 * gets a copy in memory: the conversation works and lasts as long as the page.
 * @param {string} prefix
 */
export function openStore(prefix) {
  const memory = new Map();
  const guarded = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const drop = (name) => {
    memory.delete(name);
    guarded(() => localStorage.removeItem(prefix + name));
  };
  const names = () => {
    const stored = guarded(() => Object.keys(localStorage), []).filter((key) => key.startsWith(prefix));
    return [...new Set([...memory.keys(), ...stored.map((key) => key.slice(prefix.length))])];
  };
  return {
    names,
    drop,
    get: (name) => guarded(() => JSON.parse(memory.get(name) ?? localStorage.getItem(prefix + name)), null),
    set(name, value) {
      const text = JSON.stringify(value);
      memory.delete(name);
      guarded(() => localStorage.setItem(prefix + name, text) ?? true) || memory.set(name, text);
    },
    forget: () => names().forEach(drop),
    /** Calls `tell` with a name when another tab changed or dropped it; null when it dropped all. */
    watch: (tell) => addEventListener("storage", (event) => {
      if (event.key === null) tell(null);
      else if (event.key.startsWith(prefix)) tell(event.key.slice(prefix.length));
    }),
  };
}
