/** Headings as old Jekyll posts write them: `###1.Title`, with no space. */

import { lineEnd } from './block-starts.ts'

/** How each line starts that is of interest, unless there is a `<pre>`. */
const STARTS = / {0,3}[#`~]/y
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
const HEADING = /^ {0,3}#{1,6}[ \t]+\S/
const LOOSE = /^( {0,3}#{2,6})(?=[^#\s])/
const CLOSING = /(?<=[^#\s])#+[ \t]*$/

/**
 * Gives such headings their space. They are headings when the text has no well-formed ATX heading, or when
 * `loose` says so; two `#` at least: `#标签` is a tag, not a heading. Code is left alone.
 */
export function spaceHeadings(text: string, loose: boolean | null): string {
  if (loose === false || !text.includes('##')) return text
  const raw = /<pre[\s>]/i.test(text)
  let out = ''
  let from = 0
  let fence = ''
  let pre = false
  for (let at = 0, stop = 0; at < text.length; at = stop + 1) {
    stop = lineEnd(text, at)
    STARTS.lastIndex = at
    if (!raw && !STARTS.test(text)) continue
    const line = text.slice(at, stop)
    const mark = FENCE.exec(line)?.[1]
    if (fence !== '') {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = ''
    } else if (pre) {
      pre = !/<\/pre>/i.test(line)
    } else if (mark !== undefined) {
      fence = mark
    } else if (raw && /<pre[\s>]/i.test(line)) {
      pre = !/<\/pre>/i.test(line)
    } else if (LOOSE.test(line)) {
      out += text.slice(from, at) + line.replace(CLOSING, '').replace(LOOSE, '$1 ')
      from = stop
    } else if (loose === null && HEADING.test(line)) {
      return text
    }
  }
  return out + text.slice(from)
}
