/** Shows how far a file has come, until it is stored. */
const PAUSE = 1500;
async function look() {
  const from = document.getElementById("going").dataset.from;
  if (!from) return;
  try {
    const answer = await fetch(from, { headers: { "X-Part": "1" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("going").replaceWith(page.getElementById("going"));
    }
  } catch {
    // The server restarts, or the network is away: the file goes on by itself, and so does the asking.
  }
  setTimeout(look, PAUSE);
}
setTimeout(look, PAUSE);
