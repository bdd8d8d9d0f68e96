import { reminder } from "./acts.js";
import { byId, known, t } from "./known.js";
import { uuid7 } from "../shared/ids.js";
import { ask } from "./parts.js";
import { renewed } from "./renewed.js";
import { post } from "./said.js";
import { moment } from "./times.js";

const PAUSE = 400;

/** Makes a promise that stands in a message which has been stored. */
export const promise = (conversation, { what, due }, message) =>
  post(`/desk/c/${conversation}/promises`, new URLSearchParams({ what, at: due, message }));

/** Promises at the desk: what can be done with them in the panel, making one by hand, and being reminded. */
export function openPromises(to) {
  /* Colleagues are known to the page: the panel brings no list of them. */
  document.addEventListener("toggle", ({ target }) => {
    const people = target.open && target.querySelector?.("[data-people]");
    if (!people || people.options.length) return;
    for (const { kind, id, name } of known.people) if (kind === "agent" && id !== Number(people.dataset.people)) people.add(new Option(name, id));
  }, { capture: true });

  /** The small form over the composer. */
  function askByHand() {
    const sheet = byId("promise-sheet");
    const form = sheet.querySelector("[data-making]");
    const address = `/desk/c/${to.conversation()}`;
    const key = uuid7();
    form.reset();
    const reading = byId("promise-reading");
    let timer;
    let turn = 0;

    async function read() {
      const own = ++turn;
      const answer = await ask(`${address}/promise-reading`, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (own === turn) reading.textContent = answer?.status === 200 ? (await answer.json()).reads : "";
    }

    /* A toast would be behind the sheet, where nobody sees or hears it. */
    function refuse(why) {
      reading.textContent = why;
      reading.classList.toggle("wrong", Boolean(why));
    }

    form.oninput = () => {
      if (reading.classList.contains("wrong")) refuse("");
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE);
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      const body = new URLSearchParams(new FormData(form));
      body.set("key", key);
      clearTimeout(timer);
      turn++;
      if (await post(`${address}/promises`, body, { refuse })) sheet.close();
    };
    refuse("");
    sheet.showModal();
    form.elements.what.focus();
  }

  document.addEventListener("click", ({ target }) => target.closest("[data-promise-sheet]") && askByHand());

  function notify(id, title, body) {
    if (!(document.hidden || !document.hasFocus()) || !known.notifications || !("Notification" in window) || Notification.permission !== "granted") return;
    const notice = new Notification(title, { body, tag: `promise-${id}` });
    notice.onclick = () => {
      focus();
      notice.close();
    };
  }

  return {
    /** The server's reminder: it stays until it is closed, since whoever is away for coffee would miss it. */
    due({ promise: id, why, what, due, conversation, name, customer }) {
      const who = name || t("visitor", { id: customer });
      const title = t(`promise_${why}`, { name: who, time: moment(due) });
      const open = conversation ? () => to.open(conversation) : () => location.assign("/customers/promises?whose=mine");
      reminder(`remind-${id}`, `${title} ${what}`, { says: t("promise_look"), run: open });
      notify(id, title, what);
      if (conversation && conversation === to.conversation()) renewed("customer");
    },
  };
}
