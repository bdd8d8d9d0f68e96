import { openChat } from "./chat.js";
import { openComposer } from "./composer.js";
import { el } from "./dom.js";
import { openHead } from "./head.js";
import { phone } from "./phone.js";
import { openStore } from "./store.js";
import { style } from "./style.js";
import { openTalk } from "./talk.js";
import { loadTimes, loadWords } from "./words.js";

/**
 * Builds the panel for the launcher; connects when a conversation is stored, otherwise when it is first shown.
 * @returns {Promise<{show: (open: boolean) => void, reset: () => void}>}
 */
export async function start(room) {
  const words = await loadWords(room.language);
  const times = loadTimes(room.language);
  const store = openStore(room.prefix);
  const parts = { unread: badge(room, words) };
  const act = {
    close: () => show(false),
    start: () => chat.start(),
    look: () => chat.look(),
    older: () => chat.older(),
    resend: (message) => chat.resend(message),
    say: (text) => chat.say(text),
    typing: (on) => chat.typing(on),
    fresh() {
      chat.fresh();
      parts.composer.focus();
    },
  };
  parts.head = openHead(room, words, times, act);
  parts.talk = openTalk(room, words, times, act);
  parts.composer = openComposer(room, words, act);
  const panel = el("div", {
    className: "panel " + room.config.position, role: "dialog", "aria-label": words("chat", { company: room.config.company }), hidden: true,
    lang: room.language, dir: room.language === "ar" ? "rtl" : "ltr",
  }, parts.head.node, parts.head.strip, parts.talk.node, parts.talk.pill, parts.composer.node);
  parts.inSight = () => !panel.hidden && document.visibilityState === "visible" && parts.talk.atEnd();
  const chat = openChat(room, store, parts);
  const fit = phone(panel);
  keys(panel, parts, act.close);
  dress(room.root, panel);
  chat.begin();
  if (store.get("conversation")) chat.start();
  document.addEventListener("visibilitychange", chat.look);

  function show(open) {
    if (open === !panel.hidden) return;
    room.toggled(open);
    panel.hidden = !open;
    room.launcher.hidden = open;
    fit();
    if (open) {
      parts.composer.restore();
      parts.talk.settle();
      parts.composer.focus();
      chat.start();
      chat.look();
    } else {
      parts.composer.dismiss();
      room.launcher.focus();
    }
    room.emit(open ? "open" : "close");
  }

  return {
    show,
    reset() {
      parts.composer.clear();
      chat.stop();
      store.forget();
      sessionStorage.removeItem(room.prefix + "draft");
    },
  };
}

function dress(root, panel) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  root.append(panel);
}

function keys(panel, parts, close) {
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !parts.composer.dismiss()) close();
  });
  /* A page with shortcuts of its own cannot see that a text field inside the shadow has the focus. */
  for (const kind of ["keydown", "keypress", "keyup"]) panel.addEventListener(kind, (event) => event.stopPropagation());
}

/** The number of unread messages on the launcher, in its name, and said once to a screen reader. */
function badge(room, words) {
  const mark = el("span", { className: "badge", "aria-hidden": "true", hidden: true });
  const voice = el("div", { className: "hush", role: "status", lang: room.language });
  const label = room.launcher.ariaLabel;
  let shown = 0;
  room.launcher.append(mark);
  room.root.append(voice);
  return (n) => {
    if (n === shown) return;
    shown = n;
    mark.hidden = !n;
    mark.textContent = n > 99 ? "99+" : n;
    voice.textContent = n && !room.launcher.hidden ? words("unread", { n }) : "";
    room.launcher.ariaLabel = n ? `${label}. ${words("unread", { n })}` : label;
    room.emit("unread", { count: n });
  };
}
