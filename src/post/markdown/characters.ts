/** Classes of characters that Markdown and the rules for Chinese ask about. */

export const SPACE = 1
export const PUNCTUATION = 2
/** Punctuation as wide as a Han character: `，。「」（）`. */
export const WIDE = 4
/** Quotation marks and dashes that Chinese shares with Latin: what stands beside them decides. */
export const SHARED = 8
export const HAN_OR_KANA = 16
export const HANGUL = 32
/** A letter, digit or mark. */
export const WORD = 64
/** Anything of Chinese, Japanese or Korean. */
export const CJK = WIDE | HAN_OR_KANA | HANGUL
const SEEN = 128

const TESTS: [RegExp, number][] = [
  [/^\s/, SPACE],
  [/^[\p{P}\p{S}]/u, PUNCTUATION],
  [
    /^[\u3001-\u303f\u30fb\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6]/,
    WIDE,
  ],
  [/^[“”‘’…—·]/, SHARED],
  [
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u30fc]/u,
    HAN_OR_KANA,
  ],
  [/^\p{Script=Hangul}/u, HANGUL],
  [/^[\p{L}\p{N}\p{M}]/u, WORD],
]

// Classes of the Basic Multilingual Plane as they come up; surrogates are asked for as pairs.
const known = new Uint8Array(0x10000)

/** The classes of one character, as bits. The ends of the text ('') count as white space. */
export function classify(character: string): number {
  if (character === '') return SPACE
  return character.length > 1 ? compute(character) : classifyUnit(character.charCodeAt(0))
}

/** The classes of a character of the Basic Multilingual Plane. */
export function classifyUnit(code: number): number {
  // Most of a Chinese text: spares a cold start hundreds of calls.
  if (code >= 0x4e00 && code <= 0x9fff) return HAN_OR_KANA | WORD
  const bits = known[code] ?? 0
  if (bits !== 0) return bits & ~SEEN
  const computed = compute(String.fromCharCode(code))
  known[code] = computed | SEEN
  return computed
}

function compute(character: string): number {
  let bits = 0
  for (const [test, bit] of TESTS) if (test.test(character)) bits |= bit
  return bits
}

export const isCjk = (character: string): boolean => (classify(character) & CJK) !== 0

export const isHanOrKana = (character: string): boolean => (classify(character) & HAN_OR_KANA) !== 0

/** The whole character that ends before `at`, or ''. */
export function characterBefore(text: string, at: number): string {
  if (at <= 0) return ''
  const last = text.charCodeAt(at - 1)
  return last >= 0xdc00 && last <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text.charAt(at - 1)
}

/** The whole character that starts at `at`, or ''. */
export function characterAt(text: string, at: number): string {
  const first = text.charCodeAt(at)
  return first >= 0xd800 && first <= 0xdbff ? text.slice(at, at + 2) : text.charAt(at)
}
