/** Blocks of code: fenced, or indented by four columns. */

import { lineEnd } from './block-starts.ts'
import type { Code } from './tokens.ts'

const OPEN = / {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)/y
const CLOSE = / {0,3}(`{3,}|~{3,})[ \t]*(?=\n|$)/y
const INDENT = / {4}| {0,3}\t/y
const ESCAPED = /\\([!-/:-@[-`{-~])/g

/** The fenced code at the start of the text, or null; without a closing fence it goes on to the end. */
export function readFence(src: string): { token: Code; end: number } | null {
  OPEN.lastIndex = 0
  const open = OPEN.exec(src)
  if (!open) return null
  const [, fence = '', info = ''] = open
  const indent = src.indexOf(fence)
  const lines: string[] = []
  let end = OPEN.lastIndex
  while (end < src.length) {
    const start = end + 1
    CLOSE.lastIndex = start
    const close = CLOSE.exec(src)?.[1]
    if (close?.startsWith(fence)) {
      end = CLOSE.lastIndex
      break
    }
    end = lineEnd(src, start)
    // What ends the text is no line more.
    if (start < src.length) lines.push(unindent(src.slice(start, end), indent))
  }
  const text = lines.join('\n')
  const whole = lines.length > 0 && (text === '' || text.endsWith('\n')) ? `${text}\n` : text
  const lang = info.trim().replace(ESCAPED, '$1')
  return { token: { type: 'code', text: whole, lang }, end }
}

/** The line without as many of the spaces before it as stand before its fence. */
function unindent(line: string, indent: number): string {
  let at = 0
  while (at < indent && line[at] === ' ') at++
  return line.slice(at)
}

/** The indented code at the start of the text, or null. Blank lines after it are no part of it. */
export function readIndented(src: string): { token: Code; end: number } | null {
  const lines: string[] = []
  let [kept, end] = [0, -1]
  for (let start = 0; start < src.length; ) {
    INDENT.lastIndex = start
    const indented = INDENT.test(src)
    if (!indented && kept === 0) return null
    const stop = lineEnd(src, start)
    const from = indented ? Math.min(INDENT.lastIndex, stop) : stop
    const blank = src.slice(start, stop).trim() === ''
    if (blank ? kept === 0 : !indented) break
    lines.push(src.slice(from, stop))
    if (!blank) [kept, end] = [lines.length, stop]
    start = stop + 1
  }
  const text = lines.slice(0, kept).join('\n')
  return kept === 0 ? null : { token: { type: 'code', text }, end }
}
