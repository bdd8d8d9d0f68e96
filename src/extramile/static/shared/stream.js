const FIRST = 5_000;
const ANSWER = 20_000;
const POLL = 35_000;
const LIFE = 60_000;
const ASIDE = 5_000;
const REPLY = 300;
/* Of the whole page: what held back one stream holds back the next. */
let polls = false;
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

/*
 * Over HTTP/1.1 the tabs of a browser share six connections to a host, and each stream or poll that waits takes one. A
 * tab that nobody looks at steps aside, as long as another one listens, and looks in now and then.
 */
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("extramile:stream") : null;
const me = Math.random();
let listens = false;
let covered = 0;
let consider;
const tell = () => tabs?.postMessage({ is: me, shown: !document.hidden });
tabs?.addEventListener("message", ({ data: { asks, is, shown } }) => {
  if (asks) return listens && tell();
  /* Of several that nobody looks at one stays. */
  if (!shown && is > me) return;
  covered = Date.now();
  if (document.hidden) consider?.();
});

/* Whether another tab listens for this one, which nobody looks at. */
async function aside() {
  if (!tabs || !document.hidden) return false;
  const asked = Date.now();
  tabs.postMessage({ asks: true });
  await pause(REPLY);
  return document.hidden && covered >= asked;
}

/**
 * What stands in for a websocket where none gets through: server-sent events, or polls where a proxy keeps those back,
 * and frames by POST. The first message sent has to be the hello.
 */
export function openStream(address) {
  const all = new AbortController();
  const own = { readyState: 1, send, close: () => end() };
  const waiting = [];
  let hello, name, posting, echo, life, cut, look, leaves;
  let last = 0;

  function end(code) {
    if (own.readyState === 3) return;
    own.readyState = 3;
    clearTimeout(echo);
    clearInterval(life);
    all.abort();
    listens = false;
    consider = null;
    document.removeEventListener("visibilitychange", turned);
    if (!name) polls = false;
    setTimeout(() => own.onclose?.({ code }));
  }

  const ask = (path, body, signal) => fetch(address + path, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });

  /* Anything else is the answer of somebody in between. */
  const kind = (answer) => answer.headers.get("Content-Type");

  function send(text) {
    if (hello) {
      waiting.push(text);
      return post();
    }
    hello = text;
    listens = true;
    tell();
    consider = leave;
    document.addEventListener("visibilitychange", turned);
    if (polls) poll();
    else stream();
  }

  async function stream() {
    const first = new AbortController();
    all.signal.onabort = cut = () => first.abort();
    const held = setTimeout(keptBack, FIRST);
    try {
      await read(await ask("/stream", hello, first.signal), () => clearTimeout(held));
    } catch { /* cut, or given up */ }
    clearTimeout(held);
    if (polls && !name) poll();
    else end();
  }

  function turned() {
    if (document.hidden) return leave();
    tell();
    look?.();
  }

  /* What is held open ends with its stream: the next one begins with polls. */
  async function leave() {
    if (polls || !name || leaves) return;
    leaves = true;
    if ((await aside()) && own.readyState === 1) {
      polls = true;
      end();
    }
    leaves = false;
  }

  function keptBack() {
    polls = true;
    if (last) return end();
    name = null;
    clearInterval(life);
    cut();
  }

  async function poll() {
    for (let misses = 0; own.readyState === 1; misses++) {
      const brief = Boolean(name) && (await aside());
      listens = !brief && own.readyState === 1;
      const before = last;
      const one = new AbortController();
      all.signal.onabort = () => one.abort();
      const late = setTimeout(() => one.abort(), POLL);
      try {
        await read(await ask("/stream", name ? JSON.stringify({ stream: name, after: last, brief }) : `{"poll":true,${hello.slice(1)}`, one.signal));
        misses = 0;
      } catch {
        if (!name || misses > 3) end();
        await pause(500 * 2 ** misses);
      }
      clearTimeout(late);
      if (brief && last === before) await Promise.race([pause(ASIDE), new Promise((go) => { look = go; })]);
    }
  }

  async function read(answer, begun) {
    if (kind(answer) !== "text/event-stream") return end(answer.status === 403 && kind(answer) === "application/json" ? 4403 : 0);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      begun?.();
      const events = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = events.pop();
      events.forEach(take);
    }
  }

  function take(event) {
    const lines = event.split("\n");
    const of = (field) => lines.filter((line) => line.startsWith(field)).map((line) => line.slice(field.length));
    const data = of("data: ").join("\n");
    if (!data || own.readyState === 3) return;
    if (of("event: ")[0] === "stream") {
      name = JSON.parse(data).stream;
      /* Some let the beginning through and hold back the rest: what is said has to be answered. */
      if (!polls) {
        ping(true);
        life = setInterval(ping, LIFE);
      }
      return;
    }
    if (data.includes('"kind":"beat"')) clearTimeout(echo);
    last = Number(of("id: ")[0]);
    own.onmessage({ data });
  }

  function ping(first) {
    clearTimeout(echo);
    echo = setTimeout(first ? keptBack : end, FIRST);
    send('{"kind":"ping"}');
  }

  async function post() {
    if (posting || !name || !waiting.length) return;
    posting = true;
    const late = setTimeout(end, ANSWER);
    const said = waiting.splice(0, 16);
    const answer = await ask("/frames", `{"stream":"${name}","frames":[${said}]}`, all.signal).catch(() => null);
    clearTimeout(late);
    posting = false;
    /* Not to hurry whoever is in trouble. */
    if (answer?.status === 503) await pause(3_000);
    if (answer?.status !== 202) return end();
    post();
  }

  setTimeout(() => own.onopen?.());
  return own;
}
