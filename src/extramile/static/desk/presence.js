import { el } from "../shared/pieces.js";
import { byId, known, me, t } from "./known.js";

const STATES = ["here", "away", "off"];
const DOTS = { here: "on", away: "away" };

/** Who is here: one's own choice in the menu at the foot of the rail, and dots on colleagues' avatars. */
export function openPresence(to) {
  const states = new Map();
  const place = document.querySelector("[data-presence-menu]");
  const choices = STATES.map((state) => el("button", { type: "button", className: "entry", onclick: () => choose(state) },
    el("span", { className: `dot ${state}` }), t(state)));
  place.append(...choices, el("hr"));
  place.hidden = false;
  let own = me.presence;
  let unsent = null;

  function choose(state) {
    own = state;
    unsent = to.send({ kind: "presence", state }) ? null : state;
    byId("me-menu").hidePopover();
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
      if (one.id === me.id && one.state !== "off") own = one.state;
      if (!known.people.some((known) => known.kind === "agent" && known.id === one.id)) known.people.push({ kind: "agent", ...one });
    }
    show();
  }

  show();
  return {
    dots,
    changed,
    start(agents) {
      states.clear();
      changed(agents);
      if (unsent) choose(unsent);
    },
  };
}
