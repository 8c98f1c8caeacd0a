/** What the Workers of a proof log, kept out of its output: they may speak of the failures that were forced, and of no other. */

import { expect } from 'vitest'

/** What is thrown by a storage, KV or R2 that was made to fail, and by an object that was made to die. */
const CAUSES = [
  /KV (PUT|GET) failed: (503 Service Unavailable|429 Too Many Requests)/,
  /KV gave no answer in \d+ ms/,
  /storage failed/,
  /(put|get|head): Unspecified error \(0\)/,
  /the object (was killed|was reset|died)/,
  // The file of an object that died is opened anew before it was closed.
  /database is locked: SQLITE_BUSY/,
]

/** What a blog, or the runtime that it took with it, says of such a failure, with its cause in the same line. */
const REPORTS =
  /^(ledger:|KV failed, asking the ledger|(GET|PUT|POST|DELETE) \/|exception = workerd\/)/

/**
 * What the runtime remarks on its own, as the machine is fast: of its alarms, of R2, of a client that went away. And why
 * a picture has no preview, where bytes were flipped that only its decoder looks at.
 */
const REMARKS =
  /^NOSENTRY SQLite alarm |^R2 error response does not contain the CF-R2-Error header|ReadableStream received over RPC disconnected prematurely|^no preview: .*: Corrupt JPEG data/

export class Journal {
  readonly #lines: string[] = []
  readonly #forced: boolean

  /** `forced`: are there failures to speak of? */
  constructor({ forced }: { forced: boolean }) {
    this.#forced = forced
  }

  /** Takes what the Workers log. */
  readonly note = (line: string): void => void this.#lines.push(line)

  /** Fails with each line that nobody expects. */
  expectNothingElse(): void {
    const isExpected = (line: string) =>
      REMARKS.test(line) ||
      (this.#forced && REPORTS.test(line) && CAUSES.some((cause) => cause.test(line)))
    const unexpected = this.#lines.filter((line) => !isExpected(line))
    expect([...new Set(unexpected)]).toEqual([])
  }
}
