/** Headings: by `#` before them, or by the line below them. */

import { lineEnd } from './block-starts.ts'

const HASHES = / {0,3}(#{1,6})(?=\s|$)/y
const UNDERLINE = / {0,3}(?:=+|-+)[ \t]*(?=\n|$)/y

/** The heading at the start of the text, or null. */
export function readHeading(src: string): { depth: number; text: string; end: number } | null {
  HASHES.lastIndex = 0
  const depth = HASHES.exec(src)?.[1]?.length
  if (depth === undefined) return null
  const end = lineEnd(src, 0)
  const text = src.slice(HASHES.lastIndex, end).trim()
  // A row of `#` at its end is no part of it, unless it touches a word.
  let close = text.length
  while (text[close - 1] === '#') close--
  const bare = close === 0 || /[ \t]/.test(text[close - 1] ?? '')
  return { depth, text: bare ? text.slice(0, close).trim() : text, end }
}

/**
 * The first line that underlines a paragraph which ends at `end`, or null: a line of its own, or, as `---`, the rule
 * that ends it.
 */
export function underlineOf(
  src: string,
  end: number,
): { depth: 1 | 2; start: number; end: number } | null {
  for (let start = lineEnd(src, 0); start <= end && start < src.length; ) {
    let at = start + 1
    while (src[at] === ' ') at++
    const mark = src[at]
    if (mark === '=' || mark === '-') {
      UNDERLINE.lastIndex = start + 1
      if (UNDERLINE.test(src))
        return { depth: mark === '=' ? 1 : 2, start, end: UNDERLINE.lastIndex }
    }
    start = lineEnd(src, start + 1)
  }
  return null
}
