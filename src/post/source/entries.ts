/** Looks fields up by name and reads one as text, as yes or no; refuses what cannot be. */

import type { Warning } from '../post.ts'
import { Refusal } from '../refusal.ts'
import type { Entry } from './entry.ts'
import { oneLine, shown } from './text.ts'

export interface Entries {
  /** The first of the names that has a value; Hugo's authors may write them in any case. */
  find(...names: string[]): Entry | null
  all: Entry[]
}

/** Later entries of a name win, as they do in Ruby; the author is told. */
export function indexEntries(list: Entry[], warnings: Warning[]): Entries {
  const exact = new Map<string, Entry>()
  const folded = new Map<string, Entry>()
  for (const entry of list) {
    const name = oneLine(entry.name)
    const earlier = exact.get(name)
    if (earlier) {
      const message = `${name} stands twice, on lines ${earlier.line} and ${entry.line}; the later one counts.`
      warnings.push({ code: 'field-twice', message, field: name, line: entry.line })
    }
    const named = { ...entry, name }
    exact.set(name, named)
    folded.set(name.toLowerCase(), named)
  }
  const find = (...names: string[]) => {
    for (const name of names) {
      const entry = exact.get(name) ?? folded.get(name.toLowerCase())
      if (entry && entry.value !== null && entry.value !== undefined && entry.value !== '')
        return entry
    }
    return null
  }
  return { find, all: [...exact.values()] }
}

export function badField(entry: Entry, message: string, hint?: string): Refusal {
  const { name: field, line } = entry
  return new Refusal('bad-field', { message, field, line, ...(hint === undefined ? {} : { hint }) })
}

/** One line of text, or null when nothing is left. Lists and groups of fields are refused. */
export function textOf(entry: Entry | null): string | null {
  if (entry === null) return null
  if (typeof entry.written === 'string') return oneLine(entry.written) || null
  if (entry.written === null) return null
  const only = Array.isArray(entry.written) && entry.written.length === 1 ? entry.written[0] : null
  const example = typeof only === 'string' ? `[${shown(only)}]` : '…'
  const hint = `Put the value in quotes: ${entry.name}: "${example}"`
  throw badField(entry, `${entry.name} must be one text.`, hint)
}

const YES = new Set(['true', 'yes', 'on', 'y', '1'])
const NO = new Set(['false', 'no', 'off', 'n', '0'])

/** Yes or no, also as YAML 1.1 spells them: Ruby reads `published: no` as false, and it must not publish. */
export function flagOf(entry: Entry | null): boolean | null {
  const text = textOf(entry)?.toLowerCase()
  if (entry === null || text === undefined) return null
  if (YES.has(text)) return true
  if (NO.has(text)) return false
  throw badField(entry, `${entry.name} must be true or false, not "${shown(text)}".`)
}
