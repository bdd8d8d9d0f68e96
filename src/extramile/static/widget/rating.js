import { el } from "../shared/pieces.js";

const WELL = 4;

/** What the visitor says of a resolved conversation: a step at a time, each of which may be left out. */
export function openRating({ config }, words, act) {
  const node = el("form", { className: "rating", hidden: true });
  const [asks, names] = ["rate", "stars"].map((name) => words(name, config).split("|"));
  let said, drawn, begun, done; // done: the steps that this tab has behind it

  function say(more, pause) {
    begun = true;
    act.rate(Object.assign(said, more), pause);
  }

  function next(more) {
    done[drawn] = true;
    if (more) say(more);
    draw();
  }

  function draw() {
    const wanted = [true, said.asks, said.stars >= WELL && said.comment, true];
    const step = wanted.findIndex((is, at) => is && !done[at]);
    if (step === drawn && step < 3) return;
    drawn = step;
    const inside = node.contains(node.getRootNode().activeElement);
    node.replaceChildren(el("fieldset", { tabIndex: -1 }, el("legend", {}, asks[step]), ...[stars, ten, share, thanks][step]()));
    if (inside) node.firstChild.focus();
    /* Its name opens nothing: it says what the words are about. */
    node.append(el("a", { className: "link", target: "_blank", rel: "noopener", href: config.origin + "/feedback?c=" + said.conversation }, words("tell")));
  }

  const button = (name, onclick) => el("button", { type: "button", className: "link", onclick }, words(name));
  const skip = () => button("skip", () => (said.stars ? next() : act.skip()));
  const choices = (name, all, chosen, pick) => el("div", { className: name }, ...all.map((says, at) =>
    el("input", { type: "radio", name, title: says, "aria-label": says, checked: at === chosen, onchange: () => pick(at) })));
  const send = (says) => {
    node.onsubmit = (event) => {
      event.preventDefault();
      next(says());
    };
    return el("button", { className: "primary", hidden: !said.stars }, words("send"));
  };

  function stars() {
    /* Who agreed to let their words be shared agreed to those words. */
    const sent = send(() => ({ comment: field.value.trim(), may_share: null }));
    const field = el("textarea", { rows: 2, maxLength: 1000, placeholder: words("comment"), "aria-label": words("comment"), value: said.comment ?? "", hidden: sent.hidden });
    return [choices("stars", names, said.stars - 1, (at) => {
      say({ stars: at + 1 }, 800);
      field.hidden = sent.hidden = false;
    }), field, sent, skip()];
  }

  function ten() {
    let recommend = said.recommend;
    return [choices("ten", [..."0123456789", "10"], recommend, (at) => { recommend = at; }), send(() => ({ recommend })), skip()];
  }

  const share = () => [button("yes", () => next({ may_share: true })), button("no", () => next({ may_share: false }))];

  const thanks = () => [el("span", { className: "stars", role: "img", "aria-label": names[said.stars - 1] }, "★".repeat(said.stars)),
    said.until && button("change", () => {
      done = [];
      begun = true;
      draw();
    })];

  return {
    node,
    /** What is known of it; nothing hides it. */
    show(given) {
      node.hidden = !given;
      if (given?.resolved !== said?.resolved) drawn = begun = null;
      if (!(said = given)) return;
      if (!begun) done = said.stars ? [1, 1, 1] : [];
      draw();
    },
  };
}
