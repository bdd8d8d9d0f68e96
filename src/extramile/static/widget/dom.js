/**
 * An element with properties (or attributes, where there is no such property) and children; empty children are left out.
 * @param {string} tag
 * @param {Object<string, *>} [given]
 * @param {...(Node|string|null|undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(Boolean));
  return node;
}

/** An avatar: the initials that the server gave, hidden from screen readers, which hear the name. */
export const avatar = (initials) => el("span", { className: "avatar", "aria-hidden": "true" }, initials || "·");
