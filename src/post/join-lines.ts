/** Soft line breaks between Han or Kana leave no space: Chinese is wrapped by hand and has no spaces. */

import type { Token } from 'marked'
import { characterAt, characterBefore, classify, HAN_OR_KANA, SHARED, WIDE } from './characters.ts'

const WRAPPED_CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303f\uff01-\uff65]/u

interface Place {
  /** The last visible character, or ''. */
  last: string
  /** A line break whose next character is not known yet. */
  pending: Token | null
}

/** Drops those breaks from the tokens of a paragraph. */
export function joinLines(tokens: Token[], text: string): void {
  if (text.includes('\n') && WRAPPED_CJK.test(text)) walk(tokens, { last: '', pending: null })
}

function walk(tokens: readonly Token[], place: Place): void {
  for (const token of tokens) {
    if (token.type === 'text' && token.raw === '\n') place.pending = token
    else if (token.type === 'html') continue
    else if ('tokens' in token && token.tokens && token.type !== 'image') walk(token.tokens, place)
    else if (token.type === 'text' || token.type === 'escape' || token.type === 'codespan')
      see(token.text, place)
    else see('x', place)
  }
}

function see(text: string, place: Place): void {
  if (text === '') return
  if (place.pending && joins(place.last, characterAt(text, 0)))
    Object.assign(place.pending, { text: '' })
  place.pending = null
  place.last = characterBefore(text, text.length)
}

/** Between two of them, and beside wide punctuation, whose own width is space enough. */
function joins(before: string, after: string): boolean {
  const a = classify(before)
  const b = classify(after)
  if (((a | b) & WIDE) !== 0) return true
  return (
    (a & (HAN_OR_KANA | SHARED)) !== 0 &&
    (b & (HAN_OR_KANA | SHARED)) !== 0 &&
    ((a | b) & HAN_OR_KANA) !== 0
  )
}
