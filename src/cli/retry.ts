/** Tries again what may pass in a moment: a lost connection, a busy blog. */

import { setTimeout as wait } from 'node:timers/promises'
import { RemoteRefusal } from './remote-refusal.ts'
import { reasonOf, Unreachable } from './unreachable.ts'

export interface Patience {
  /** How often a request is sent at most. */
  attempts: number
  /** Milliseconds before the second attempt; each further one waits twice as long, up to 8 s. */
  pause: number
  /** Is told before each wait, in milliseconds. */
  waiting?: (reason: string, pause: number) => void
}

export const PATIENT: Patience = { attempts: 6, pause: 300 }

/** The longest a blog may ask to wait, in seconds. */
const LONGEST = 60

/** Gives what `act` gives; throws its last error once patience is over, and at once what no wait can cure. */
export async function retry<Value>(
  act: () => Promise<Value>,
  { attempts, pause, waiting }: Patience,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act()
    } catch (error) {
      const asked = error instanceof RemoteRefusal ? (error.problem.retryAfter ?? 0) : 0
      if (attempt >= attempts || !mayPass(error) || asked > LONGEST) throw error
      const doubled = Math.min(pause * 2 ** (attempt - 1), 8_000)
      // Half of it is chance, so that several in flight do not come back in step.
      const time = Math.max(asked * 1_000, doubled / 2 + Math.random() * (doubled / 2))
      waiting?.(reasonOf(error), time)
      await wait(time)
    }
  }
}

const mayPass = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof RemoteRefusal && error.passing)
