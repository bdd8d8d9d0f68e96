/** Fills a time zone that still has its first value with the one that this browser keeps. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const field of document.querySelectorAll("input[data-zone]")) {
  if (zone && field.value === field.defaultValue && field.value === "UTC") field.value = zone;
}
