import { el } from "../widget/pieces.js";
import { byId, t } from "./known.js";

const PATIENCE = 1_200;

/** How the connection is, in words; a hiccup of a second is not worth any. */
export function openBanner() {
  const banner = byId("connection");
  let timer;
  return function tell(state) {
    clearTimeout(timer);
    if (state === "online") {
      banner.hidden = true;
      return;
    }
    const ended = state === "stopped" || state === "refused";
    timer = setTimeout(() => {
      banner.replaceChildren(el("span", {}, t(state)));
      if (ended) banner.append(el("a", { href: "/sign-in" }, t("sign_in")));
      banner.classList.toggle("coral", ended);
      banner.hidden = false;
    }, ended ? 0 : PATIENCE);
  };
}
