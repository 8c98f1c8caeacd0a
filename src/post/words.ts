/** Counts the words of a text, and the minutes it takes to read. */

// Han, Kana and Hangul syllables are read one by one; everything else in words.
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu

const HAN_A_MINUTE = 300
const WORDS_A_MINUTE = 200

/** Whole minutes, at least 1. */
export function readingMinutes(text: string): number {
  let han = 0
  const rest = text.replace(HAN, () => {
    han++
    return ' '
  })
  const words = rest.match(WORDS)?.length ?? 0
  return Math.max(1, Math.round(han / HAN_A_MINUTE + words / WORDS_A_MINUTE))
}
