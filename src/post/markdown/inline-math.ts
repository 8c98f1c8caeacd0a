/** Where `$…$` is math and where it is money. */

import type { Finder } from './inline-html.ts'

export interface InlineMath {
  tex: string
  display: boolean
  end: number
}

const MAX_LENGTH = 2_000
const WORD = /[\p{L}\p{N}]/u
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}，。、；：！？]/u
const NAMED = /\\(?:text|mbox|textrm|textbf|textit|operatorname)\s*\{[^{}]*\}/g

/**
 * The math that starts with the `$` at `at`, or null. `$` opens math when no letter, digit or `$` stands before it and
 * no space after it; it closes math when no space stands before it and no letter or digit after it. Han
 * characters between them outside `\text{…}` mean that it is prose: `$5和$6`.
 */
export function readMath(text: string, at: number, finder: Finder): InlineMath | null {
  if (text.startsWith('$$', at)) {
    const close = finder.find('$$', at + 2)
    const tex = close < 0 || close - at > MAX_LENGTH ? '' : text.slice(at + 2, close).trim()
    return tex === '' || tex.includes('$') ? null : { tex, display: true, end: close + 2 }
  }
  if (
    /[\p{Script=Latin}\p{N}$\\]/u.test(text[at - 1] ?? '') ||
    /^(?:\s|$)/.test(text[at + 1] ?? '')
  )
    return null
  let close = at
  do close = finder.find('$', close + 1)
  while (close > 0 && text[close - 1] === '\\')
  if (close < 0 || close - at > MAX_LENGTH || close === at + 1) return null
  const after = text[close + 1] ?? ''
  if (/\s/.test(text[close - 1] ?? '') || after === '$') return null
  if (WORD.test(after) && !HAN.test(after)) return null
  const tex = text.slice(at + 1, close)
  return HAN.test(tex.replace(NAMED, '')) ? null : { tex, display: false, end: close + 1 }
}
