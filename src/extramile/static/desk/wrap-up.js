import { el } from "../shared/pieces.js";
import { reminder, toast } from "./acts.js";
import { byId, store, t } from "./known.js";
import { clock } from "./times.js";

const MINUTES = [5, 10];
const MINUTE = 60_000;
const KEPT = "wrap-up";

/**
 * A wrap-up: away for some minutes, and back by itself. Until when is known to this browser alone; all others see
 * somebody who is away, and why is told to nobody.
 * @param {{away: () => void, back: () => void}} to
 */
export function openWrapUp(to) {
  let until = store.get(KEPT);
  let timer;

  function begin(minutes) {
    until = Date.now() + minutes * MINUTE;
    store.set(KEPT, until);
    to.away();
    wait();
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, until - Date.now()));
    reminder(KEPT, t("wrap_up_until", { time: clock(until) }), { says: t("wrap_up_back"), run: back });
  }

  /* A machine that slept through the end of it wakes up late. */
  const look = () => until && Date.now() >= until && back();

  function back() {
    end();
    to.back();
    toast(t("wrap_up_over"));
  }

  function end() {
    clearTimeout(timer);
    until = null;
    store.drop(KEPT);
    byId(KEPT)?.remove();
  }

  document.addEventListener("visibilitychange", look);
  return {
    begin,
    end,
    /** Goes on with one that was begun before this page. */
    goOn: (away) => until && (away ? wait() : end()),
    choices: MINUTES.map((n) => el("button", { type: "button", className: "entry", onclick: () => begin(n) }, t("wrap_up", { n }))),
  };
}
