/* Control characters and bidirectional overrides can hide or reorder what is read: each becomes a visible mark. */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
/* Every repetition of an address is bounded, so that no text makes the search slow. */
const LINKS = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;
const SAFE = ["http:", "https:", "mailto:"];

/**
 * Fills `node` with what somebody wrote, as text: never markup, addresses as links, each direction kept to itself.
 * @param {HTMLElement} node
 * @param {string} text
 */
export function renderText(node, text) {
  node.dir = "auto";
  node.replaceChildren();
  let done = 0;
  for (const found of text.matchAll(LINKS)) {
    const words = trimmed(found[0]);
    const link = linkTo(words);
    if (!link) continue;
    plain(node, text.slice(done, found.index));
    node.append(link);
    done = found.index + words.length;
  }
  plain(node, text.slice(done));
}

/** An address without the punctuation of the sentence around it. */
function trimmed(words) {
  for (;;) {
    const end = words.at(-1);
    const open = { ")": "(", "]": "[", "}": "{" }[end];
    const loose = open ? words.split(end).length > words.split(open).length : /[.,;:!?'’”»*_]/.test(end ?? "");
    if (!loose) return words;
    words = words.slice(0, -1);
  }
}

function linkTo(words) {
  const scheme = /^(https?:|mailto:)/i.test(words) ? "" : words.includes("@") && !/^www\./i.test(words) ? "mailto:" : "https://";
  let address;
  try {
    address = new URL(scheme + words);
  } catch {
    return null;
  }
  /* "https://bank.example@elsewhere.example" reads like the one and leads to the other. */
  if (!SAFE.includes(address.protocol) || address.username) return null;
  const link = document.createElement("a");
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  link.textContent = words;
  return link;
}

function plain(node, text) {
  let done = 0;
  for (const found of text.matchAll(HARMFUL)) {
    const mark = document.createElement("span");
    mark.className = "control";
    mark.textContent = "U+" + found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    node.append(text.slice(done, found.index), mark);
    done = found.index + 1;
  }
  node.append(text.slice(done));
}
