/** Many posts in one go: each stands or falls alone, and the disk is waited for once. */

import { attempt, attemptNow } from './attempt.ts'
import { commitPost } from './change.ts'
import { type Prepared, prepare, type Setting } from './prepare.ts'
import type { Answer, Draft, Receipt } from './protocol.ts'
import { holdLists } from './shelf-rows.ts'
import type { Sweeper } from './sweep.ts'

interface Hands {
  storage: DurableObjectStorage
  setting: Setting
  sweeper: Sweeper
}

/** Creates or replaces posts, in their order. The shelf is not waited for. */
export async function commitPosts(
  drafts: Draft[],
  { storage, setting, sweeper }: Hands,
): Promise<Answer<Receipt>[]> {
  const ready: Answer<Prepared>[] = []
  for (const draft of drafts) ready.push(await attempt(() => prepare(storage.sql, draft, setting)))
  const settings = { timezone: setting.timezone, now: Date.now() }
  const commit = (prepared: Prepared) =>
    attemptNow(() => storage.transactionSync(() => commitPost(storage.sql, prepared, settings)))
  return sweeper.between(() =>
    storage.transactionSync(() => {
      const answers = ready.map((each) => (each.ok ? commit(each.value) : each))
      if (drafts.length > 1) holdLists(storage.sql, settings.now)
      return answers
    }),
  )
}
