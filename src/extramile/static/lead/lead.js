import { renew } from "../desk/parts.js";

// What is the viewer's alone needs their key; the page of sums does not wait for it.
for (const later of document.querySelectorAll("[data-from]")) renew(later);
