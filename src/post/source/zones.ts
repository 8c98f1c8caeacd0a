/** Wall-clock times of an IANA time zone, by Intl alone. */

export interface Wall {
  year: number
  /** 1 to 12. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
}

const HOUR = 3_600_000
const OFFSET = /GMT([+-])(\d+):(\d+)(?::(\d+))?/
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The instant, in milliseconds since the epoch, of a wall time read as UTC. Impossible days roll over. */
export function utc(wall: Wall): number {
  const date = new Date(0)
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day) // Date.UTC takes the year 14 for 1914
  return date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond)
}

/**
 * The instant of a wall time in a zone. A time that stands twice in autumn is the earlier one; a time that
 * spring leaves out is as far behind the gap as it is in it (RFC 5545, 3.3.5).
 */
export function inZone(wall: Wall, timezone: string): number {
  const time = utc(wall)
  const before = offsetAt(time - 24 * HOUR, timezone)
  const after = offsetAt(time + 24 * HOUR, timezone)
  if (before === after) return time - before
  const fits = [before, after].filter((offset) => offsetAt(time - offset, timezone) === offset)
  return time - (fits.length > 0 ? Math.max(...fits) : before)
}

/** The wall time of an instant in a zone. */
export function wallOf(time: number, timezone: string): Wall {
  const date = new Date(time + offsetAt(time, timezone))
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(time: number, timezone: string): number {
  if (timezone === 'UTC') return 0
  const clock = clocks.get(timezone) ?? makeClock(timezone)
  // "0 GMT+08:00", in old times to the second
  const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(clock.format(time)) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return (sign === '-' ? -offset : offset) * 1000
}

function makeClock(timeZone: string): Intl.DateTimeFormat {
  // Without a minute it would say the day as well.
  const options = { timeZone, timeZoneName: 'longOffset', minute: 'numeric' } as const
  const clock = new Intl.DateTimeFormat('en-US', options)
  clocks.set(timeZone, clock)
  return clock
}
