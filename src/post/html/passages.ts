/** The words of an article as its HTML is written: all of them for search, the first paragraphs for the summary. */

import { BLOCKS } from './policy.ts'
import type { Fragment } from './trusted.ts'

/** Enough paragraphs' text for any summary, in UTF-16 code units. */
const ENOUGH = 2_000

export class Passages {
  /** Text of the first paragraphs. */
  readonly paragraphs: string[] = []
  /** Length of the text where `<!-- more -->` stands, or null. */
  more: number | null = null
  #parts: string[] = []
  #length = 0
  #kept = 0
  #paragraph: string[] | null = null
  #aside = 0

  text(data: string): void {
    // Between blocks: they say themselves where lines end.
    if (data === '\n' && this.#parts.at(-1) === '\n') return
    this.unseen(data)
    this.#paragraph?.push(data)
  }

  /** Words that are seen only where a picture is not: they can be searched, and are no part of the summary. */
  unseen(data: string): void {
    this.#parts.push(data)
    this.#length += data.length
  }

  fragment(fragment: Fragment): void {
    if (fragment.html === '' && fragment.text === '') this.more ??= this.#length
    else this.text(fragment.text)
  }

  open(name: string): void {
    if (!BLOCKS.has(name)) return
    this.text('\n')
    if (name === 'blockquote' || name === 'table' || name === 'section') this.#aside++
    if (name === 'p' && this.#aside === 0 && this.#kept < ENOUGH) this.#paragraph = []
  }

  close(name: string): void {
    if (!BLOCKS.has(name)) return
    if (name === 'blockquote' || name === 'table' || name === 'section') this.#aside--
    if (name === 'p' && this.#paragraph) {
      const text = tidy(this.#paragraph.join(''))
      if (text !== '') this.#kept += this.paragraphs.push(text) && text.length
      this.#paragraph = null
    }
    this.text('\n')
  }

  /** All words, blocks on lines of their own. */
  all(): string {
    return lines(this.#parts.join(''))
  }

  /** The words before `<!-- more -->`, as one line, or null when there is none. */
  beforeMore(): string | null {
    return this.more === null ? null : tidy(this.#parts.join('').slice(0, this.more))
  }
}

// Single spaces stay as they are, and are nearly all that there is: they are not matched.
const tidy = (text: string): string => text.replace(/[^\S ]\s*| \s+/g, ' ').trim()

/** Each run of white space as one character: a line break where it holds one, else a space. */
function lines(text: string): string {
  let out = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at)
    if (!isSpace(first)) continue
    const start = at
    let breaks = first === 10
    for (; at + 1 < text.length && isSpace(text.charCodeAt(at + 1)); at++)
      breaks ||= text.charCodeAt(at + 1) === 10
    if (at === start && (breaks || first === 32)) continue
    out += text.slice(from, start) + (breaks ? '\n' : ' ')
    from = at + 1
  }
  return (from === 0 ? text : out + text.slice(from)).trim()
}

const isSpace = (code: number): boolean =>
  code <= 32
    ? code === 32 || (code >= 9 && code <= 13)
    : code === 0xa0 || (code >= 0x1680 && OTHER_SPACES.has(code))

const OTHER_SPACES = new Set([
  ...[0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff],
  ...Array.from({ length: 11 }, (_, n) => 0x2000 + n),
])
