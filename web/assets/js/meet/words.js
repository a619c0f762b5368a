// The screen's words, put into the page by the server in the reader's language.

const words = JSON.parse(document.getElementById('meet-strings')?.textContent || '{}')
const plurals = new Intl.PluralRules(document.documentElement.lang || 'en')

/** @param {string} key of strings.json @param {Record<string, string|number>} [values] for its {places} */
export const t = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))

/** Picks `key.one`, `key.few`, `key.other` … by the language's rules. */
export function tn(key, count, values = {}) {
  const exact = `${key}.${plurals.select(count)}`
  return t(exact in words ? exact : `${key}.other`, { count, ...values })
}

/** As people say a day and an hour. */
export const when = instant =>
  new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(typeof instant === 'number' ? instant * 1000 : instant))
