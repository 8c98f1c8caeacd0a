/** Ids of headings: from their text, Unicode kept, each once in an article. */

import { slugify } from '../slug.ts'

/**
 * Ids that pages may use themselves. They may also use any id with a character that is neither a letter,
 * mark, digit nor `-`: no heading's id has one.
 */
const RESERVED = [
  'main',
  'content',
  'contents',
  'top',
  'header',
  'footer',
  'nav',
  'search',
  'title',
  'article',
]

const MAX_ID_BYTES = 100

export class HeadingIds {
  /** Every id given so far. */
  readonly taken = new Set<string>()
  #next = new Map<string, number>(RESERVED.map((id) => [id, 1]))

  /** A new id for a heading of this text. */
  take(text: string): string {
    const base = slugify(text.slice(0, MAX_ID_BYTES)) || 'section'
    for (let n = this.#next.get(base) ?? 0; ; n++) {
      const id = n === 0 ? base : `${base}-${n}`
      if (this.taken.has(id)) continue
      this.#next.set(base, n + 1)
      this.taken.add(id)
      return id
    }
  }
}
