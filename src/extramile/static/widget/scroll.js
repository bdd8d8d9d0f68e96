/**
 * Keeps the end of the conversation in view while the visitor is there, and what they read in place when they are not.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} pill
 * @param {{older: () => void, look: () => void}} act
 */
export function keepScroll(scroller, pill, act) {
  let stuck = true;
  let height = 0;
  let fromEnd = 0;

  const measure = () => {
    height = scroller.scrollHeight;
    fromEnd = height - scroller.scrollTop;
  };
  const toEnd = () => {
    stuck = true;
    pill.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    measure();
  };
  /** After the conversation changed. Older entries come in above: the distance from the end is what stays. */
  const settle = () => {
    if (stuck) toEnd();
    else if (scroller.scrollTop < 80 && scroller.scrollHeight > height) scroller.scrollTop = scroller.scrollHeight - fromEnd;
    measure();
  };
  scroller.addEventListener("scroll", () => {
    if (!scroller.clientHeight) return;
    stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
    if (stuck) {
      pill.hidden = true;
      act.look();
    }
    measure();
    if (scroller.scrollTop < 80) act.older();
  }, { passive: true });
  new ResizeObserver(() => stuck && toEnd()).observe(scroller);
  pill.onclick = () => {
    toEnd();
    scroller.focus({ preventScroll: true });
  };
  return { settle, toEnd, atEnd: () => stuck, news: () => { pill.hidden = stuck; } };
}
