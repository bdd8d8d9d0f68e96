const FIRST = 5_000;
const ANSWER = 20_000;
const POLL = 35_000;
const LIFE = 60_000;
/* Of the whole page: what held back one stream holds back the next. */
let polls = false;

/**
 * What stands in for a websocket where none gets through: server-sent events, or polls where a proxy keeps those back,
 * and frames by POST. The first message sent has to be the hello.
 */
export function openStream(address) {
  const all = new AbortController();
  const own = { readyState: 1, send, close: () => end() };
  const waiting = [];
  let hello, name, posting, echo, life, cut;
  let last = 0;

  function end(code) {
    if (own.readyState === 3) return;
    own.readyState = 3;
    clearTimeout(echo);
    clearInterval(life);
    all.abort();
    if (!name) polls = false;
    setTimeout(() => own.onclose?.({ code }));
  }

  const ask = (path, body, signal) => fetch(address + path, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });

  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  /* Anything else is the answer of somebody in between. */
  const kind = (answer) => answer.headers.get("Content-Type");

  function send(text) {
    if (hello) {
      waiting.push(text);
      return post();
    }
    hello = text;
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

  function keptBack() {
    polls = true;
    if (last) return end();
    name = null;
    clearInterval(life);
    cut();
  }

  async function poll() {
    for (let misses = 0; own.readyState === 1; misses++) {
      const one = new AbortController();
      all.signal.onabort = () => one.abort();
      const late = setTimeout(() => one.abort(), POLL);
      try {
        await read(await ask("/stream", name ? JSON.stringify({ stream: name, after: last }) : `{"poll":true,${hello.slice(1)}`, one.signal));
        misses = 0;
      } catch {
        if (!name || misses > 3) end();
        await pause(500 * 2 ** misses);
      }
      clearTimeout(late);
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
