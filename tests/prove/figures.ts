/** The proofs' long form, their seed, and the table of what they found. */

import { appendFileSync } from 'node:fs'

/** `npm run prove` runs the long form; the gate the short one. */
export const long = process.env.DECKLE_PROVE === 'long'

/** Whether this is the long form; the short one says what it leaves out. */
export function isLong(what: string): boolean {
  if (!long) console.log(`Skipped, for its length: ${what}. npm run prove runs it.`)
  return long
}

/** Every draw of chance begins here; the same seed gives the same run. */
export const seed = Number(process.env.DECKLE_SEED ?? 20261124)

/** Puts a line into the table that `npm run prove` prints at its end. */
export function figure(proof: string, ...found: string[]): void {
  const file = process.env.DECKLE_FIGURES
  if (file) appendFileSync(file, `${JSON.stringify([proof, ...found])}\n`)
}

/** The value that this share (0 to 1) of the numbers lies below. */
export function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** Draws from 0 to 1, the same for the same seed (Park and Miller's generator). */
export function chance(from: number): () => number {
  let state = (Math.abs(from) % 2_147_483_646) + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
