/** Block quotes: the lines that belong to one, and its content. */

import { lineEnd } from './block-starts.ts'
import { Lazy } from './lazy.ts'

const MARK = / {0,3}>([ \t]?)/y
const TABBED = /^ *\t[ \t]*/
const SETEXT = /^ {0,3}=+[ \t]*$/

/** The quote at the start of the text, or null. */
export function readQuote(text: string, added: boolean): { raw: string; text: string } | null {
  MARK.lastIndex = 0
  if (!MARK.test(text)) return null
  const lines: string[] = []
  const lazy = new Lazy(added)
  let end = -1
  while (end < text.length) {
    const start = end + 1
    if (start >= text.length) break
    const stop = lineEnd(text, start)
    MARK.lastIndex = start
    const mark = MARK.exec(text)
    if (mark) {
      const line = content(
        text.slice(MARK.lastIndex - (mark[1]?.length ?? 0), stop),
        MARK.lastIndex - start,
      )
      lazy.see(line)
      lines.push(line)
    } else if (lines.length > 0 && lazy.continues(text, start)) {
      const line = text.slice(start, stop)
      // A lazy line cannot underline a heading.
      lines.push(SETEXT.test(line) ? line.replace('=', '\\=') : line)
    } else {
      break
    }
    end = stop
  }
  return { raw: text.slice(0, end), text: lines.join('\n') }
}

/** The line without the space after its mark. Of a tab, one column belongs to the mark: the rest stays as spaces. */
function content(rest: string, end: number): string {
  const space = TABBED.exec(rest)?.[0]
  if (space === undefined) return rest.startsWith(' ') ? rest.slice(1) : rest
  // `end` is the column after one character of white space.
  let column = end - 1
  for (const each of space) column += each === '\t' ? 4 - (column % 4) : 1
  return ' '.repeat(column - end) + rest.slice(space.length)
}
