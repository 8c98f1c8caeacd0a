/** No answer came, or none that a Deckle blog gives. */

import { meaningOf } from './system-words.ts'

export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Says in a few words why a request got no answer: `nothing listens there (ECONNREFUSED)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const { code, message, name } = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException
  if (typeof code === 'string') return meaningOf(code)
  return name === 'TimeoutError' ? meaningOf(name) : message || name
}
