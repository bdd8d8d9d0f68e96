/**
 * What is being counted is asked for each second until it is there; for ten minutes, which is far beyond what it takes.
 */
const EVERY = 1000;
const MOST = 600;

let asked = 0;

async function look() {
  const place = document.querySelector("[data-ask]");
  if (!place || ++asked > MOST) return;
  const answer = await fetch(place.dataset.ask).catch(() => null);
  if (answer?.ok) {
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    const fresh = made.content.querySelector("#effect");
    /* In the same element, whose change is read out. */
    if (fresh.textContent !== place.textContent) place.textContent = fresh.textContent;
    if (!fresh.dataset.ask) delete place.dataset.ask;
  }
  setTimeout(look, EVERY);
}

look();
