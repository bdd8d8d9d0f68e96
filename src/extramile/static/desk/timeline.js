import { goOn } from "./parts.js";

const list = document.getElementById("timeline");
const days = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric" });

for (const time of document.querySelectorAll("time[data-day]:empty")) time.textContent = days.format(new Date(time.dateTime));
/* The timeline goes on by itself as its end comes into view; without this its link leads on. */
if (list) goOn(list, () => {}, { root: null })();
