/**
 * The words of one language, loaded when needed.
 * @param {string} language
 * @returns {Promise<(name: string, values?: Object<string, string|number>) => string>}
 */
export async function loadWords(language) {
  const words = (await import(`./words/${language}.js`)).default;
  return (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Clock, days and lists as a language writes them. */
export function loadTimes(language) {
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const near = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  const capital = (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  return {
    clock: (at) => clock.format(new Date(at)),
    sameDay: (a, b) => midnight(a) === midnight(b),
    day(at) {
      const days = Math.round((midnight(at) - midnight(Date.now())) / 86_400_000);
      return capital(days > -2 && days < 1 ? near.format(days, "day") : date.format(new Date(at)));
    },
    list: (names) => new Intl.ListFormat(language).format(names),
  };
}
