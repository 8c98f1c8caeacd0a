/** Holds the shelf against the ledger: does KV have the version of each document that was once seen to lie there? */

import { findVersion } from '../shelf/write.ts'
import type { ShelfCheck, ShelfQuery } from './protocol.ts'
import { markStale } from './shelf-rows.ts'

/** Keys in one go: an invocation on the free plan has 50 subrequests. */
const MOST = 40

/** What waits to be put, or to be looked at, is left out. With `repair` what is wrong is to be put again. */
export async function checkShelf(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  { after = '', sample = false, repair = false }: ShelfQuery,
): Promise<ShelfCheck> {
  const { sql } = storage
  const order = sample ? 'random()' : 'key'
  const rows = sql
    .exec<{ key: string; ver: number }>(
      `SELECT key, ver FROM shelf WHERE due IS NULL AND key > ? ORDER BY ${order} LIMIT ${MOST}`,
      after,
    )
    .toArray()
  const found = await Promise.all(rows.map(({ key }) => findVersion(kv, key)))
  const wrong = rows.filter(({ ver }, n) => found[n] !== ver)
  if (repair) {
    storage.transactionSync(() => {
      for (const { key, ver } of wrong) markStale(sql, key, ver, Date.now())
    })
  }
  return {
    checked: rows.length,
    wrong: wrong.map(({ key }) => key),
    next: sample || rows.length < MOST ? null : (rows.at(-1)?.key ?? null),
  }
}
