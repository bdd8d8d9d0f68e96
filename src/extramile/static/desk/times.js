import { known, t } from "./known.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const format = (options) => new Intl.DateTimeFormat(known.language, { timeZone: known.zone, ...options });
const clocks = format({ hour: "2-digit", minute: "2-digit" });
const days = format({ weekday: "long", day: "numeric", month: "long" });
const longAgo = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const dates = format({ day: "numeric", month: "short" });
const years = format({ day: "numeric", month: "short", year: "numeric" });
const weekdays = format({ weekday: "short", hour: "2-digit", minute: "2-digit" });
const keys = new Intl.DateTimeFormat("en-CA", { timeZone: known.zone });
const near = new Intl.RelativeTimeFormat(known.language, { numeric: "auto" });
const unit = (n, name) => new Intl.NumberFormat(known.language, { style: "unit", unit: name, unitDisplay: "narrow" }).format(n);

export const clock = (at) => clocks.format(new Date(at));
export const sameDay = (a, b) => keys.format(new Date(a)) === keys.format(new Date(b));

/** "Today", "Yesterday", or the day's name and date, with its year when it is long past. */
export function day(at) {
  for (const back of [0, 1]) {
    if (sameDay(at, Date.now() - back * DAY)) {
      const said = near.format(-back, "day");
      return said.charAt(0).toLocaleUpperCase(known.language) + said.slice(1);
    }
  }
  return (isLongPast(at) ? longAgo : days).format(new Date(at));
}

/** How long ago, in a word: now, 14m, 3h, 2d, then the date. */
export function ago(at) {
  const past = Date.now() - Date.parse(at);
  if (past < MINUTE) return t("now");
  return past < 7 * DAY ? length(past) : date(at);
}

/** A date, with its year when it is long past. */
export const date = (at) => (isLongPast(at) ? years : dates).format(new Date(at));

const isLongPast = (at) => Date.now() - Date.parse(at) >= 300 * DAY;

/** A length of time in one unit. */
function length(milliseconds) {
  if (milliseconds < HOUR) return unit(Math.max(1, Math.floor(milliseconds / MINUTE)), "minute");
  if (milliseconds < DAY) return unit(Math.floor(milliseconds / HOUR), "hour");
  return unit(Math.floor(milliseconds / DAY), "day");
}

/** How long somebody has waited since. */
export const waited = (since) => length(Date.now() - Date.parse(since));

/** A moment to come: the time today, else weekday and time, else the date too. */
export function moment(at) {
  if (sameDay(at, Date.now())) return clock(at);
  return Date.parse(at) - Date.now() < 6 * DAY ? weekdays.format(new Date(at)) : `${date(at)}, ${clock(at)}`;
}

const shortDay = (at) => (sameDay(at, Date.now()) ? near.format(0, "day") : date(at));

/** Fills the dates and moments of a part of the page that the server made. */
export function fillTimes(root) {
  for (const time of root.querySelectorAll("time[data-day]")) time.textContent = shortDay(time.dateTime);
  for (const time of root.querySelectorAll("time[data-moment]")) time.textContent = moment(time.dateTime);
  for (const time of root.querySelectorAll("time[data-zone]")) time.textContent = clockIn(time.dataset.zone) ?? time.textContent;
}

/** What a clock says now somewhere else; null when this browser does not know the place. */
function clockIn(timeZone) {
  try {
    return format({ hour: "2-digit", minute: "2-digit", timeZone }).format();
  } catch {
    return null;
  }
}
