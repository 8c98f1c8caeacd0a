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

// Single spaces and line breaks stay as they are, and are nearly all that there is: they are not matched.
const tidy = (text: string): string => text.replace(/[^\S ]\s*| \s+/g, ' ').trim()

const lines = (text: string): string =>
  text
    .replace(/[^\S\n ][^\S\n]*| [^\S\n]+/g, ' ')
    .replace(/ \n\s*|\n\s+/g, '\n')
    .trim()
