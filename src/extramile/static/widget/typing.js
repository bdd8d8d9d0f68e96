/**
 * Says that the visitor writes: when it begins, at most each 3 s while it goes on, and when it ends.
 * @param {(on: boolean) => boolean} send
 * @returns {(on: boolean) => void}
 */
export function typist(send) {
  let told = 0;
  let end;
  return function typing(on) {
    clearTimeout(end);
    if (on) {
      end = setTimeout(typing, 5_000, false);
      if (Date.now() - told < 3_000) return;
    } else if (!told) return;
    told = send(on) && on ? Date.now() : 0;
  };
}
