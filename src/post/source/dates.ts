/** Dates in every way that Jekyll, Hexo and Hugo authors write them. */

import { shown } from './text.ts'
import { inZone, utc, type Wall } from './zones.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?'
const TIME =
  '(?:(?:[tT]|,?\\s+)(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:[.,](?<fraction>\\d{1,9}))?)?(?:\\s*(?<half>[ap])\\.?m\\.?)?)?'
const OFFSET =
  '(?:\\s*(?:(?<utc>z|utc|gmt)|(?<sign>[+-])(?<offsetHour>\\d{2})(?::?(?<offsetMinute>\\d{2}))?))?'

const FORMS = [
  '(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})',
  '(?<year>\\d{4})\\s*年\\s*(?<month>\\d{1,2})\\s*月\\s*(?<day>\\d{1,2})\\s*日',
  `${WEEKDAY}(?<day>\\d{1,2})[ -](?<name>${MONTH})[ -](?<year>\\d{4})`,
  `${WEEKDAY}(?<name>${MONTH})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})`,
].map((day) => new RegExp(`^${day}${TIME}${OFFSET}$`, 'i'))

export const DATE_HINT = 'Write it as 2014-11-16 or 2014-11-16 10:00:00 +0800.'

/**
 * The instant of a written date in milliseconds since the epoch; without an offset it is the time of `timezone`.
 * Returns what is wrong as text when the date cannot be read or does not exist.
 */
export function parseDate(text: string, timezone: string): number | string {
  const day = text.length < 80 ? text.trim() : ''
  const form = FORMS.find((each) => each.test(day))?.exec(day)
  if (!form?.groups) return `"${shown(text)}" is not a date that is understood.`
  const part = form.groups
  const wall: Wall = {
    year: Number(part.year),
    month: part.name ? MONTHS.indexOf(part.name.slice(0, 3).toLowerCase()) + 1 : Number(part.month),
    day: Number(part.day),
    hour: hour(Number(part.hour ?? 0), part.half?.toLowerCase()),
    minute: Number(part.minute ?? 0),
    second: Number(part.second ?? 0),
    millisecond: Math.floor(Number(`0.${part.fraction ?? 0}`) * 1000),
  }
  if (!dayExists(wall)) return `The day ${text} does not exist.`
  if (!(wall.hour <= 23 && wall.minute <= 59 && wall.second <= 59)) {
    return `The time of ${text} does not exist.`
  }
  if (part.utc) return utc(wall)
  if (!part.sign) return inZone(wall, timezone)
  const minutes = Number(part.offsetHour) * 60 + Number(part.offsetMinute ?? 0)
  if (minutes > 14 * 60 || Number(part.offsetMinute ?? 0) > 59)
    return `The offset of ${text} does not exist.`
  return utc(wall) - (part.sign === '-' ? -minutes : minutes) * 60_000
}

/** Is there such a day? February 30 is none. */
export function dayExists({ year, month, day }: Pick<Wall, 'year' | 'month' | 'day'>): boolean {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0
}

function hour(clock: number, half: string | undefined): number {
  if (half === undefined) return clock
  if (clock < 1 || clock > 12) return Number.NaN
  return (clock % 12) + (half === 'p' ? 12 : 0)
}
