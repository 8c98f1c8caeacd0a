/** Dates of old posts: which instant their engine took them for, and on which day it put them into the address. */

import { parseDate } from '../../post/source/dates.ts'
import { type Wall, wallOf } from '../../post/source/zones.ts'

export interface Zones {
  /** Of the old site's pages and addresses. */
  shown: string
  /** In which a time without a zone is read. */
  read: string
  /** Did the old site say its zone? */
  known: boolean
}

export interface Moment {
  /** As it goes into the front matter. */
  written: string
  /** The days it may have in the old address, the likeliest first. */
  walls: Wall[]
}

const DAY = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/
/** YAML's timestamps need seconds; Ruby's parser takes what has none as text, and reads it in the local zone. */
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?$/

/** Null when the text is no date. `strict`: only what YAML takes for a time is read as UTC, as Jekyll does. */
export function readMoment(text: string, zones: Zones, strict = false): Moment | null {
  const plain = text.trim()
  const zone = strict && !TIMESTAMP.test(plain) ? zones.shown : zones.read
  const time = parseDate(plain, DAY.test(plain) ? zones.shown : zone)
  if (typeof time === 'string' || plain.startsWith('0001-01-01')) return null
  const wall = wallOf(time, zones.shown)
  if (DAY.test(plain)) return { written: dayOf(wall), walls: [wall] }
  // Nobody said where the old site was built: on GitHub it was UTC.
  const other = zones.known ? [] : [wallOf(time, 'UTC')]
  return { written: withOffset(time, zones.shown), walls: [wall, ...other] }
}

const two = (n: number): string => String(n).padStart(2, '0')
const dayOf = ({ year, month, day }: Wall): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** `2014-11-16T10:00:00+08:00`: the wall clock of a zone, with its offset. */
export function withOffset(time: number, timezone: string): string {
  const wall = wallOf(time, timezone)
  const local = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
  const minutes = Math.round((local - Math.floor(time / 1000) * 1000) / 60_000)
  const size = Math.abs(minutes)
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${dayOf(wall)}T${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}${offset}`
}
