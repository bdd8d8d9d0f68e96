import { byId } from "./known.js";
import { goOn, part } from "./parts.js";
import { fillTimes } from "./times.js";

const PAUSE = 180;

/** The search field: what is found stands in place of the list for as long as something is written in it. */
export function openSearch() {
  const field = byId("search");
  const found = byId("found");
  const look = goOn(found, () => fillTimes(found));
  let timer;
  let turn = 0;

  function show() {
    const is = field.value.trim() !== "";
    found.hidden = !is;
    byId("rows").hidden = is;
    clearTimeout(timer);
    if (is) timer = setTimeout(find, PAUSE);
    else found.replaceChildren();
  }

  async function find() {
    const own = ++turn;
    found.classList.add("busy");
    const html = await part(`/desk/search?q=${encodeURIComponent(field.value)}`);
    if (own !== turn) return;
    found.classList.remove("busy");
    found.innerHTML = html ?? byId("not-found").innerHTML;
    found.scrollTop = 0;
    look();
  }

  function close() {
    const was = field.value !== "";
    field.value = "";
    show();
    return was;
  }

  field.addEventListener("input", show);
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
