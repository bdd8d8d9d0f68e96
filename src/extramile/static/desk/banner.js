import { el } from "../shared/pieces.js";
import { byId, t } from "./known.js";
import { ask, signIn } from "./parts.js";

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
      if (ended) banner.append(el("a", { href: signIn() }, t("sign_in")));
      banner.classList.toggle("coral", ended);
      banner.hidden = false;
      /* A door that is shut to those who are signed out looks like a lost connection; a page says which it is. */
      if (state === "waiting") ask("/desk/rows");
    }, ended ? 0 : PATIENCE);
  };
}
