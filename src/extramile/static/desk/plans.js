import { byId } from "./known.js";
import { ask, part } from "./parts.js";

const PAUSE = 250;

/**
 * Game plans in their menu: found by what is typed there, their first words put into the composer, and whether one
 * helped, which is added up without a name.
 * @param {() => number|null} conversation
 */
export function openPlans(conversation) {
  const menu = byId("menu");
  let timer;
  let turn = 0;

  async function find(field) {
    const own = ++turn;
    const html = await part(`/desk/c/${conversation()}/plans-menu?q=${encodeURIComponent(field.value)}`);
    const place = menu.querySelector("#plans");
    if (html === null || own !== turn || !place) return;
    const made = document.createElement("template");
    made.innerHTML = html;
    place.replaceWith(made.content.querySelector("#plans"));
  }

  function put(words) {
    menu.hidePopover();
    const field = byId("words");
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  async function answer(button) {
    const body = new URLSearchParams({ helped: button.dataset.helped });
    const answered = await ask(`/practice/plans/${button.dataset.plan}/answer`, { method: "POST", body });
    if (answered?.ok) button.closest("[data-asks]").textContent = button.closest("[data-asks]").dataset.asks;
  }

  menu.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-plans-find]")) return;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE, target);
  });
  menu.addEventListener("click", ({ target }) => {
    const first = target.closest("[data-first-words]");
    if (first) put(first.closest("details").querySelector("[data-words]").textContent);
    const helped = target.closest("[data-helped]");
    if (helped) answer(helped);
  });
}
