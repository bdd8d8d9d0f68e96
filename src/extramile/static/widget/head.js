import { avatar, el } from "./dom.js";

const SHOWN = 3;

/** The top of the panel: the company, who is here, and how the connection stands, in words. */
export function openHead(room, words, times, act) {
  const faces = el("div", { className: "faces" });
  const who = el("div", { className: "who" });
  const close = el("button", { type: "button", className: "tool", "aria-label": words("close"), title: words("close"), onclick: act.close }, room.icon("M6 6l12 12M18 6L6 18"));
  const says = el("span");
  const again = el("button", { type: "button", className: "link", onclick: act.start }, words("again"));
  const state = el("div", { className: "state", role: "status", hidden: true }, says, again);
  const node = el("header", {}, el("div", { className: "top" }, faces,
    el("div", { className: "names" }, el("h2", { id: "company", dir: "auto" }, room.config.company), who), close));

  return {
    node,
    strip: state,
    here(agents) {
      const names = agents.slice(0, SHOWN).map((agent) => agent.name);
      const rest = agents.length - names.length;
      if (rest) names.push(words("more", { n: rest }));
      who.textContent = names.length ? words(names.length > 1 ? "many" : "one", { names: times.list(names) }) : words("nobody");
      faces.replaceChildren(...agents.slice(0, SHOWN).map((agent) => avatar(agent.initials)));
    },
    state(is) {
      const quiet = is === "online" || is === "idle";
      state.hidden = quiet;
      says.textContent = quiet ? "" : words(is);
      again.hidden = is !== "stopped" && is !== "waiting";
    },
  };
}
