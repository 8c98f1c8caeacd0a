/** A link's definition: `[label]: address "title"`. */

import { labelId, readDestination, readLabel, readTitle, skipSpace } from './link-parts.ts'

const INDENT = /^ {0,3}/

export interface Definition {
  label: string
  href: string
  title: string | null
  end: number
}

/** The definition at the start of the text, or null. */
export function readDefinition(src: string): Definition | null {
  const start = INDENT.exec(src)?.[0].length ?? 0
  if (src[start] !== '[') return null
  const label = readLabel(src, start)
  if (!label || label.value.trim() === '' || src[label.end] !== ':') return null
  const from = lineGap(src, label.end + 1)
  const destination = from < 0 ? null : readDestination(src, from)
  if (!destination || (destination.end === from && src[from] !== '<')) return null
  let end = blankTo(src, destination.end)
  let title: string | null = null
  const gap = lineGap(src, destination.end)
  if (gap > destination.end) {
    const read = readTitle(src, gap)
    const stop = read && !/\n[ \t]*\n/.test(src.slice(gap, read.end)) ? blankTo(src, read.end) : -1
    if (read && stop >= 0) {
      title = read.value
      end = stop
    }
  }
  if (end < 0) return null
  return { label: labelId(label.value), href: destination.value, title, end }
}

/** Past spaces and at most one line break; -1 at a blank line. */
function lineGap(text: string, at: number): number {
  const end = skipSpace(text, at)
  return text.slice(at, end).split('\n').length > 2 || end >= text.length ? -1 : end
}

/** The end of the line when only spaces are left on it, else -1. */
function blankTo(text: string, at: number): number {
  let end = at
  while (text[end] === ' ' || text[end] === '\t') end++
  return end >= text.length || text[end] === '\n' ? end : -1
}
