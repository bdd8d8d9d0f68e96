const REACHED = "input:not([type=hidden]), select, textarea";
const kept = new Map();

const begun = (field) => (field.options ? field.selectedIndex > 0 : field.value !== field.defaultValue);

/** Keeps the sections of the panel in which something is half written, until their conversation is opened again. */
export function keepHalves(conversation) {
  const sections = [...document.querySelectorAll("#customer > section")];
  const halves = sections.filter((section) => [...section.querySelectorAll(REACHED)].some(begun));
  if (conversation && halves.length) kept.set(conversation, halves);
}

/** Puts them in the places of those that were made anew. */
export function bringHalves(conversation) {
  for (const section of kept.get(conversation) ?? []) {
    const fresh = document.querySelector(`#customer > .${section.classList[0]}`);
    if (fresh) fresh.replaceWith(section);
    else document.querySelector("#customer")?.append(section);
  }
  kept.delete(conversation);
}
