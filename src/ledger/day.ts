/** Calendar days in a time zone. Readers get them ready-made: Intl's first use costs an isolate 20 ms. */

const formats = new Map<string, Intl.DateTimeFormat>()
/** Lists show the same posts again and again, and Intl takes longer than all else about them. */
const known = new Map<string, string>()
const MOST = 1_000

/** `YYYY-MM-DD`. `time` in milliseconds since the epoch, `timezone` an IANA name. */
export function dayOf(time: number, timezone: string): string {
  const key = `${time} ${timezone}`
  const day = known.get(key) ?? format(time, timezone)
  if (known.size >= MOST) known.clear()
  known.set(key, day)
  return day
}

function format(time: number, timezone: string): string {
  let own = formats.get(timezone)
  if (!own) {
    own = new Intl.DateTimeFormat('en', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(timezone, own)
  }
  const parts = own.formatToParts(time)
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

export const yearOf = (time: number, timezone: string): number =>
  Number(dayOf(time, timezone).slice(0, -6))
