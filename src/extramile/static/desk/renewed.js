import { byId } from "./known.js";
import { nodes, part } from "./parts.js";
import { fillTimes } from "./times.js";

const turns = new Map();

/**
 * Fetches a part of the page anew, by its id. Of two that are under way the one asked for later stays, whichever lands
 * first; and whoever was in the part with the keyboard stays there.
 * @param {string} name
 */
export async function renewed(name) {
  const from = byId(name)?.dataset.from;
  if (!from) return;
  const turn = turns.get(name) ?? { asked: 0, shown: 0 };
  turns.set(name, turn);
  const own = ++turn.asked;
  const html = await part(from);
  const place = byId(name);
  if (html === null || own < turn.shown || place?.dataset.from !== from) return;
  turn.shown = own;
  const [fresh] = nodes(html);
  exchange(place, fresh);
  fillTimes(fresh);
}

/** Puts `fresh` in the place of `old`; the focus goes to the same control, or to what stands in its stead. */
export function exchange(old, fresh) {
  const focused = old.contains(document.activeElement) && document.activeElement;
  /* What was fetched by itself into a part goes on in the part's next one. */
  for (const kept of old.querySelectorAll("[data-kept]")) fresh.querySelector(`#${kept.id}`)?.replaceWith(kept);
  old.replaceWith(fresh);
  if (!focused) return;
  const places = ["[aria-invalid=true]", named(focused), "[data-do]", "[data-menu]", "input"];
  places.map((one) => one && fresh.querySelector(one)).find(Boolean)?.focus({ preventScroll: true });
}

function named({ dataset: { menu, show, untag, to, do: does } }) {
  if (to) return `[data-to="${to}"]`;
  if (untag) return "[data-menu=tags]";
  if (menu) return `[data-menu=${menu}]`;
  return show ? `[data-show=${show}]` : does && `[data-do=${does}]`;
}
