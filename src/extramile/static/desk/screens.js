import { byId } from "./known.js";

/**
 * List, thread and customer: beside each other where there is room; on a phone three screens to swipe between, of which
 * those out of sight take no focus.
 */
export function openScreens() {
  const desk = byId("desk");
  const phone = matchMedia("(max-width: 760px)");
  const names = ["list", "thread", "side"];
  const part = (name) => byId(name);

  function show(name) {
    desk.dataset.show = name;
    if (phone.matches) part(name)?.scrollIntoView({ inline: "start", block: "nearest" });
    still();
  }

  function still() {
    for (const name of names) part(name)?.toggleAttribute("inert", phone.matches && desk.dataset.show !== name);
  }

  /* After a swipe by hand, what is in sight is what is shown. Never half way: what is on its way in would take no focus. */
  function settle() {
    if (!phone.matches) return;
    desk.dataset.show = names[Math.round(Math.abs(desk.scrollLeft) / desk.clientWidth)] ?? "list";
    still();
  }

  if ("onscrollend" in window) desk.addEventListener("scrollend", ({ target }) => target === desk && settle());
  else desk.addEventListener("scroll", () => {
    clearTimeout(desk.settling);
    desk.settling = setTimeout(settle, 150);
  }, { passive: true });
  phone.addEventListener("change", () => show(desk.dataset.show));
  if (phone.matches) requestAnimationFrame(() => show(desk.dataset.show));
  return {
    show,
    /** Closes the customer where it lies over the thread; true when it did. */
    leave() {
      const over = desk.dataset.show === "side" && byId("side") && getComputedStyle(byId("side")).position === "absolute";
      if (over) show("thread");
      return over;
    },
    now: () => desk.dataset.show,
    still,
  };
}
