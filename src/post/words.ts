/** Counts the words of a text, and the minutes it takes to read. */

import { characterAt, classify, classifyUnit, HAN_OR_KANA, WORD } from './markdown/characters.ts'

// Han and Kana are read one by one, everything else in words.
const HAN_A_MINUTE = 300
const WORDS_A_MINUTE = 200

const JOINERS = new Set([..."'’-_"].map((each) => each.charCodeAt(0)))

/** A letter or digit of ASCII. */
const isLatin = (code: number): boolean =>
  ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 48 && code <= 57)

/** Whole minutes, at least 1. */
export function readingMinutes(text: string): number {
  let han = 0
  let words = 0
  let inWord = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLatin(code)) {
      if (!inWord) words++
      inWord = true
      continue
    }
    const high = code >= 0xd800 && code <= 0xdbff
    const bits = high ? classify(characterAt(text, at++)) : classifyUnit(code)
    if ((bits & HAN_OR_KANA) !== 0) {
      han++
      inWord = false
    } else if ((bits & WORD) !== 0) {
      if (!inWord) words++
      inWord = true
    } else if (inWord) {
      inWord = JOINERS.has(code)
    }
  }
  return Math.max(1, Math.round(han / HAN_A_MINUTE + words / WORDS_A_MINUTE))
}
