/* Control characters and bidirectional overrides hide or reorder what is read: each becomes a visible mark. */
const HARMFUL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;
/* Every repetition is bounded, so that no text makes the search slow. */
const LINKS = /\b(?:https?:\/\/|www\.(?=\w))[^\s<>"\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;

/**
 * Fills `node` with what somebody wrote: text, never markup; safe links; its direction kept to itself.
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

/* Without the punctuation of the sentence around it. */
function trimmed(words) {
  for (let most = 9; most--; ) {
    const end = words.at(-1);
    const open = { ")": "(", "]": "[", "}": "{" }[end];
    if (!(open ? words.split(end).length > words.split(open).length : ".,;:!?'’”»*_".includes(end))) break;
    words = words.slice(0, -1);
  }
  return words;
}

function linkTo(words) {
  const scheme = /^https?:/i.test(words) ? "" : /^www\./i.test(words) ? "https://" : "mailto:";
  let address;
  try {
    address = new URL(scheme + words);
  } catch {
    return null;
  }
  /* https://bank.example@elsewhere.example reads like the one and leads to the other. */
  if (address.username) return null;
  const link = document.createElement("a");
  return Object.assign(link, { href: address.href, target: "_blank", rel: "noopener noreferrer nofollow", textContent: words });
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
