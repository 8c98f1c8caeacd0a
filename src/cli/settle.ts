/** Waits until readers get what was sent: a blog that takes many posts at once puts them on its shelf afterwards. */

import { setTimeout as wait } from 'node:timers/promises'
import { urls } from '../urls.ts'
import type { Status } from './diagnosis.ts'
import type { Remote } from './remote.ts'

/** Milliseconds between two looks, and without progress after which to leave it to the blog. */
const LOOK = 150
const PATIENCE = 10_000

/** Gives how many documents are still to be written when patience ends: 0 is what there should be. */
export async function settle(
  remote: Pick<Remote, 'json'>,
  progress: (left: number) => void,
): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  let deadline = 0
  for (;;) {
    const { documents } = (await remote.json<Status>(urls.api.status())).pending
    if (documents < least) deadline = Date.now() + PATIENCE
    least = Math.min(least, documents)
    if (documents === 0 || Date.now() > deadline) return documents
    progress(documents)
    await wait(LOOK)
  }
}
