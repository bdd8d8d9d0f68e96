import { openChat } from "./chat.js";
import { openComposer } from "./composer.js";
import { openStore } from "../shared/messages.js";
import { avatar, el, loadTimes, loadWords, tool } from "../shared/pieces.js";
import { FULL, style } from "./style.js";
import { openRating } from "./rating.js";
import { openTalk } from "./talk.js";

/** Builds the panel. Connects at once when a conversation is stored, otherwise when first shown. */
export async function start(room) {
  const { config, language, launcher, root } = room;
  const words = await loadWords(language);
  const times = loadTimes(language);
  const store = openStore(room.prefix);
  const act = { close: () => room.show(false) };
  for (const name of ["start", "look", "older", "resend", "say", "typing", "rate", "skip"]) act[name] = (...given) => chat[name](...given);
  act.fresh = () => {
    chat.fresh();
    composer.focus();
  };
  const head = openHead(room, words, times, act);
  const talk = openTalk(room, words, times, act);
  const rating = openRating(room, words, act);
  const composer = openComposer(room, words, act);
  const panel = el("dialog", {
    className: "panel " + config.position, "aria-label": words("chat", config), lang: language, dir: language === "ar" ? "rtl" : "ltr",
  }, ...head.nodes, ...talk.nodes, rating.node, composer.node);
  const inSight = () => panel.open && !document.hidden && talk.atEnd();
  const chat = openChat(room, store, { head, talk, composer, rating, inSight, unread: badge(room, words) });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  root.append(panel);
  if (store.get("conversation")) chat.start();
  document.addEventListener("visibilitychange", chat.look);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (!composer.dismiss()) act.close();
  });
  for (const event of ["resize", "scroll"]) visualViewport.addEventListener(event, () => panel.open && fit(panel));
  /* Shortcuts of the page cannot see that a field inside the shadow has the focus: keys stay in here. */
  for (const kind of ["keydown", "keypress", "keyup"]) panel.addEventListener(kind, (event) => event.stopPropagation());

  let from;

  function raise() {
    if (fit(panel)) panel.showModal();
    else panel.show();
  }

  function show(open) {
    if (open === panel.open) return;
    const inside = root.activeElement;
    if (open) from = document.activeElement;
    launcher.hidden = open;
    if (open) {
      raise();
      composer.restore();
      talk.settle();
      composer.focus();
      chat.start();
      chat.look();
    } else {
      composer.dismiss();
      panel.close();
      /* Closed by the page while somebody writes elsewhere: their focus is not ours to move. */
      if (inside) (from?.isConnected && from !== document.body && from !== root.host ? from : launcher).focus();
    }
    room.emit(open ? "open" : "close");
  }

  return {
    show,
    /** The page swapped its body: what filled the screen fell behind it. */
    placed() {
      if (!fit(panel)) return;
      panel.close();
      raise();
      composer.focus();
    },
    reset() {
      composer.clear();
      chat.stop();
      store.forget();
    },
  };
}

/* On a phone the panel fills what the keyboard leaves of the screen; who has zoomed in with two fingers looks around in it. */
function fit({ style }) {
  const full = matchMedia(FULL).matches;
  if (visualViewport.scale > 1) return full;
  style.height = full ? visualViewport.height + "px" : "";
  style.top = full ? visualViewport.offsetTop + "px" : "";
  return full;
}

function openHead(room, words, times, act) {
  const faces = el("div", { className: "faces" });
  const who = el("div", { className: "who" });
  const close = tool(room, words("close"), "M6 6l12 12M18 6L6 18", { onclick: act.close });
  const says = el("span");
  const again = el("button", { type: "button", className: "link", onclick: act.start }, words("again"));
  const state = el("div", { className: "state", role: "status", hidden: true }, says, again);
  const names = el("div", { className: "names" }, el("h2", {}, el("bdi", {}, room.config.company)), who);
  return {
    nodes: [el("div", { className: "head" }, faces, names, close), state],
    here(agents) {
      const shown = agents.slice(0, 3);
      const list = shown.map((agent) => agent.name);
      if (agents[3]) list.push(words("more", { n: agents.length - 3 }));
      who.textContent = list.length ? words(list.length > 1 ? "many" : "one", { names: times.list(list) }) : words("nobody");
      faces.replaceChildren(...(list.length > 1 ? shown.map((agent) => avatar(agent.initials)) : []));
    },
    state(is) {
      state.hidden = is === "online";
      says.textContent = state.hidden ? "" : words(is);
      again.hidden = is !== "stopped" && is !== "waiting";
    },
  };
}

/* How many are unread: on the launcher, in its name, and to a screen reader while the panel is closed. */
function badge({ root, launcher, label, emit }, words) {
  const mark = el("span", { className: "badge", "aria-hidden": "true", hidden: true });
  const voice = el("div", { className: "hush", role: "status" });
  let shown = 0;
  launcher.append(mark);
  root.append(voice);
  return (count) => {
    if (count === shown) return;
    const text = (shown = count) ? words("unread", { n: count }) : "";
    mark.hidden = !count;
    mark.textContent = count;
    voice.textContent = launcher.hidden ? "" : text;
    launcher.ariaLabel = text ? `${label}. ${text}` : label;
    emit("unread", { count });
  };
}
