/** Dates as a reader sees them, in the page's language. Days come ready-made from the shelf. */

/** `long`: 16 November 2014; `short`: 16 Nov 2014; `day`: 16 Nov. */
export type DateStyle = 'long' | 'short' | 'day'

const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

const ARABIC_MONTHS =
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ')

const STYLES = {
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  short: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
} satisfies Record<DateStyle, Intl.DateTimeFormatOptions>

/** The languages most pages are in are written here: Intl's first use costs an isolate 20 ms. */
const WRITERS: Record<string, (y: number, m: number, d: number, style: DateStyle) => string> = {
  en(y, m, d, style) {
    const month = MONTHS[m - 1] ?? ''
    const day = `${d} ${style === 'long' ? month : month.slice(0, 3)}`
    return style === 'day' ? day : `${day} ${y}`
  },
  zh: (y, m, d, style) => `${style === 'day' ? '' : `${y}年`}${m}月${d}日`,
  ar(y, m, d, style) {
    return `${d} ${ARABIC_MONTHS[m - 1]}${style === 'day' ? '' : ` ${y}`}`
  },
  ja: (y, m, d, style) => `${style === 'day' ? '' : `${y}年`}${m}月${d}日`,
}

/** Writes a calendar day (`YYYY-MM-DD`) out. */
export function formatDay(day: string, style: DateStyle, language: string): string {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number)
  const write = WRITERS[language.split('-')[0] ?? '']
  if (write) return write(y, m, d, style)
  const format = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone: 'UTC' })
  return format.format(Date.UTC(y, m - 1, d))
}

/** For `<time datetime>`: the instant in UTC, without milliseconds. */
export function isoDate(ms: number): string {
  const iso = new Date(ms).toISOString()
  return ms % 1000 === 0 ? `${iso.slice(0, -5)}Z` : iso
}

/** The calendar year of a day (`YYYY-MM-DD`). */
export const yearOf = (day: string): number => Number(day.slice(0, -6))
