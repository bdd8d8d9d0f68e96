import { acts, toast } from "./acts.js";
import { byId, t } from "./known.js";
import { part } from "./parts.js";
import { fillTimes } from "./times.js";

/**
 * The menus of a conversation: assign, snooze and tags. The server says what is in them; typing narrows it down,
 * arrows move, Enter chooses.
 * @param {{conversation: () => number|null, opened: (menu: HTMLElement) => void}} at
 */
export function openMenus(at) {
  const menu = byId("menu");
  let turn = 0;
  let name = null;
  let from = null;
  /* What is typed while a menu is on its way is meant for the menu: as keys of the desk it would do other things. */
  let held = null;

  async function open(wanted) {
    const conversation = at.conversation();
    if (!conversation) return;
    const own = ++turn;
    held = [];
    const html = await part(`/desk/c/${conversation}/${wanted}-menu`);
    if (own !== turn) return;
    const typed = held;
    held = null;
    if (html === null) return toast(t("no_answer"), { wrong: true });
    menu.innerHTML = html;
    name = wanted;
    from = document.activeElement;
    fillTimes(menu);
    at.opened(menu);
    menu.showPopover();
    place(opener());
    const picker = menu.querySelector("[data-picker]");
    if (picker) prepare(picker, conversation, typed);
  }

  /* Looked for each time: what stands over the conversation may have been made anew. */
  const opener = () => document.querySelector(`#thread [data-menu="${name}"]`);

  /** Under its button, and inside the window. */
  function place(button) {
    const from = (button ?? byId("head")).getBoundingClientRect();
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(from.left, innerWidth - width - 8))}px`;
    const below = from.bottom + 6 + height < innerHeight;
    menu.style.top = `${Math.max(8, below ? from.bottom + 6 : Math.min(from.top - 6, innerHeight - 8) - height)}px`;
  }

  function prepare(picker, conversation, typed) {
    const input = picker.querySelector("[role=combobox]");
    const focused = input ?? picker.querySelector("[role=listbox]");
    const options = () => [...picker.querySelectorAll("[role=option]")].filter((one) => !one.hidden);
    let chosen = null;

    function mark(option) {
      chosen?.setAttribute("aria-selected", "false");
      chosen = option ?? null;
      chosen?.setAttribute("aria-selected", "true");
      chosen?.scrollIntoView({ block: "nearest" });
      if (chosen) focused.setAttribute("aria-activedescendant", chosen.id);
      else focused.removeAttribute("aria-activedescendant");
    }

    function narrow() {
      narrowed(picker, input.value);
      mark(options()[0]);
    }

    focused.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const all = options();
      if (step && all.length) mark(all[(all.indexOf(chosen) + step + all.length) % all.length]);
      else if (event.key === "Enter" && chosen) choose(chosen, conversation);
      else return;
      event.preventDefault();
    };
    if (input) input.oninput = narrow;
    picker.onclick = ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) choose(option, conversation);
    };
    const until = picker.querySelector("[data-until]");
    if (until) until.onsubmit = (event) => {
      event.preventDefault();
      close();
      acts.snooze(conversation, until.elements.until.value);
    };
    focused.focus();
    if (input) input.value = typed.filter((key) => key.length === 1).join("");
    if (input?.value) narrow();
    else mark(options()[0]);
    if (typed.includes("Enter") && chosen) choose(chosen, conversation);
  }

  function choose({ dataset: { act, value, name } }, conversation) {
    close();
    acts[act](conversation, value, { name, before: byId("head").dataset.holder });
  }

  function close() {
    turn++;
    const waited = held !== null;
    const open = menu.matches(":popover-open");
    held = null;
    menu.hidePopover();
    /* At once, and to where the person came from: the next key may follow in no time. */
    if (open) (from !== document.body && from?.isConnected ? from : opener())?.focus();
    return waited || open;
  }

  return {
    open,
    close,
    /** True when a key was kept for a menu that is on its way. */
    hold: (key) => held !== null && key !== "Escape" && Boolean(held.push(key)),
  };
}

/** Shows the options that hold what was typed; and for tags, the making of a new one. */
function narrowed(picker, typed) {
  const words = typed.trim().toLocaleLowerCase();
  let exact = false;
  let shown = 0;
  for (const option of picker.querySelectorAll("[role=option]:not([data-fresh])")) {
    const name = (option.dataset.name || option.textContent).trim().toLocaleLowerCase();
    option.hidden = !name.includes(words);
    exact ||= name === words;
    shown += !option.hidden;
  }
  const fresh = picker.querySelector("[data-fresh]");
  if (fresh) {
    fresh.hidden = !words || exact;
    fresh.dataset.value = typed.trim();
    fresh.querySelector("bdi").textContent = typed.trim();
  }
  const none = picker.querySelector(".none");
  if (none) none.hidden = shown > 0;
}
