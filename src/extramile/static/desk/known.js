import { openStore } from "../shared/messages.js";

/**
 * What the page knows from the start: the agent, colleagues and teams, and the texts in the agent's language.
 * @type {{agent: {id: number, name: string, initials: string, presence: string}, sound: boolean, notifications: boolean,
 *   zone: string, language: string, people: {kind: string, id: number, name: string, initials: string}[],
 *   waiting: number[], words: Object<string, string>}}
 */
export const known = JSON.parse(document.getElementById("known").textContent);
export const me = known.agent;
export const store = openStore(`desk:${me.id}:`);

/** A text by its name, with values in their places. */
export const t = (name, values = {}) => (known.words[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

/** @param {number} id */
export const colleague = (id) => known.people.find((one) => one.kind === "agent" && one.id === id);

/** @param {string} id @returns {HTMLElement|null} */
export const byId = (id) => document.getElementById(id);
