/**
 * Answers that were begun stay in this browser until they are sent; signing out takes them along (desk/page.js).
 */
const PREFIX = "desk:pulse:";
const form = document.querySelector("form[data-pulse]");

function forget(kept) {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX) && name !== kept) localStorage.removeItem(name);
}

function begin() {
  const name = `${PREFIX}${form.dataset.pulse}:${form.dataset.me}`;
  const answers = () => [...new FormData(form)].filter(([field, value]) => value && !["csrfmiddlewaretoken", "round"].includes(field));
  const shown = () => {
    for (const question of form.querySelectorAll(".question")) {
      question.querySelector("[data-leave]").hidden = !question.querySelector(":checked");
    }
  };
  const keep = () => {
    localStorage.setItem(name, JSON.stringify(answers()));
    shown();
  };
  forget(name);
  for (const [field, value] of JSON.parse(localStorage.getItem(name) ?? "[]")) {
    const [one, ...more] = form.querySelectorAll(`[name="${CSS.escape(field)}"]`);
    if (one?.type === "radio") [one, ...more].forEach((choice) => (choice.checked = choice.value === value));
    else if (one) one.value = value;
  }
  shown();
  form.addEventListener("input", keep);
  form.addEventListener("click", (event) => {
    const leave = event.target.closest("[data-leave]");
    if (!leave) return;
    const choices = [...leave.closest(".question").querySelectorAll("input")];
    for (const choice of choices) choice.checked = false;
    choices[0].focus();
    keep();
  });
}

if (form) begin();
else forget("");
