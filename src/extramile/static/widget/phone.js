/**
 * On a phone the panel fills the screen: it follows the part that the on-screen keyboard leaves, and the Tab key stays
 * inside, since what lies behind cannot be seen. Returns what to call when the panel was shown or hidden.
 * @param {HTMLElement} panel
 * @returns {() => void}
 */
export function phone(panel) {
  const small = matchMedia("(max-width: 480px)");
  const view = window.visualViewport;

  function fit() {
    const full = small.matches && !panel.hidden;
    panel.style.height = full && view ? view.height + "px" : "";
    panel.style.top = full && view ? view.offsetTop + "px" : "";
    if (full) panel.setAttribute("aria-modal", "true");
    else panel.removeAttribute("aria-modal");
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !small.matches) return;
    const stops = [...panel.querySelectorAll("button, textarea, a, [tabindex]")].filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility?.() !== false);
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (panel.getRootNode().activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  });
  view?.addEventListener("resize", fit);
  view?.addEventListener("scroll", fit);
  small.addEventListener("change", fit);
  return fit;
}
