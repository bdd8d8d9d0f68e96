/** A websocket that comes back by the rules of the live protocol. `to` has hello, take, lost, and tell for the state. */
export function connect(address, to) {
  let socket = null;
  let state = "idle";
  let tries = 0;
  let pause = null; // seconds, when the server names them
  let heard, again, watch;

  const change = (next) => {
    if (next !== state) to.tell((state = next));
  };
  const put = (frame) => socket.send(JSON.stringify(frame));

  /* A socket given up still has events to come: they must not touch its successor. */
  function open() {
    clearTimeout(again);
    if (socket) return;
    if (navigator.onLine === false) return change("offline");
    change(tries ? "waiting" : "connecting");
    const own = (socket = new WebSocket(address));
    heard = Date.now();
    /* The clock, not a timer: a phone that slept has a dead socket that looks alive. */
    watch = setInterval(() => Date.now() - heard > (state === "online" ? 75_000 : 20_000) && leave(), 5_000);
    own.onopen = () => own === socket && put({ kind: "hello", ...to.hello() });
    own.onclose = ({ code }) => own === socket && leave(code);
    own.onmessage = ({ data }) => {
      heard = Date.now();
      for (const line of data.split("\n")) if (own === socket && line) receive(JSON.parse(line));
    };
  }

  function receive(frame) {
    if (frame.kind === "welcome") {
      tries = 0;
      change("online");
    } else if (frame.code === "refused") {
      change("refused");
    } else if (frame.kind === "bye") {
      pause = frame.retry;
      if (pause === null) change("stopped");
    }
    to.take(frame);
  }

  function leave(code) {
    const left = socket;
    socket = null;
    clearInterval(watch);
    left?.close();
    to.lost();
    if (code === 4403 && pause === null && state !== "stopped") change("refused");
    if (["idle", "refused", "stopped"].includes(state)) return;
    const wait = pause === null ? Math.min(30, 0.5 * 2 ** tries) * (0.5 + Math.random() / 2) : (pause + 0.1) * (0.5 + Math.random());
    pause = null;
    tries++;
    change(navigator.onLine === false ? "offline" : "waiting");
    again = setTimeout(open, (code === 4429 ? wait + 20 : wait) * 1000);
  }

  const hurry = () => ["offline", "waiting"].includes(state) && open();
  addEventListener("online", hurry);
  /* A page kept for the back button may hold no socket; its timers go on when it is shown again. */
  for (const event of ["offline", "pagehide"]) addEventListener(event, () => socket && leave());
  document.addEventListener("visibilitychange", () => document.hidden || hurry());

  return {
    /** At once: the visitor's own act lifts what the server asked for. */
    start() {
      if (state === "refused" || state === "stopped") state = "idle";
      open();
    },
    stop() {
      change("stopped");
      tries = 0;
      clearTimeout(again);
      leave();
    },
    /** True when the frame went out. */
    send(frame) {
      const ready = state === "online" && socket?.readyState === 1;
      if (ready) put(frame);
      return ready;
    },
  };
}
