import { el } from "../shared/pieces.js";
import { byId, known, me, t } from "./known.js";
import { openWrapUp } from "./wrap-up.js";

const STATES = ["here", "away", "off"];
const DOTS = { here: "on", away: "away" };

/** Who is here: one's own choice in the menu at the foot of the rail, and dots on colleagues' avatars. */
export function openPresence(to) {
  const states = new Map();
  const place = document.querySelector("[data-presence-menu]");
  const choices = STATES.map((state) => el("button", { type: "button", className: "entry", onclick: () => byHand(state) },
    el("span", { className: `dot ${state}` }), t(state)));
  const wrapUp = openWrapUp({ away: () => choose("away"), back: () => say("here") });
  place.append(...choices, el("hr"), ...wrapUp.choices, el("hr"));
  place.hidden = false;
  let own = me.presence;
  let unsent = null;

  function byHand(state) {
    wrapUp.end();
    choose(state);
  }

  function choose(state) {
    byId("me-menu").hidePopover();
    say(state);
  }

  function say(state) {
    own = state;
    unsent = to.send({ kind: "presence", state }) ? null : state;
    show();
  }

  function show() {
    choices.forEach((choice, at) => choice.setAttribute("aria-pressed", STATES[at] === own));
    dot(document.querySelector("[data-me]"), own);
    dots(document);
  }

  function dot(avatar, state) {
    avatar.classList.remove("on", "away");
    if (DOTS[state]) avatar.classList.add(DOTS[state]);
  }

  function dots(root) {
    for (const avatar of root.querySelectorAll("[data-presence]")) dot(avatar, states.get(Number(avatar.dataset.presence)));
  }

  function changed(agents) {
    for (const one of agents) {
      states.set(one.id, one.state);
      if (one.id === me.id) chosen(one.state);
      if (!known.people.some((known) => known.kind === "agent" && known.id === one.id)) known.people.push({ kind: "agent", ...one });
    }
    show();
  }

  /* Chosen in another window, the end of a wrap-up is the end of it here; one that is still unsent was not heard of. */
  function chosen(state) {
    if (own === "away" && state !== "away" && !unsent) wrapUp.end();
    own = state;
  }

  show();
  wrapUp.goOn(own === "away");
  return {
    dots,
    rest: wrapUp.begin,
    changed,
    start(agents) {
      states.clear();
      changed(agents);
      if (unsent) say(unsent);
    },
  };
}
