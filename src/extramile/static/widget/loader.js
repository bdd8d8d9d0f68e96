/*
 * The only script a page loads before a visitor opens the chat: the launcher, and `window.Extramile`.
 * The server wraps this text in `(function (config) { … })({…})`; it reads storage, and writes none.
 */
if (!window.Extramile && !customElements.get("extramile-chat")) {
  const prefix = "extramile:" + config.key + ":";
  const labels = {
    en: ["Open chat", "The chat could not load. Try again"],
    de: ["Chat öffnen", "Der Chat konnte nicht laden. Erneut versuchen"],
    fr: ["Ouvrir le chat", "Le chat n’a pas pu se charger. Réessayer"],
    es: ["Abrir el chat", "El chat no se pudo cargar. Intentar de nuevo"],
    pt: ["Abrir o chat", "Não foi possível carregar o chat. Tentar de novo"],
    ar: ["افتح المحادثة", "تعذّر تحميل المحادثة. حاول مرة أخرى"],
  };
  const wished = config.language === "auto" ? [document.documentElement.lang, ...navigator.languages] : [config.language];
  const language = wished.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => labels[tag]) || "en";

  /* Colour: relative luminance and contrast as WCAG 2.2 defines them; a colour is [red, green, blue], 0 to 255. */
  const linear = (part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  /** `colour`, moved as little as needed towards black or white to be read on `ground` (4.5 to 1). */
  const readable = (colour, ground) => {
    const end = light(ground) > 0.18 ? 0 : 255;
    const at = (step) => colour.map((part) => Math.round(part + ((end - part) * step) / 20));
    let step = 0;
    while (step < 20 && contrast(at(step), ground) < 4.5) step++;
    return at(step);
  };
  const paint = (host) => {
    const hex = /^#[0-9a-f]{6}$/i.test(config.colour) ? config.colour : "#0f6f67";
    const colour = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const on = contrast(colour, [255, 255, 255]) >= 3 ? [255, 255, 255] : [20, 23, 26];
    const tokens = {
      brand: readable(colour, on), on, accent: readable(colour, [243, 239, 232]), "accent-dark": readable(colour, [44, 50, 56]),
    };
    for (const name in tokens) host.style.setProperty("--em-" + name, `rgb(${tokens[name]})`);
  };

  const icon = (path) => {
    const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };

  class Chat extends HTMLElement {
    /* Pages that swap their whole body take the chat out with it: it goes into the new one. */
    disconnectedCallback() {
      setTimeout(() => this.isConnected || document.body?.append(this));
    }
  }
  customElements.define("extramile-chat", Chat);
  const host = document.createElement("extramile-chat");
  const root = host.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial !important }
    [hidden] { display: none !important }
    .launcher { position: fixed; bottom: calc(20px + env(safe-area-inset-bottom)); ${config.position === "left" ? "left" : "right"}: 20px; z-index: 2147483000; width: 56px; height: 56px; padding: 0; border: 1px solid transparent; border-radius: 50%; cursor: pointer; background: var(--em-brand); color: var(--em-on); box-shadow: 0 2px 6px rgb(20 30 30 / .2), 0 8px 28px rgb(20 30 30 / .2) }
    .launcher svg { display: block; width: 26px; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
    .launcher:focus-visible { outline: 3px solid var(--em-brand); outline-offset: 3px; box-shadow: 0 0 0 3px #fff }
    .launcher[aria-busy] svg { opacity: .5 }
    @media (prefers-reduced-motion: no-preference) { .launcher { transition: transform .15s } .launcher:hover { transform: translateY(-2px) } }
    @media print { .launcher { display: none } }
  `);
  root.adoptedStyleSheets = [look];
  paint(host);
  const launcher = document.createElement("button");
  launcher.type = "button";
  launcher.className = "launcher";
  launcher.lang = language;
  launcher.ariaLabel = labels[language][0];
  launcher.setAttribute("aria-haspopup", "dialog");
  launcher.append(icon("M4 19.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7.5L4 19.5ZM8.5 9h7M8.5 12.5h4.5"));
  root.append(launcher);

  const listeners = { open: new Set(), close: new Set(), message: new Set(), unread: new Set(), connection: new Set() };
  /* A listener of the page that throws must stop neither the other listeners nor the chat. */
  const emit = (name, detail) => listeners[name].forEach((listener) => {
    try { listener(detail); } catch (error) { console.error(error); }
  });

  let panel, loading, wanted = false, tries = 0;
  const room = { config, prefix, language, host, root, launcher, icon, emit };
  const load = () => (loading ??= import(config.assets + "panel.js" + (tries++ ? "?" + tries : "")).then((it) => it.start(room)));
  const arrange = (open) => {
    wanted = open;
    if (panel) return panel.show(open);
    if (!open) return;
    launcher.ariaBusy = "true";
    load().then((it) => (panel = it).show(wanted), () => { loading = null; launcher.ariaLabel = launcher.title = labels[language][1]; })
      .finally(() => { launcher.ariaBusy = null; });
  };
  const listen = (name, listener, add) => {
    if (!listeners[name]) throw Error("unknown_event");
    if (typeof listener !== "function") throw Error("not_a_function");
    listeners[name][add ? "add" : "delete"](listener);
  };
  const acts = {
    open: () => arrange(true),
    close: () => arrange(false),
    toggle: () => arrange(!wanted),
    on: (name, listener) => listen(name, listener, true),
    off: (name, listener) => listen(name, listener),
    reset: () => {
      arrange(false);
      for (const store of [localStorage, sessionStorage]) Object.keys(store).forEach((key) => key.startsWith(prefix) && store.removeItem(key));
      panel?.reset();
    },
  };
  window.Extramile = {};
  for (const name in acts) {
    window.Extramile[name] = (...given) => {
      try { acts[name](...given); return { ok: true }; } catch (error) { return { ok: false, error: error.message }; }
    };
  }
  room.toggled = (open) => { wanted = open; };
  launcher.onclick = acts.open;

  const settle = () => {
    document.body.append(host);
    try {
      if (localStorage.getItem(prefix + "conversation")) load().then((it) => { panel = it; }, () => { loading = null; });
    } catch { /* a page that may not use storage has nothing to come back to */ }
  };
  if (document.body) settle();
  else addEventListener("DOMContentLoaded", settle);
}
