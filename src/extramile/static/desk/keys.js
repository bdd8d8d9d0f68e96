import { el } from "../shared/pieces.js";
import { takeBack } from "./acts.js";
import { byId, t } from "./known.js";

/**
 * Every key of the desk: this table works them and draws the sheet. `says` is the name of its text.
 * @param {Object<string, (...given: *[]) => *>} to
 */
export function openKeys(to) {
  const table = [
    { group: "key_list", keys: ["j", "ArrowDown"], says: "key_down", run: () => to.move(1) },
    { group: "key_list", keys: ["k", "ArrowUp"], says: "key_up", run: () => to.move(-1) },
    { group: "key_list", keys: ["Enter"], says: "key_open" },
    { group: "key_list", keys: ["1", "…", "5"], says: "key_boxes" },
    { group: "key_talk", keys: ["r"], says: "key_reply", run: () => to.write("reply") },
    { group: "key_talk", keys: ["n"], says: "key_note", run: () => to.write("note") },
    { group: "key_talk", keys: ["a"], says: "key_assign", run: () => to.menu("assign") },
    { group: "key_talk", keys: ["m"], says: "key_mine", run: to.take },
    { group: "key_talk", keys: ["s"], says: "key_snooze", run: () => to.menu("snooze") },
    { group: "key_talk", keys: ["t"], says: "key_tags", run: () => to.menu("tags") },
    { group: "key_talk", keys: ["e"], says: "key_resolve", run: to.resolve },
    { group: "key_talk", keys: ["c"], says: "key_customer", run: to.customer },
    { group: "key_talk", keys: ["g"], says: "key_mile", run: to.mile },
    { group: "key_talk", keys: ["b"], says: "key_care", run: to.care },
    { group: "key_talk", keys: ["Enter"], says: "key_send" },
    { group: "key_talk", keys: ["Shift", "Enter"], says: "key_line" },
    { group: "key_talk", keys: ["/"], says: "key_saved" },
    { group: "key_all", keys: ["/", "Ctrl K"], says: "key_search", run: to.search },
    { group: "key_all", keys: ["z"], says: "key_undo", run: takeBack },
    { group: "key_all", keys: ["?"], says: "key_help", run: help },
    { group: "key_all", keys: ["Escape"], says: "key_leave" },
  ];
  const runs = new Map(table.filter(({ run }) => run).flatMap(({ keys, run }) => keys.map((key) => [key, run])));
  const shown = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Shift: "⇧", Escape: "Esc" };

  function help() {
    const groups = Map.groupBy ? Map.groupBy(table, ({ group }) => group) : grouped(table);
    byId("keys-table").replaceChildren(...[...groups].map(([group, lines]) => el("section", {},
      el("h3", {}, t(group)), el("dl", {}, ...lines.map(drawn)))));
    byId("keys").showModal();
  }

  const drawn = ({ keys, says }) => el("div", {}, el("dt", {}, t(says)),
    el("dd", {}, ...keys.map((key) => (key === "…" ? el("span", { className: "faint" }, key) : el("kbd", {}, shown[key] ?? key)))));

  const writes = (target) => target.closest("input, textarea, select, [contenteditable]");

  function leave(target) {
    if (to.dismiss()) return;
    if (writes(target)) target.blur();
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key.toLowerCase() === "k") return event.preventDefault(), to.search();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (to.hold(key) || (!writes(target) && to.meant(key))) return event.preventDefault();
    if (key === "Escape") return leave(target);
    if (document.querySelector("#menu:popover-open") || (writes(target) && !(target.id === "search" && key.startsWith("Arrow")))) return;
    if (key.startsWith("Arrow") && target.closest("#thread, #side, [role=tablist]")) return;
    const box = "12345".indexOf(key);
    const run = box >= 0 ? () => to.box(box) : runs.get(key);
    if (!run) return;
    event.preventDefault();
    run();
  });
  return { help };
}

function grouped(table) {
  const groups = new Map();
  for (const line of table) groups.set(line.group, [...(groups.get(line.group) ?? []), line]);
  return groups;
}
