/**
 * A part of the page as the server renders it. A desk that was signed out goes to the sign-in page.
 * @param {string} address
 * @param {RequestInit} [how]
 * @returns {Promise<Response|null>} null when there is no answer
 */
export async function ask(address, how = {}) {
  const token = document.querySelector("meta[name=csrf]").content;
  try {
    const answer = await fetch(address, { ...how, headers: { "X-Part": "yes", "X-CSRFToken": token } });
    if (answer.status === 401) location.assign(signIn());
    // What breaks off on the way is no answer: whoever reads one has it whole.
    await answer.clone().arrayBuffer();
    return answer;
  } catch {
    return null;
  }
}

/** Where to sign in and come back to what is on the screen. */
export const signIn = () => `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;

/** The HTML of a part, or null when it cannot be had. */
export async function part(address, how) {
  const answer = await ask(address, how);
  return answer?.ok ? answer.text() : null;
}

/** Nodes of a piece of HTML that the server made. */
export function nodes(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return [...template.content.children];
}

/** Puts a part in the place of an element, if that is still there; tells whether it did. */
export async function renew(element, address = element.dataset.from) {
  const html = await part(address);
  if (html === null || !element.isConnected) return false;
  element.replaceWith(...nodes(html));
  return true;
}

/**
 * Loads what goes on after the end of a list when its last line comes into view; `ready` is called after each part.
 * `root` is what scrolls: the list itself, or the page (null).
 */
export function goOn(list, ready, { root = list } = {}) {
  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      renew(target).then((done) => done && look());
    }
  }, { root, rootMargin: "300px" });

  function look() {
    const rest = list.querySelector(".rest");
    if (rest) watch.observe(rest);
    ready();
  }
  return look;
}
