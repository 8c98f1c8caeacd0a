/** One item of a list: its marker, and the lines that belong to it. */

import { lineEnd, RULE } from './block-starts.ts'
import { Lazy } from './lazy.ts'

const MARKER = /( {0,3})([*+-]|\d{1,9}[.)])(?:([ \t]+)|(?=\n|$))/y
const THEMATIC = new RegExp(RULE, 'y')
const SETEXT = /^[ \t]*(?==+[ \t]*$)/

export interface Marker {
  /** `-`, `*`, `+`, `.` or `)`: another one starts another list. */
  kind: string
  number: number
  /** Columns before the item's content. */
  indent: number
  /** What the content starts with when spaces belong to it: the indent of code. */
  pad: string
  /** Index of the content after the pad. */
  start: number
}

/** The marker at `at`, or null. */
export function readMarker(text: string, at: number): Marker | null {
  MARKER.lastIndex = at
  const match = MARKER.exec(text)
  if (!match) return null
  const start = MARKER.lastIndex
  THEMATIC.lastIndex = at
  if (THEMATIC.test(text)) return null
  const [, before = '', bullet = '', space = ''] = match
  const column = before.length + bullet.length
  const width = columns(space, column) - column
  const blank = start >= text.length || text[start] === '\n'
  // Five columns or more: one belongs to the marker, the rest starts indented code.
  const one = blank || width > 4
  return {
    kind: bullet.slice(-1),
    number: Number.parseInt(bullet, 10),
    indent: column + (one ? 1 : width),
    pad: one && !blank ? ' '.repeat(width - 1) : '',
    start,
  }
}

export interface Item {
  text: string
  /** Where the item's last line ends, and where the next line to look at starts. */
  end: number
  next: number
  /** Does a blank line stand before whatever comes next? */
  gap: boolean
}

/** The item that the marker starts. */
export function readItem(text: string, marker: Marker, added: boolean): Item {
  let end = lineEnd(text, marker.start)
  const lines = [marker.pad + text.slice(marker.start, end)]
  const empty = lines[0] === ''
  const lazy = new Lazy(added)
  lazy.see(lines[0] ?? '')
  let next = end + 1
  let blanks = 0
  while (next < text.length) {
    const stop = lineEnd(text, next)
    const { indent, from } = indentation(text, next)
    if (from >= stop) {
      blanks++
      lazy.see('')
    } else if (indent >= marker.indent && !(empty && lines.length === 1 && blanks > 0)) {
      for (; blanks > 0; blanks--) lines.push('')
      const line = dedent(text.slice(next, stop), marker.indent, lazy.fenced)
      lazy.see(line)
      lines.push(line)
      end = stop
    } else if (blanks === 0 && lazy.continues(text, next) && !readMarker(text, next)) {
      // A lazy line cannot underline a heading.
      lines.push(text.slice(next, stop).replace(SETEXT, '\\'))
      end = stop
    } else {
      break
    }
    next = stop + 1
  }
  return { text: lines.join('\n'), end, next, gap: blanks > 0 }
}

/** The column after this white space, which starts at `column`. */
function columns(space: string, column: number): number {
  let at = column
  for (const each of space) at += each === '\t' ? 4 - (at % 4) : 1
  return at
}

function indentation(text: string, at: number): { indent: number; from: number } {
  let from = at
  let indent = 0
  for (; text[from] === ' ' || text[from] === '\t'; from++)
    indent += text[from] === '\t' ? 4 - (indent % 4) : 1
  return { indent, from }
}

/** The line without its first columns. Tabs of the indent become spaces, but not in the middle of code. */
function dedent(line: string, by: number, fenced: boolean): string {
  let at = 0
  let column = 0
  const { indent, from } = indentation(line, 0)
  if (!fenced) return ' '.repeat(indent - by) + line.slice(from)
  for (; column < by; at++) column += line[at] === '\t' ? 4 - (column % 4) : 1
  return ' '.repeat(column - by) + line.slice(at)
}
