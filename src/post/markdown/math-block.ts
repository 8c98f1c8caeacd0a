/** Display math that stands alone: `$$` on the first line, `$$` at the end of the last. */

const OPEN = /^ {0,3}\$\$/
const MAX_LENGTH = 10_000

/** The math at the start of the source, or null. */
export function readMathBlock(src: string): { raw: string; tex: string } | null {
  const start = OPEN.exec(src)?.[0].length
  if (start === undefined) return null
  const close = src.indexOf('$$', start)
  if (close < 0 || close - start > MAX_LENGTH) return null
  const rest = /^\$\$[ \t]*(?=\n|$)/.exec(src.slice(close, close + 80))?.[0]
  const tex = src.slice(start, close).trim()
  return rest === undefined || tex === '' ? null : { raw: src.slice(0, close + rest.length), tex }
}
