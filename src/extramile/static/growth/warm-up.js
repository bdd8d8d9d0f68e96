const EACH = 15_000;

/** The guided warm-up: one scene after the other, by itself or by hand. Nothing of it is kept or told. */
export function openWarmUp() {
  const byId = (id) => document.getElementById(`warm-up-${id}`);
  const dialog = byId("dialog");
  if (!dialog) return;
  const scenes = [...byId("scenes").children].map((scene) => scene.textContent);
  const pause = byId("pause");
  let at = 0;
  let timer = 0;

  function show(next) {
    at = Math.max(0, Math.min(next, scenes.length - 1));
    byId("scene").textContent = scenes[at];
    byId("progress").value = at + 1;
    byId("back").disabled = at === 0;
    byId("next").disabled = at === scenes.length - 1;
    if (timer) run();
  }

  function run() {
    clearTimeout(timer);
    timer = setTimeout(() => (at < scenes.length - 1 ? show(at + 1) : stop()), EACH);
    pause.textContent = pause.dataset.pause;
    dialog.classList.remove("still");
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    pause.textContent = pause.dataset.go;
    dialog.classList.add("still");
  }

  byId("offer").hidden = false;
  byId("open").addEventListener("click", () => {
    dialog.showModal();
    run();
    show(0);
    pause.focus();
  });
  pause.addEventListener("click", () => (timer ? stop() : run()));
  byId("back").addEventListener("click", () => show(at - 1));
  byId("next").addEventListener("click", () => show(at + 1));
  dialog.addEventListener("close", stop);
}
