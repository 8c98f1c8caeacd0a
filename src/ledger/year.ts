/** The year of an instant in a time zone. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** `time` in milliseconds since the epoch, `timezone` an IANA name. */
export function yearOf(time: number, timezone: string): number {
  let format = formats.get(timezone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: timezone, year: 'numeric' })
    formats.set(timezone, format)
  }
  return Number(format.format(time))
}
