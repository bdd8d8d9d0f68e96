/**
 * Puts the entries of one conversation in order: takes n + 1, ignores what it has, and asks again when there is a gap.
 * @param {{show: (entry: object) => void, clear: () => void, resume: (said: number) => void}} to
 */
export function openThread(to) {
  let have, taken, waiting, held;

  /** Starts anew; `expecting` when the server is about to send what is missing and then `resumed`. */
  function clear() {
    have = 0;
    taken = new Set();
    waiting = false;
    held = [];
  }
  clear();

  function accept(entry) {
    taken.add(entry.said);
    have = Math.max(have, entry.said);
    to.show(entry);
  }

  function take(entry) {
    if (taken.has(entry.said)) return;
    if (entry.said <= have || (!waiting && entry.said === have + 1)) return accept(entry);
    held.push(entry);
    if (!waiting) ask();
  }

  function ask() {
    waiting = true;
    to.resume(have);
  }

  /** The answer is complete. When more was missing than the server sends at once, the older part is left to `older`. */
  function resumed(first) {
    const entries = held.sort((a, b) => a.said - b.said);
    waiting = false;
    held = [];
    if (entries.length && first > have + 1) {
      clear();
      have = first - 1;
      to.clear();
    }
    entries.forEach(take);
  }

  return {
    take,
    clear,
    resumed,
    have: () => have,
    lowest: () => Math.min(...taken),
    expect: () => {
      waiting = true;
      held = [];
    },
    /** How far the server says the conversation is: whatever the reason for being behind, ask. */
    head: (said) => said > have && !waiting && ask(),
  };
}
