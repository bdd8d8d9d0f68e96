import { toast } from "./acts.js";
import { byId, t } from "./known.js";
import { ask, part } from "./parts.js";
import { post } from "./said.js";
import { uuid7 } from "../shared/ids.js";
import { el } from "../shared/pieces.js";

const PAUSE = 400;

/**
 * The extra mile: a small form over the composer, which asks the company's rules as one types.
 * @param {() => number|null} conversation
 * @returns {() => void} opens it
 */
export function openMile(conversation) {
  const sheet = byId("mile");
  const place = byId("mile-form");
  let key;
  let timer;
  let turn = 0;

  async function open() {
    const id = conversation();
    if (!id) return;
    const own = ++turn;
    const html = await part(`/desk/c/${id}/mile`);
    if (own !== turn || id !== conversation()) return;
    if (html === null) return toast(t("no_answer"), { wrong: true });
    place.innerHTML = html;
    key = uuid7();
    if (!sheet.open) sheet.showModal();
    place.querySelector("select").focus();
  }

  /* A toast would be behind the sheet, where nobody sees or hears it. */
  function say(text, wrong) {
    const says = place.querySelector("[data-says]");
    says.replaceChildren(...text.split("\n").map((line) => el("span", {}, line)));
    says.classList.toggle("wrong", wrong);
  }

  async function look(form) {
    const own = ++turn;
    const answer = await ask(form.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const text = [200, 422].includes(answer?.status) ? await answer.text() : "";
    if (own === turn && form.isConnected) say(text, answer?.status === 422);
  }

  place.addEventListener("input", ({ target: { name, form } }) => {
    if (!["give", "amount"].includes(name)) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE, form);
  });
  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target));
    body.set("key", key);
    clearTimeout(timer);
    turn++;
    if (await post(event.target.action, body, { refuse: (why) => say(why, true) })) sheet.close();
  });
  return open;
}
