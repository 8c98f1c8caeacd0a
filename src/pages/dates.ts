/** Dates as a reader sees them: in the page's language and the site's time zone. */

const STYLES = {
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  short: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof STYLES

/** Formatters are costly to make and there are few. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** `long`: 16 November 2014; `short`: 16 Nov 2014; `day`: 16 Nov. `ms` since the epoch. */
export function formatDate(
  ms: number,
  style: DateStyle,
  language: string,
  timezone: string,
): string {
  // English here is written for the world, day first.
  const locale = language === 'en' ? 'en-GB' : language
  const key = `${style} ${locale} ${timezone}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: timezone })
    formatters.set(key, formatter)
  }
  return formatter.format(ms)
}

/** For `<time datetime>`: the instant in UTC, without milliseconds. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

/** The calendar year of an instant in a time zone. */
export function yearOf(ms: number, timezone: string): number {
  const key = `year ${timezone}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: timezone })
    formatters.set(key, formatter)
  }
  return Number(formatter.format(ms))
}
