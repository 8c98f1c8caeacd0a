/** Turns a refusal into an answer: an error class does not cross an RPC boundary. */

import { Refusal, type RefusalData } from '../post/refusal.ts'
import type { Answer } from './protocol.ts'

/** Gives what `act` gives, or its refusal. Throws whatever else it throws. */
export async function attempt<Value>(act: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return refused(error)
  }
}

/** The same without waiting, for what must be done in one go. */
export function attemptNow<Value>(act: () => Value): Answer<Value> {
  try {
    return { ok: true, value: act() }
  } catch (error) {
    return refused(error)
  }
}

function refused(error: unknown): { ok: false; refusal: RefusalData } {
  if (error instanceof Refusal) return { ok: false, refusal: error.data }
  throw error
}
