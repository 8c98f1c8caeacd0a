/** The way to the blog's one ledger. */

import type { LedgerApi } from '../ledger/api.ts'
import type { Answer } from '../ledger/protocol.ts'
import { Refusal } from '../post/refusal.ts'

/** A stub of the ledger: calls cost one hop, and none before the first. */
// Through the stub's RPC types plain data comes out as promises of stubs; LedgerApi says what really arrives.
export const ledgerOf = (env: Env): LedgerApi =>
  env.LEDGER.getByName('ledger') as unknown as LedgerApi

/** The value of an answer. Throws its refusal: an error class does not cross from one isolate to another. */
export function take<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new Refusal(answer.refusal.code, answer.refusal.errors, answer.refusal.etag)
}
