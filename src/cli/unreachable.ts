/** No answer came, or none that a Deckle blog gives. */

export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Says in a few words why a request got no answer: `ECONNREFUSED`, `ENOTFOUND blog.example`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const { code, message } = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException
  return code && !message.includes(code) ? `${code}: ${message}` : message || (code ?? error.name)
}
