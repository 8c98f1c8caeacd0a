/** Blocks of HTML, as CommonMark tells seven kinds of them apart by how they start and end. */

import { lineEnd, TAGS } from './block-starts.ts'

const START = / {0,3}<(?=[A-Za-z/!?])/y
const RAW = /(script|pre|style|textarea)(?=[\s>])/iy
const BLOCK = new RegExp(`/?(?:${TAGS})(?:[ \\t]|\\n|/?>|$)`, 'iy')
const NAME = '[a-z][a-z0-9-]*'
const ATTRIBUTE =
  '[ \\t]+[a-z:_][\\w.:-]*(?:[ \\t]*=[ \\t]*(?:"[^"\\n]*"|\'[^\'\\n]*\'|[^\\s"\'=<>`]+))?'
const ALONE = new RegExp(
  `(?:(?!(?:script|pre|style|textarea)(?![a-z0-9-]))${NAME}(?:${ATTRIBUTE})*[ \\t]*/?|/${NAME}\\s*)>[ \\t]*(?=\\n|$)`,
  'iy',
)

/**
 * The HTML at the start of the text, with the end of its last line where it stands close to what follows; or null. A
 * tag that is alone in its line does not interrupt a paragraph.
 */
export function readHtmlBlock(
  src: string,
  interrupts: boolean,
): { text: string; end: number } | null {
  START.lastIndex = 0
  if (!START.test(src)) return null
  const at = START.lastIndex
  const closing = closingOf(src, at)
  if (closing === null) {
    if (!matches(BLOCK, src, at) && (interrupts || !matches(ALONE, src, at))) return null
    const last = lastLine(src)
    return upTo(src, src.indexOf('\n', last + 1) < 0 ? src.length : last)
  }
  const { end, from } = closing
  end.lastIndex = from
  if (!end.test(src)) return upTo(src, trimmedLength(src))
  const last = lineEnd(src, end.lastIndex)
  return upTo(src, src[last] === '\n' && src[last + 1] !== '\n' ? last + 1 : last)
}

const upTo = (src: string, end: number) => ({ text: src.slice(0, end), end })

/** What ends HTML that has an end of its own, and where to look for it. */
function closingOf(src: string, at: number): { end: RegExp; from: number } | null {
  RAW.lastIndex = at
  const raw = RAW.exec(src)?.[1]
  if (raw) return { end: new RegExp(`</${raw}>`, 'gi'), from: at }
  if (src.startsWith('!--', at)) {
    // `<!-->` and `<!--->` are whole.
    const whole = src.startsWith('>', at + 3) || src.startsWith('->', at + 3)
    return whole ? { end: />/g, from: at + 3 } : { end: /-->/g, from: at + 3 }
  }
  if (src[at] === '?') return { end: /\?>/g, from: at + 1 }
  if (src.startsWith('![CDATA[', at)) return { end: /\]\]>/g, from: at + 8 }
  return /[A-Za-z]/.test(src[at] === '!' ? (src[at + 1] ?? '') : '')
    ? { end: />/g, from: at }
    : null
}

const matches = (form: RegExp, src: string, at: number): boolean => {
  form.lastIndex = at
  return form.test(src)
}

/** Where the last line before a blank one ends. */
function lastLine(src: string): number {
  let end = lineEnd(src, 0)
  while (end < src.length) {
    const next = lineEnd(src, end + 1)
    if (src.slice(end + 1, next).trim() === '') break
    end = next
  }
  return end
}

/** The length without the blank lines at its end, where there is more than the end of one. */
function trimmedLength(src: string): number {
  let end = src.length
  while (/\s/.test(src[end - 1] ?? '')) end--
  const stop = lineEnd(src, end)
  return src.indexOf('\n', stop + 1) < 0 ? src.length : stop
}
