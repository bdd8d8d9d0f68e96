const SILENT = 75_000;
const ANSWER = 10_000;
const MINUTE = 60_000;

/**
 * A connection that comes back by the rules of the live protocol: a websocket, and where none gets through what stands
 * in for it, until one does again. `to` has hello, take, lost, and tell for the state.
 */
export function connect(address, to) {
  let socket = null;
  let openStream = null;
  let state = "idle";
  let ready = false; // welcome was said on this socket
  let tries = 0;
  let pause = null; // seconds, when the server names them
  let failed = 0; // connections in a row that were not let in; after some, every second one is a stream
  let most = 2; // of them, before a stream is tried
  let trial = null; // a websocket beside the stream
  let heard, again, watch, next;

  const change = (next) => {
    if (next !== state) to.tell((state = next));
  };
  const put = (frame) => socket.send(JSON.stringify(frame));
  const hello = () => ({ kind: "hello", ...to.hello() });
  const falls = () => failed >= most && failed % 2 === 0;

  /* A socket given up still has events to come: they must not touch its successor. */
  function open() {
    clearTimeout(again);
    if (socket) return;
    if (navigator.onLine === false) return change("offline");
    if (state !== "online") change(tries ? "waiting" : "connecting");
    if (falls() && !openStream) return load();
    const own = (socket = falls() ? openStream(address.replace("ws", "http")) : new WebSocket(address));
    heard = Date.now();
    /* The clock, not a timer: a phone that slept has a dead socket that looks alive. */
    watch = setInterval(() => {
      if (Date.now() - heard <= (ready ? SILENT : most * 5_000)) return;
      /* Who is neither let in nor turned away need not try the same again. */
      if (!ready && !falls()) failed |= 1;
      leave();
    }, 5_000);
    own.onopen = () => own === socket && put(hello());
    own.onclose = ({ code }) => own === socket && leave(code);
    /* A socket that the policy of the page refuses is closed without an event that says so. */
    own.onerror = () => own === socket && own.readyState === 3 && leave();
    own.onmessage = ({ data }) => {
      if (own !== socket) return;
      heard = Date.now();
      if (!falls()) failed = 0;
      for (const line of data.split("\n")) if (own === socket && line) receive(JSON.parse(line));
    };
  }

  function load() {
    import("../shared/stream.js" + (tries ? "?" + tries : "")).then((it) => (openStream = it.openStream), () => failed++)
      .then(() => ["connecting", "waiting"].includes(state) && open());
  }

  function receive(frame) {
    if (frame.kind === "welcome") {
      tries = 0;
      ready = true;
      if (falls()) next = setTimeout(attempt, MINUTE);
      else most = 4;
      change("online");
    } else if (frame.code === "refused") {
      change("refused");
    } else if (frame.kind === "bye") {
      pause = frame.retry;
      if (pause === null) change("stopped");
    }
    to.take(frame);
  }

  /* Once a websocket is welcomed the stream is left for a new one: what is open may have changed since its hello. */
  function attempt() {
    giveUp();
    const own = (trial = new WebSocket(address));
    own.onopen = () => own.send(JSON.stringify(hello()));
    own.onmessage = ({ data }) => {
      if (own !== trial || !data.includes('"kind":"welcome"')) return;
      failed = 0;
      drop();
      open();
    };
    next = setTimeout(attempt, 5 * MINUTE);
    setTimeout(() => own.close(), ANSWER);
  }

  function giveUp() {
    clearTimeout(next);
    trial?.close();
    trial = null;
  }

  function drop() {
    const left = socket;
    socket = null;
    ready = false;
    clearInterval(watch);
    giveUp();
    left?.close();
    to.lost();
  }

  function leave(code) {
    if (socket && !ready) failed++;
    drop();
    if (code === 4403 && pause === null && state !== "stopped") change("refused");
    if (["idle", "refused", "stopped"].includes(state)) return;
    const wait = pause === null ? Math.min(30, 0.5 * 2 ** tries) * (0.5 + Math.random() / 2) : (pause + 0.1) * (0.5 + Math.random());
    pause = null;
    tries++;
    change(navigator.onLine === false ? "offline" : "waiting");
    again = setTimeout(open, (code === 4429 ? wait + 20 : wait) * 1000);
  }

  /* After a sleep, or in another network, a connection may be dead without a sign: it has to answer. */
  function wake() {
    if (["offline", "waiting"].includes(state)) return open();
    if (!ready) return;
    const own = socket;
    const before = heard;
    if (Date.now() - heard > SILENT) return leave();
    put({ kind: "ping" });
    setTimeout(() => own === socket && heard === before && leave(), ANSWER);
  }

  addEventListener("online", () => {
    if (ready && falls()) attempt();
    wake();
  });
  /* A page kept for the back button may hold no socket; its timers go on when it is shown again. */
  for (const event of ["offline", "pagehide"]) addEventListener(event, () => socket && leave());
  document.addEventListener("visibilitychange", () => document.hidden || wake());

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
      const goes = ready && socket?.readyState === 1;
      if (goes) put(frame);
      return goes;
    },
  };
}
