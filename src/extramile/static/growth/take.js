import { nodes, part } from "../desk/parts.js";
import { aloud } from "./aloud.js";

/** A take goes on without a new page: the line stands there at once, and the answer comes as somebody would type it. */
const still = matchMedia("(prefers-reduced-motion: reduce)");
const LEAST = 500;
const MOST = 1800;
const EACH = 14;

const take = () => document.getElementById("take");
const words = () => document.getElementById("words");
const said = () => [...take().querySelectorAll(".talk .them .text")].map((line) => line.textContent);
const pause = (text) => (still.matches ? 0 : Math.min(MOST, LEAST + EACH * text.length));
const wait = (time) => new Promise((done) => setTimeout(done, time));
let busy = false;

function bubble(kind, text) {
  const line = document.createElement("div");
  line.className = `line ${kind}`;
  line.append(document.createElement("div"));
  line.firstChild.className = "msg";
  line.firstChild.textContent = text;
  take().querySelector(".talk").append(line);
  toEnd();
  return line;
}

function toEnd() {
  (words() ?? document.getElementById("ways"))?.scrollIntoView({ block: "nearest" });
}

/** Where one goes on: the field to write in, or the next take. */
function goOn() {
  (words() ?? document.getElementById("next-take"))?.focus();
}

async function send(form, own) {
  if (busy) return;
  busy = true;
  const body = new FormData(form);
  const before = said().length;
  const shown = own ? [bubble("us", own)] : [];
  if (own) words().value = "";
  const html = await part(form.action, { method: "POST", body });
  if (html === null) {
    shown.forEach((line) => line.remove());
    if (own) words().value = own;
    document.getElementById("not-sent").hidden = false;
    busy = false;
    return;
  }
  const [fresh] = nodes(html);
  const lines = [...fresh.querySelectorAll(".talk .them .text")].slice(own ? before : Infinity).map((line) => line.textContent);
  if (lines.length && !still.matches) {
    shown.push(bubble("them typing", "…"));
    await wait(pause(lines[0]));
  }
  take().replaceWith(fresh);
  document.getElementById("heard").textContent = lines.join("\n");
  busy = false;
  ready();
  goOn();
  speak(lines);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-say]")) {
    event.preventDefault();
    send(event.target, words().value.trim());
  } else if (event.target.matches("[data-undo-line]")) {
    event.preventDefault();
    send(event.target, "");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "words" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

const speak = aloud();

function ready() {
  toEnd();
  speak.show(document.querySelector("[data-aloud]"), said);
}

ready();
