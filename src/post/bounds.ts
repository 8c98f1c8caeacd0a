/** How much an article's HTML may grow. */

import { Refusal } from './refusal.ts'

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

/** A function to be told of lengths that are going to be printed; it refuses when they sum up to too much. */
export function growth(length: number): (printed: number) => void {
  let left = htmlLimit(length * 3)
  return (printed) => {
    left -= printed
    if (left < 0) refuseGrowth()
  }
}
