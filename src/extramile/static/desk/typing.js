import { byId, me, t } from "./known.js";

const FORGET = 6_000;
const REPEAT = 3_000;

/** Who writes in the open conversation; forgotten after 6 s when nothing more is heard. */
export function openTyping() {
  const writing = new Map();

  function show() {
    const place = byId("typed");
    if (place) place.textContent = [...writing.values()].map(({ text }) => text).join(" · ");
  }

  function take({ by, agent, name, on, note }, customer) {
    if (agent === me.id) return;
    const who = by === "visitor" ? "visitor" : agent;
    clearTimeout(writing.get(who)?.timer);
    writing.delete(who);
    if (on) {
      const timer = setTimeout(() => writing.delete(who) && show(), FORGET);
      const said = by === "visitor" ? customer : name;
      writing.set(who, { timer, text: t(note ? "writes_note" : "is_typing", { name: said }) });
    }
    show();
  }

  return {
    take,
    clear() {
      writing.clear();
      show();
    },
  };
}

/** Says that the agent writes: when it begins, at most each 3 s while it goes on, and when it ends. */
export function sayTyping(send) {
  let told = 0;
  let end;
  return function typing(on) {
    clearTimeout(end);
    if (on) {
      end = setTimeout(typing, 5_000, false);
      if (Date.now() - told < REPEAT) return;
    } else if (!told) return;
    told = send(on) && on ? Date.now() : 0;
  };
}
