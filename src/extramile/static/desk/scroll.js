const NEAR = 40;
const TOP = 120;

/**
 * Keeps the end of the conversation in view for those who are there, and what they read in place for those who are not.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} pill
 * @param {{older: () => void, look: () => void}} act
 */
export function keepScroll(scroller, pill, act) {
  let stuck = true;

  function toEnd() {
    stuck = true;
    pill.hidden = true;
    /* At once: a glide could be stopped half way by older messages that arrive above. */
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: "instant" });
  }

  scroller.addEventListener("scroll", () => {
    stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (stuck) {
      pill.hidden = true;
      act.look();
    }
    if (scroller.scrollTop < TOP) act.older();
  }, { passive: true });
  new ResizeObserver(() => stuck && toEnd()).observe(scroller);
  pill.onclick = () => {
    toEnd();
    scroller.focus({ preventScroll: true });
  };
  return {
    toEnd,
    atEnd: () => stuck,
    settle: () => stuck && toEnd(),
    news: () => { pill.hidden = stuck; },
    /** Adds something above: the distance from the end is what stays. */
    above(add) {
      const fromEnd = scroller.scrollHeight - scroller.scrollTop;
      add();
      if (stuck) toEnd();
      else scroller.scrollTop = scroller.scrollHeight - fromEnd;
    },
  };
}
