import { known, me } from "./known.js";

const PLACES = {
  mine: ["mine", "open"],
  unassigned: ["none", "open"],
  everyone: ["any", "open"],
  snoozed: ["any", "snoozed"],
  resolved: ["any", "resolved"],
};

/** The numbers beside the lists, and in the window's title how many of the agent's own customers wait. */
export function openCounts() {
  const title = document.title;
  const waiting = new Set(known.waiting);
  let tallies = {};

  function show() {
    for (const link of document.querySelectorAll("#boxes [data-box]")) {
      const [scope, status] = PLACES[link.dataset.box] ?? [link.dataset.box, "open"];
      const n = Object.values(tallies).reduce((sum, inbox) => sum + (inbox[scope]?.[status] ?? 0), 0);
      link.querySelector("[data-count]").textContent = n > 0 ? new Intl.NumberFormat(known.language).format(n) : "";
    }
  }

  function entitle() {
    document.title = waiting.size ? `(${waiting.size}) ${title}` : title;
  }

  entitle();
  return {
    /** All counts anew. */
    start(all) {
      tallies = all;
      show();
    },
    /** Counts that changed: absolute, for each scope named. */
    changed(some) {
      for (const [inbox, scopes] of Object.entries(some)) tallies[inbox] = { ...tallies[inbox], ...scopes };
      show();
    },
    rows(rows) {
      for (const row of rows) {
        if (row.waiting && row.status === "open" && row.assignee === me.id) waiting.add(row.conversation);
        else waiting.delete(row.conversation);
      }
      entitle();
    },
  };
}
