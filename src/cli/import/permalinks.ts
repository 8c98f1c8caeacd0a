/** Old addresses from the patterns that engines make them of: `/:year/:month/:title/`. */

import type { Wall } from '../../post/source/zones.ts'

export type Tokens = Record<string, string>

const two = (n: number): string => String(n).padStart(2, '0')
const MONTHS =
  'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** What a date fills: the names of Jekyll, Hexo and Hugo, which agree where they share one. */
export function dateTokens(wall: Wall): Tokens {
  const { year, month, day, hour, minute, second } = wall
  const time = Date.UTC(year, month - 1, day)
  const dayOfYear = Math.round((time - Date.UTC(year, 0, 1)) / 86_400_000) + 1
  const weekday = new Date(time).getUTCDay()
  const name = MONTHS[month - 1] ?? ''
  return {
    year: String(year),
    short_year: two(year % 100),
    month: two(month),
    i_month: String(month),
    short_month: name.slice(0, 3),
    long_month: name,
    monthname: name,
    day: two(day),
    i_day: String(day),
    y_day: String(dayOfYear).padStart(3, '0'),
    yearday: String(dayOfYear),
    short_day: (DAYS[weekday] ?? '').slice(0, 3),
    long_day: DAYS[weekday] ?? '',
    weekday: String(weekday),
    weekdayname: DAYS[weekday] ?? '',
    hour: two(hour),
    minute: two(minute),
    second: two(second),
  }
}

/** The address, or null when the pattern asks for what nobody knows. */
export function fillPattern(pattern: string, tokens: Tokens): string | null {
  let whole = true
  const path = pattern.replace(/:([a-z_]+(?:\[[^\]]*\])?)/gi, (_, name: string) => {
    const value = tokens[name]
    if (value === undefined) whole = false
    return value ?? ''
  })
  // What is empty leaves two slashes.
  return whole ? `/${path}`.replace(/\/{2,}/g, '/').replace(/\/index\.html?$/, '/') : null
}
