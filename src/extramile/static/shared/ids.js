let last = 0;

/** A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random ones. Those of one page ascend. */
export function uuid7() {
  const time = (last = Math.max(last + 1, Date.now())).toString(16).padStart(12, "0");
  const [a, b, ...rest] = [...crypto.getRandomValues(new Uint16Array(5))].map((bits) => bits.toString(16).padStart(4, "0"));
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(1)}-8${b.slice(1)}-${rest.join("")}`;
}
