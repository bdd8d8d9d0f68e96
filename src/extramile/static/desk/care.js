import { uuid7 } from "../shared/ids.js";
import { byId } from "./known.js";
import { post } from "./said.js";

const LATELY = 60 * 60_000;

/**
 * What is offered, quietly, to whoever reads an abusive message: a break, a boundary, an end. It shows by itself where a
 * message plainly is, or when somebody asks for it. That it did, or what was chosen, is told to nobody.
 * @param {{conversation: () => number|null, rest: (minutes: number) => void, answer: (text: string) => void}} to
 */
export function openCare(to) {
  /* By conversation, up to which of its messages somebody has waved it off. */
  const past = new Map();

  const latest = () => [...document.querySelectorAll("#entries [data-abusive]")].at(-1)?.dataset;

  /** Looks at what was written last. */
  function look() {
    const found = latest();
    if (!found || byId("head").dataset.status === "resolved" || Date.now() - Date.parse(found.at) > LATELY) return;
    if (Number(found.seq) > (past.get(to.conversation()) ?? 0)) byId("care").hidden = false;
  }

  function leave() {
    const had = byId("care").contains(document.activeElement);
    past.set(to.conversation(), Number(latest()?.seq ?? 0));
    byId("care").hidden = true;
    if (had) byId("words").focus();
  }

  function show() {
    if (!to.conversation()) return;
    byId("care").hidden = false;
    byId("care").querySelector("[data-do=rest5]").focus();
  }

  function rest(minutes) {
    leave();
    to.rest(minutes);
  }

  function askToEnd(id) {
    const sheet = byId("ending");
    const form = sheet.querySelector("[data-ending]");
    const key = uuid7();
    form.reset();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const body = new URLSearchParams(new FormData(form));
      body.set("key", key);
      if (!(await post(`/desk/c/${id}/end`, body))) return;
      sheet.close();
      if (id === to.conversation()) leave();
    };
    sheet.showModal();
  }

  return {
    look,
    show,
    act: {
      care: show,
      carePast: leave,
      rest5: () => rest(5),
      rest10: () => rest(10),
      boundary: () => to.answer(byId("care").dataset.boundary),
      end: askToEnd,
    },
  };
}
