/** What a source's file name says: its date, its slug, its language. */

import { parseDate } from './dates.ts'

export interface FileName {
  /** The name without folders, date and extension; a bundle's `index.md` has the name of its folder. */
  stem: string
  /** Milliseconds since the epoch: midnight of the named day in the site's zone. null without a day. */
  date: number | null
  /** A day the name gives that does not exist, such as 2014-02-30: it stays in the stem. */
  badDay: string | null
  /** `index.zh-cn.md`: the language, or null. */
  lang: string | null
}

const DATED = /^(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ]+(.*))?$/s
const INDEX = /^index(?:\.([a-z]{2,3}(?:-[a-z]{2,4})?))?$/i

/** Reads a file name or a path. */
export function readFileName(name: string, timezone: string): FileName {
  const path = name.split(/[/\\]/).filter(Boolean)
  const file = (path.pop() ?? '').replace(/\.[A-Za-z]\w{0,9}$/, '')
  const index = INDEX.exec(file)
  const lang = index?.[1] ?? null
  const base = index ? [path.pop() ?? '', lang].filter(Boolean).join('-') : file
  const [, day, rest] = DATED.exec(base) ?? []
  const date = day === undefined ? null : parseDate(day, timezone)
  if (typeof date !== 'number') return { stem: base, date: null, badDay: day ?? null, lang }
  return { stem: rest || base, date, badDay: null, lang }
}
