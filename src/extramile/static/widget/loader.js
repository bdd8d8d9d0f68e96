/* All that a page loads until its visitor opens the chat. The server wraps it in `(function (config) { … })({…})`. */
if (!window.Extramile && !customElements.get("extramile-chat")) {
  const prefix = `extramile:${config.key}:`;
  const labels = {
    en: ["Open chat", "The chat did not load. Try again"],
    de: ["Chat öffnen", "Der Chat lädt nicht. Erneut versuchen"],
    fr: ["Ouvrir le chat", "Le chat ne charge pas. Réessayer"],
    es: ["Abrir el chat", "El chat no carga. Intentar de nuevo"],
    pt: ["Abrir o chat", "O chat não carrega. Tentar de novo"],
    ar: ["افتح المحادثة", "تعذّر التحميل. حاول مجددًا"],
  };
  const wished = config.language === "auto" ? [document.documentElement.lang, ...navigator.languages] : [config.language];
  const language = wished.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => labels[tag]) || "en";
  const [label, sorry] = labels[language];

  /* Luminance and contrast by WCAG 2.2; a colour is [red, green, blue], 0 to 255. */
  const linear = (part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.05 + 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));
  /* `colour`, moved towards black or white until it can be read on `ground`. */
  const readable = (colour, ground) => {
    const end = light(ground) > 0.23 ? 0 : 255;
    for (let step = 0; ; step++) {
      const moved = colour.map((part) => Math.round(part + ((end - part) * step) / 20));
      if (step > 19 || contrast(moved, ground) >= 4.5) return moved;
    }
  };
  const hex = /^#[0-9a-f]{6}$/i.test(config.colour) ? config.colour : "#0f6f67";
  const colour = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const white = [255, 255, 255];
  const on = contrast(colour, white) >= 3 ? white : [20, 23, 26];
  const tokens = { brand: readable(colour, on), on, accent: readable(colour, [243, 239, 232]), "accent-dark": readable(colour, [42, 48, 54]) };

  /* A page that swaps its body takes the chat out with it. */
  customElements.define("extramile-chat", class extends HTMLElement {
    disconnectedCallback() {
      setTimeout(() => this.isConnected || place());
    }
  });
  const host = document.createElement("extramile-chat");
  host.popover = "manual";
  /* In the top layer, since a transform or filter on the body would move what is fixed within it. */
  const place = () => {
    (document.body ?? document.documentElement).append(host);
    host.showPopover?.();
    if (wanted) panel?.placed();
  };
  for (const name in tokens) host.style.setProperty("--em-" + name, `rgb(${tokens[name]})`);
  const root = host.attachShadow({ mode: "open" });
  const look = new CSSStyleSheet();
  look.replaceSync(`
:host { all: initial !important }
[hidden] { display: none !important }
.launcher { position: fixed; bottom: calc(20px + env(safe-area-inset-bottom)); ${config.position}: calc(20px + env(safe-area-inset-${config.position})); z-index: 2147483000; width: 56px; height: 56px; padding: 0; border: 1px solid transparent; border-radius: 50%; cursor: pointer; background: var(--em-brand); color: var(--em-on); box-shadow: 0 4px 24px rgb(20 30 30 / .3) }
.launcher:focus-visible { outline: 3px solid var(--em-brand); outline-offset: 3px; box-shadow: 0 0 0 8px var(--em-on) }
svg { display: block; width: 26px; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
@media print { :host { display: none !important } }`);
  root.adoptedStyleSheets = [look];
  const icon = (path) => {
    const [svg, line] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    svg.setAttribute("viewBox", "0 0 24 24");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };
  const launcher = document.createElement("button");
  Object.assign(launcher, { type: "button", className: "launcher", lang: language, ariaHasPopup: "dialog" });
  const title = (words) => { launcher.ariaLabel = launcher.title = words; };
  title(label);
  launcher.append(icon("M4 19.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H7.5L4 19.5ZM8.5 9h7M8.5 12.5h4.5"));
  root.append(launcher);

  const listeners = { __proto__: null };
  for (const name of ["open", "close", "message", "unread", "connection"]) listeners[name] = new Set();
  const heard = (name, listener) => {
    if (!listeners[name]) throw Error("unknown_event");
    if (typeof listener !== "function") throw Error("not_a_function");
    return listeners[name];
  };
  /* The page's listener may throw: the chat goes on. */
  const emit = (name, detail) => listeners[name].forEach((listener) => {
    try { listener(detail); } catch (error) { console.error(error); }
  });

  let panel, loading, wanted = false, tries = 0;
  const load = () => (loading ??= import(config.assets + "panel.js" + (tries++ ? "?" + tries : "")).then((it) => it.start(room)).then(
    (it) => { title(label); (panel = it).show(wanted); },
    () => { loading = null; title(sorry); },
  ));
  const show = (open) => {
    wanted = open;
    if (panel) panel.show(open);
    else if (open) load();
  };
  const room = { config, prefix, language, label, root, launcher, icon, emit, show };
  const acts = {
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!wanted),
    on: (name, listener) => heard(name, listener).add(listener),
    off: (name, listener) => heard(name, listener).delete(listener),
    reset: () => {
      show(false);
      if (panel) panel.reset();
      for (const kept of ["localStorage", "sessionStorage"]) {
        try {
          for (const key in window[kept]) if (key.startsWith(prefix)) window[kept].removeItem(key);
        } catch { /* no storage, nothing to forget */ }
      }
    },
  };
  window.Extramile = {};
  for (const name in acts) window.Extramile[name] = (...given) => {
    try { acts[name](...given); return { ok: true }; } catch (error) { return { ok: false, error: error.message }; }
  };
  launcher.onclick = acts.open;

  const settle = () => {
    place();
    try {
      if (localStorage.getItem(prefix + "conversation")) load();
    } catch { /* no storage, nothing to come back to */ }
  };
  if (document.body) settle();
  else addEventListener("DOMContentLoaded", settle);
}
