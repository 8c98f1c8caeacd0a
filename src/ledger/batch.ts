/** Many posts in one go: each stands or falls alone, and the disk is waited for once. */

import { Refusal } from '../post/refusal.ts'
import { commitPost } from './change.ts'
import { type Prepared, prepare, type Setting } from './prepare.ts'
import type { Answer, Draft, Receipt } from './protocol.ts'

export interface BatchSurroundings {
  storage: DurableObjectStorage
  setting: Setting
  /** Acts, in one go, while no picture is being removed. */
  between<Value>(act: () => Value): Promise<Value>
}

/** Creates or replaces posts, in their order. The shelf is not waited for. */
export async function commitPosts(
  drafts: Draft[],
  { storage, setting, between }: BatchSurroundings,
): Promise<Answer<Receipt>[]> {
  const ready: Answer<Prepared>[] = []
  for (const draft of drafts) ready.push(await attempt(() => prepare(storage.sql, draft, setting)))
  const settings = { timezone: setting.timezone, now: Date.now() }
  const commit = (prepared: Prepared) =>
    attemptNow(() => storage.transactionSync(() => commitPost(storage.sql, prepared, settings)))
  return between(() =>
    storage.transactionSync(() => ready.map((each) => (each.ok ? commit(each.value) : each))),
  )
}

/** Gives a refusal as an answer; throws what is none. */
async function attempt<Value>(act: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return refused(error)
  }
}

function attemptNow<Value>(act: () => Value): Answer<Value> {
  try {
    return { ok: true, value: act() }
  } catch (error) {
    return refused(error)
  }
}

function refused(error: unknown): { ok: false; refusal: Refusal['data'] } {
  if (error instanceof Refusal) return { ok: false, refusal: error.data }
  throw error
}
