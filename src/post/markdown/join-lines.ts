/** Soft line breaks between Han or Kana leave no space: Chinese is wrapped by hand and has no spaces. */

import type { Token } from 'marked'
import {
  characterAt,
  characterBefore,
  classify,
  HAN_OR_KANA,
  isHanOrKana,
  SHARED,
  WIDE,
} from './characters.ts'

/** Where those begin; quicker to look for. */
const FAR = /[\u2e80-\uffff]/
const WRAPPED_CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3001-\u303f\uff01-\uff65]/u

// No space stands before these in any language; `.net` is a word.
const CLOSING = /^[,.;:!?)](?![A-Za-z0-9])/
// A space between Han characters; Kana and Hangul are not meant.
const LONE_SPACE = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu
/** Breaks between Han that show a paragraph to be wrapped by hand. */
const MANY = 3

interface Place {
  /** The last visible character, or ''. */
  last: string
  /** A line break whose next character is not known yet. */
  pending: Token | null
  /** Breaks dropped so far between two Han or Kana. */
  joined: number
}

/** Drops those breaks from the tokens of a paragraph. */
export function joinLines(tokens: Token[], text: string): void {
  if (!text.includes('\n') || !FAR.test(text) || !WRAPPED_CJK.test(text)) return
  const place: Place = { last: '', pending: null, joined: 0 }
  walk(tokens, place)
  if (place.joined >= MANY) dropLoneSpaces(tokens, text, place.joined)
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
  if (place.pending && (CLOSING.test(text) || joins(place.last, characterAt(text, 0)))) {
    Object.assign(place.pending, { text: '' })
    if (isHanOrKana(place.last) && isHanOrKana(characterAt(text, 0))) place.joined++
  }
  place.pending = null
  place.last = characterBefore(text, text.length)
}

/**
 * A paragraph wrapped by hand many times may hold a break that was turned into a space when it was wrapped anew:
 * `多进程模式 的优点`. Where such spaces are fewer than the breaks, they are no one's intention.
 */
function dropLoneSpaces(tokens: readonly Token[], text: string, breaks: number): void {
  const spaces = text.match(LONE_SPACE)?.length ?? 0
  if (spaces === 0 || spaces >= breaks) return
  for (const token of tokens) {
    if (token.type === 'text') token.text = token.text.replace(LONE_SPACE, '')
    else if ('tokens' in token && token.tokens && token.type !== 'link')
      dropLoneSpaces(token.tokens, text, breaks)
  }
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
