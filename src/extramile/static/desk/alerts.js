import { known, me, t } from "./known.js";
import { nodes } from "./parts.js";

/** A short sound and a notice from the browser when a customer writes to me, or to nobody yet, and I am elsewhere. */
export function openAlerts(to) {
  const heard = new Map();
  let since = null;
  let sounds = null;
  let rest = 0;

  /* A browser plays nothing before the first act of a person on the page. It rests between two sounds: one that runs
     takes a few hundredths of a processor all day. */
  const wake = () => {
    if (!known.sound || sounds) return;
    sounds = new AudioContext();
    sounds.suspend();
  };
  addEventListener("pointerdown", wake, { once: true });
  addEventListener("keydown", wake, { once: true });

  async function ring() {
    if (!known.sound || !sounds) return;
    clearTimeout(rest);
    rest = setTimeout(() => sounds.suspend(), 1_000);
    await sounds.resume();
    [[660, 0], [880, 0.13]].forEach(([pitch, after]) => tone(pitch, sounds.currentTime + after));
  }

  function tone(pitch, from) {
    const voice = sounds.createOscillator();
    const volume = sounds.createGain();
    voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
    voice.connect(volume).connect(sounds.destination);
    voice.start(from);
    voice.stop(from + 0.32);
  }

  function show(id, line) {
    if (!known.notifications || !("Notification" in window) || Notification.permission !== "granted") return;
    const name = line.querySelector(".who").textContent.trim() || t("visitor", { id: line.dataset.customer });
    const notice = new Notification(t("new_from", { name }), {
      body: line.querySelector(".said").textContent.trim(), tag: `conversation-${id}`,
    });
    notice.onclick = () => {
      focus();
      to.open(id);
      notice.close();
    };
  }

  function offer() {
    if (!known.notifications || !("Notification" in window) || Notification.permission !== "default") return;
    const ask = document.querySelector("[data-notify]");
    ask.hidden = false;
    ask.onclick = async () => {
      await Notification.requestPermission();
      ask.hidden = true;
    };
  }

  offer();
  return {
    /** From when on messages are new: the server's time, since this computer's clock may be wrong. */
    start: (at) => { since ??= at; },
    rows(rows) {
      for (const row of rows) {
        const before = heard.get(row.conversation) ?? since;
        heard.set(row.conversation, row.last_at);
        const mine = row.status === "open" && (!row.assignee || row.assignee === me.id);
        if (!mine || !row.waiting || row.last_at <= before) continue;
        const elsewhere = document.hidden || !document.hasFocus();
        if (!elsewhere && to.opened() === row.conversation) continue;
        const line = nodes(row.html)[0];
        if (line.dataset.by !== "visitor") continue;
        ring();
        if (elsewhere) show(row.conversation, line);
      }
    },
  };
}
