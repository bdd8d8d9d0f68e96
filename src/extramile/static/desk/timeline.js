import { goOn } from "./parts.js";

/* The timeline goes on by itself as its end comes into view; without this its link leads on. */
const list = document.getElementById("timeline");
if (list) goOn(list, () => {}, { root: null })();
