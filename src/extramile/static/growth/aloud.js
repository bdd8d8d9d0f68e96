/**
 * Reads what the customer writes aloud, where the browser can by itself: only with voices that are on this computer, since
 * others would send the words away.
 */
const KEPT = "practice:aloud";

export function aloud() {
  const synth = window.speechSynthesis;
  const voice = () => synth?.getVoices().find((one) => one.localService && one.lang.startsWith("en"));
  let on = localStorage.getItem(KEPT) === "yes";

  function speak(lines) {
    if (!on || !voice()) return;
    synth.cancel();
    for (const line of lines) {
      const said = new SpeechSynthesisUtterance(line);
      said.voice = voice();
      synth.speak(said);
    }
  }

  /** Gives a page its button, as soon as there is a voice; `said` tells all the lines so far. */
  speak.show = (button, said) => {
    if (!synth || !button) return;
    const show = () => {
      button.hidden = !voice();
      button.setAttribute("aria-pressed", on);
    };
    synth.onvoiceschanged = show;
    show();
    button.addEventListener("click", () => {
      on = !on;
      localStorage.setItem(KEPT, on ? "yes" : "no");
      show();
      if (on) speak(said().slice(-1));
      else synth.cancel();
    });
  };
  return speak;
}
