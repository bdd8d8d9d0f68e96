import { byId } from "./known.js";
import { nodes, part } from "./parts.js";
import { fillTimes } from "./times.js";

const turns = new Map();
const REACHED = "a, button, summary, input:not([type=hidden])";
const WRITTEN = "[data-contacts], form[data-within], details[open]:has(form)";

/**
 * Fetches a part of the page anew, by its id. Of two that are under way the one asked for later stays, whichever lands
 * first; and whoever was in the part with the keyboard stays there.
 * @param {string} name
 * @param {Element} [done] a form, or what holds one, that is done with: it goes, though something is written in it
 */
export async function renewed(name, done) {
  const from = byId(name)?.dataset.from;
  if (!from) return;
  const turn = turns.get(name) ?? { asked: 0, shown: 0 };
  turns.set(name, turn);
  const own = ++turn.asked;
  const html = await part(from);
  const place = byId(name);
  if (html === null || own < turn.shown || place?.dataset.from !== from) return;
  turn.shown = own;
  exchange(place, nodes(html)[0], done);
  fillTimes(byId(name));
}

/** Does something at once, and once more after a pause for all that was asked of it meanwhile. */
export function gathered(run, pause) {
  let again = null;
  return function ask() {
    if (again !== null) return void (again = true);
    again = false;
    setTimeout(() => {
      const more = again;
      again = null;
      if (more) ask();
    }, pause);
    run();
  };
}

/**
 * Puts `fresh` in the place of `old`; the focus goes to the same control, or to what stands in its stead. What has
 * `data-sections` is exchanged section by section, but for those in which somebody writes.
 */
export function exchange(old, fresh, done) {
  if ("sections" in old.dataset) return sections(old, fresh, done);
  const focused = old.contains(document.activeElement) && document.activeElement;
  /* What was fetched by itself into a part goes on in the part's next one. */
  for (const kept of old.querySelectorAll("[data-kept]")) fresh.querySelector(`#${kept.id}`)?.replaceWith(kept);
  old.replaceWith(fresh);
  if (!focused) return;
  const places = ["[aria-invalid=true]", named(focused), "[data-do]", "[data-menu]", REACHED];
  places.map((one) => one && fresh.querySelector(one)).find(Boolean)?.focus({ preventScroll: true });
}

function sections(old, fresh, done) {
  Object.assign(old.dataset, { waits: "" }, fresh.dataset);
  let at = old.firstElementChild;
  for (const section of [...fresh.children]) {
    const own = [...old.children].find(({ classList }) => classList[0] === section.classList[0]);
    while (own && at !== own && at) at = passed(at, done);
    if (!own) old.insertBefore(section, at);
    else {
      at = own.nextElementSibling;
      if (!written(own, done)) exchange(own, section);
      else old.dataset.waits = "yes";
    }
  }
  while (at) at = passed(at, done);
}

/* A section that is not there any more goes, but not from under somebody's hands; the focus goes on to the next. */
function passed(section, done) {
  const next = section.nextElementSibling;
  if (written(section, done)) return next;
  const focused = section.contains(document.activeElement);
  section.remove();
  if (focused) [...(next?.querySelectorAll(REACHED) ?? [])].find((one) => one.getClientRects().length)?.focus({ preventScroll: true });
  return next;
}

const written = (section, done) => [section, ...section.querySelectorAll("*")].some((one) => one !== done && one.matches(WRITTEN));

function named(focused) {
  const { menu, show, untag, to, do: does } = focused.dataset;
  const line = focused.closest("li[id]");
  if (line) return `#${line.id} :is(button, summary)`;
  if (to) return `[data-to="${to}"]`;
  if (untag) return "[data-menu=tags]";
  if (menu) return `[data-menu=${menu}]`;
  return show ? `[data-show=${show}]` : does && `[data-do=${does}]`;
}
