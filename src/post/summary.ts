/** The summary of a post: the author's own, what stands before `<!-- more -->`, or how it begins. */

import type { Passages } from './html/passages.ts'

/** The longest summary that is made, in characters. */
export const SUMMARY_LENGTH = 200

/** The longest summary an author may give by `<!-- more -->`. */
export const MORE_LENGTH = 600

// A full stop ends a sentence only before a space: `v1.2` has none.
const END = /(?:[。！？!?…]|\.(?=\s|$))[”’」』）)\]]*/gu

// The punctuation of Chinese and Japanese has its space within itself.
const AFTER_PUNCTUATION = /(?<=[\u3001-\u303f\uff00-\uffef])\s+/g

const oneLine = (text: string): string => text.replace(AFTER_PUNCTUATION, '').replace(/\s+/g, ' ')

/** `own` is the front matter's; it wins and is kept whole. */
export function summarise(own: string | null, passages: Passages): string {
  if (own !== null) return own
  const before = passages.beforeMore()
  if (before) return shorten(oneLine(before), MORE_LENGTH)
  const text = passages.paragraphs.join('\n') || passages.all().slice(0, 2_000)
  return shorten(oneLine(text), SUMMARY_LENGTH)
}

/** At most `limit` UTF-16 code units; cut after a sentence, else after a word, and then marked with `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = whole(text, limit)
  const ends = [...head.matchAll(END)].map((each) => each.index + each[0].length)
  const sentence = ends.at(-1) ?? 0
  if (sentence > limit / 2) return head.slice(0, sentence)
  const room = whole(text, limit - 1)
  const word = /[\p{Script=Latin}\p{N}'’-]/u.test(text[room.length] ?? '')
    ? room.search(TAIL)
    : room.length
  return `${room.slice(0, word > limit / 2 ? word : room.length).replace(/[\s，、：:,]+$/u, '')}…`
}

const TAIL = /[\p{Script=Latin}\p{N}'’-]*$/u

/** The longest beginning within the limit that splits no character as readers see it. */
function whole(text: string, limit: number): string {
  if (isSimple(text.charCodeAt(limit - 1)) && isSimple(text.charCodeAt(limit))) {
    return text.slice(0, limit)
  }
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  const at = segmenter.segment(text.slice(0, limit + 64)).containing(limit)
  return text.slice(0, at ? at.index : limit)
}

/** ASCII or Han: neither joins its neighbour. The segmenter takes milliseconds to load. */
const isSimple = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) || (unit >= 0x4e00 && unit <= 0x9fff)

let segmenter: Intl.Segmenter | undefined
