const SILENCE = 75_000;
const PATIENCE = 20_000;

/**
 * One websocket that comes back by itself, by the rules of the live protocol.
 * States: idle, connecting, online, waiting, offline, stopped (the server asked not to come back), refused.
 * @param {string} address
 * @param {{hello: () => object, take: (frame: object) => void, tell: (state: string) => void, lost: () => void}} to
 */
export function connect(address, to) {
  let socket = null;
  let state = "idle";
  let tries = 0;
  let pause = null; // seconds that the server asked for
  let heard = 0;
  let again, watch;

  const change = (next) => {
    if (next !== state) to.tell((state = next));
  };
  const put = (frame) => socket.send(JSON.stringify(frame));

  /* Events of a socket that was given up must not touch the one that followed it: each listener checks. */
  function open() {
    clearTimeout(again);
    if (socket) return;
    if (navigator.onLine === false) return change("offline");
    change(tries ? "waiting" : "connecting");
    const own = (socket = new WebSocket(address));
    heard = Date.now();
    clearInterval(watch);
    watch = setInterval(() => silent() && leave(), 5_000);
    own.onopen = () => own === socket && put({ kind: "hello", ...to.hello() });
    own.onmessage = ({ data }) => {
      heard = Date.now();
      for (const line of data.split("\n")) if (own === socket && line) receive(JSON.parse(line));
    };
    own.onclose = (event) => own === socket && leave(event.code);
  }

  const silent = () => Date.now() - heard > (state === "online" ? SILENCE : PATIENCE);

  function receive(frame) {
    if (frame.kind === "welcome") {
      tries = 0;
      pause = null;
      change("online");
    } else if (frame.kind === "bye") {
      pause = frame.retry;
      if (pause === null) change(frame.code === "refused" ? "refused" : "stopped");
    } else if (frame.kind === "error" && frame.code === "refused") {
      change("refused");
    }
    to.take(frame);
  }

  /** Gives the socket up, and comes back after a while unless the server or the network says not to. */
  function leave(code) {
    const left = socket;
    socket = null;
    clearInterval(watch);
    left?.close();
    to.lost();
    if (code === 4403 && state !== "stopped") change("refused");
    if (state === "refused" || state === "stopped" || state === "idle") return;
    const wait = pause === null ? Math.min(30, 0.5 * 2 ** tries) * (0.5 + Math.random() / 2) : pause * (0.5 + Math.random());
    pause = null;
    tries++;
    change(navigator.onLine === false ? "offline" : "waiting");
    again = setTimeout(open, (code === 4429 ? Math.max(wait, 20) : wait) * 1000);
  }

  function stop() {
    state = "idle";
    tries = 0;
    clearTimeout(again);
    leave();
  }

  addEventListener("offline", () => socket && leave());
  addEventListener("online", () => (state === "offline" || state === "waiting") && open());
  /* A page kept for the back button may hold no socket; a phone that slept has a dead one that looks alive. */
  addEventListener("pagehide", () => socket && leave());
  addEventListener("pageshow", ({ persisted }) => persisted && state === "waiting" && open());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && socket && silent() && leave());

  return {
    state: () => state,
    stop,
    /** Connects, or comes back at once: the visitor's own act lifts what the server asked for. */
    start() {
      if (state === "refused" || state === "stopped") state = "idle";
      open();
    },
    /** True when the frame went out; a frame for a connection that is not there is not kept. */
    send(frame) {
      const ready = state === "online" && socket?.readyState === WebSocket.OPEN;
      if (ready) put(frame);
      return ready;
    },
  };
}
