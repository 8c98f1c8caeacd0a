/** How much an article's HTML may grow. */

import { Refusal } from '../refusal.ts'

/** HTML may be this many times as long as its source, and a little more. */
const TIMES = 20
const SPARE = 4_096

/** The longest HTML of an article, in bytes: a row of the ledger holds 2 MB. */
const MAX_HTML = 1_900_000

/** The limit for a source of this many bytes. */
export const htmlLimit = (bytes: number): number => Math.min(MAX_HTML, TIMES * bytes + SPARE)

/** Throws the refusal of an article that grows too much. */
export function refuseGrowth(): never {
  throw new Refusal('too-complex', {
    message: `The HTML of the post would be longer than ${MAX_HTML} bytes, or than ${TIMES} times the source.`,
    hint: 'Look for a table with far more columns than cells, or for one link used very often; or split the post.',
  })
}

/** Pieces of markup in one post: blocks, cells, links, emphasis. Prose of 1 MiB has far fewer. */
const MAX_PIECES = 40_000

/** What reading one post's Markdown may still use up. */
export class Budget {
  #print: number
  #pieces = MAX_PIECES
  #nested: number

  /** `length` of the Markdown, in UTF-16 code units. */
  constructor(length: number) {
    this.#print = htmlLimit(length * 3)
    this.#nested = 100_000 + 12 * length
  }

  /** Text that is going to be printed, perhaps not for the first time. */
  print(length: number): void {
    this.#print -= length
    if (this.#print < 0) refuseGrowth()
  }

  pieces(count: number): void {
    this.#pieces -= count
    if (this.#pieces < 0) throw new Refusal('too-complex', MANY)
  }

  /** Blocks that are read within others. */
  nest(length: number): void {
    this.#nested -= length
    if (this.#nested < 0) throw new Refusal('too-complex', NESTED)
  }
}

const MANY = {
  message: `The post has more than ${MAX_PIECES} pieces of markup: paragraphs, items, cells, links, emphasis.`,
  hint: 'Split the post.',
}

const NESTED = {
  message: 'The quotes and lists of the post nest too deep for its length.',
  hint: 'Split the post, or nest less.',
}
