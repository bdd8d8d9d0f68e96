import { byId } from "./known.js";
import { goOn, part, renew } from "./parts.js";
import { fillTimes } from "./times.js";

const PAUSE = 180;
// A filter at the end of the field, with as much of its value as there is.
const BEGUN = /(^|\s)[a-z]+:("[^"]*"?|\S*)$/i;

/** The search field: what is found, and how to narrow it, stands in place of the list while it is used. */
export function openSearch() {
  const field = byId("search");
  const found = byId("found");
  const look = goOn(found, () => fillTimes(found));
  const inside = (element) => element === field || found.contains(element);
  let timer;
  let asking = new AbortController();

  function show(pause = PAUSE) {
    const is = field.value.trim() !== "" || inside(document.activeElement);
    found.hidden = !is;
    byId("rows").hidden = is;
    clearTimeout(timer);
    asking.abort();
    if (is) timer = setTimeout(find, pause);
    else found.replaceChildren();
  }

  async function find() {
    const { signal } = (asking = new AbortController());
    found.classList.add("busy");
    const html = await part(`/desk/search?q=${encodeURIComponent(field.value)}`, { signal });
    if (signal.aborted) return;
    found.classList.remove("busy");
    found.innerHTML = html ?? byId("not-found").innerHTML;
    found.scrollTop = 0;
    look();
  }

  function add(filter) {
    const before = BEGUN.test(field.value) ? field.value.replace(BEGUN, "") : field.value;
    field.value = `${before.trim()} ${filter}${filter.endsWith(":") ? "" : " "}`.trimStart();
    field.focus();
    show(0);
  }

  function close() {
    const was = field.value !== "";
    field.value = "";
    if (document.activeElement === field) field.blur();
    show();
    return was;
  }

  function left({ relatedTarget }) {
    if (field.value.trim() === "" && !inside(relatedTarget)) {
      found.hidden = true;
      byId("rows").hidden = false;
    }
  }

  // A press in the list would take the focus from the field, and what was pressed away, before it is a click.
  found.addEventListener("mousedown", (event) => event.target.closest("a, button") && event.preventDefault());
  found.addEventListener("click", (event) => {
    const filter = event.target.closest("[data-add]");
    const further = event.target.closest("[data-further]");
    if (filter) add(filter.dataset.add);
    if (!further) return;
    event.preventDefault();
    renew(further.closest("[data-from]")).then(look);
  });
  found.addEventListener("focusout", left);
  field.addEventListener("focusout", left);
  field.addEventListener("focus", () => found.hidden && show(0));
  field.addEventListener("input", () => show());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close()) event.stopPropagation();
    if (event.key === "Enter") found.querySelector("a")?.click();
  });
  return {
    close,
    focus() {
      field.focus();
      field.select();
    },
  };
}
