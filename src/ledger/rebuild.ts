/**
 * Makes the whole shelf anew: posts of an older renderer are rendered again, every document is put again, and then the
 * posts are indexed. It goes on a step at a time, and only where the drain has room: what is published meanwhile waits
 * for none of it.
 */

import { Refusal } from '../post/refusal.ts'
import { commitPost, keepPost } from './change.ts'
import { listKeys } from './compose.ts'
import { prepare, type Setting } from './prepare.ts'
import { findDraft } from './revisions.ts'
import { first, nextVersion } from './schema.ts'
import { continueIndexing, isIndexing, startIndexing } from './search-index.ts'
import { countWaiting, LAST_RANK, listOlder, markAgain, markDirty } from './shelf-rows.ts'

/** Posts rendered in one step. */
const RENDERED = 20
/** Documents that wait for their put at most: as many as one pass of the drain takes. */
const WAITING = 40

/** How far a rebuild is. */
type Rebuild = {
  /** When it began: what was put since then is not put again. */
  since: number
  /** The last post that was rendered, by date and slug. No date: all are. */
  date: number | null
  slug: string
  /** The last key that was marked: first come the posts, in the order of their keys. */
  rank: number
  key: string
}

/** Gives how many documents there are. */
export function startRebuild(sql: SqlStorage, now: number): number {
  const known = (key: string) => first(sql, 'SELECT 1 FROM shelf WHERE key = ?', key) !== null
  const missing = [...listKeys(sql)].filter((key) => !known(key))
  if (missing.length > 0) markDirty(sql, missing, nextVersion(sql), now)
  sql.exec('DELETE FROM rebuilds')
  sql.exec(`INSERT INTO rebuilds VALUES (?, ?, '', 0, '')`, now, Number.MIN_SAFE_INTEGER)
  startIndexing(sql)
  return first<{ n: number }>(sql, 'SELECT count(*) AS n FROM shelf')?.n ?? 0
}

const findRebuild = (sql: SqlStorage): Rebuild | null => first(sql, 'SELECT * FROM rebuilds')

/** Since when documents wait for a rebuild that has not come to them, and how many; null when there is none. */
export function readRebuild(sql: SqlStorage): { since: number; documents: number } | null {
  return first(
    sql,
    `SELECT rebuilds.since, count(*) AS documents FROM rebuilds JOIN shelf
     ON wrote < rebuilds.since AND put >= ver GROUP BY 1`,
  )
}

/** When to take the next step, in milliseconds since the epoch; null when there is none, or no room. */
export function nextStep(sql: SqlStorage, now: number): number | null {
  const open = findRebuild(sql) !== null || isIndexing(sql)
  return open && countWaiting(sql, WAITING) < WAITING ? now : null
}

/** Takes the next step, if there is one, and room for it. */
export async function continueRebuild(
  storage: DurableObjectStorage,
  setting: Setting,
): Promise<void> {
  const { sql } = storage
  const now = Date.now()
  if (nextStep(sql, now) === null) return
  const rebuild = findRebuild(sql)
  if (rebuild?.date != null) await renderNext(storage, setting, { ...rebuild, date: rebuild.date })
  else if (rebuild) storage.transactionSync(() => markNext(sql, rebuild, now))
  else storage.transactionSync(() => continueIndexing(sql))
}

/** In the order of the lists, each of which is then put but a few times. No revisions are made. */
async function renderNext(
  storage: DurableObjectStorage,
  setting: Setting,
  { since, date, slug: after }: Rebuild & { date: number },
): Promise<void> {
  const { sql } = storage
  const { rendererFor } = await import('../post/render-post.ts')
  const renderer = rendererFor(setting.widths)
  const stale = sql
    .exec<{ slug: string; revision: number; date: number }>(
      `SELECT slug, revision, date FROM posts
       WHERE (date, slug) > (?, ?) AND renderer <> ? AND status <> 'gone'
       ORDER BY date, slug LIMIT ${RENDERED}`,
      ...[date, after, renderer],
    )
    .toArray()
  for (const { slug, revision } of stale) {
    const draft = findDraft(sql, slug, revision)
    try {
      if (!draft) throw new Refusal('not-found', `"${slug}" has no source.`)
      const prepared = await prepare(sql, { ...draft, by: 'deckle', may: [] }, setting)
      const settings = { timezone: setting.timezone, now: Date.now() }
      storage.transactionSync(() => commitPost(sql, prepared, settings, 'refresh'))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      keepPost(sql, slug, renderer)
      console.error(`kept "${slug}" as it was rendered before:`, error.message)
    }
  }
  const last = stale.length === RENDERED ? stale.at(-1) : undefined
  sql.exec(
    'UPDATE rebuilds SET date = ?, slug = ? WHERE since = ?',
    ...[last?.date ?? null, last?.slug ?? '', since],
  )
}

function markNext(sql: SqlStorage, { since, rank, key }: Rebuild, now: number): void {
  const room = WAITING - countWaiting(sql, WAITING)
  const keys = listOlder(sql, { since, rank, key }, room)
  markAgain(sql, keys, now)
  if (keys.length === room) sql.exec('UPDATE rebuilds SET key = ?', keys.at(-1) ?? '')
  else if (rank < LAST_RANK) sql.exec(`UPDATE rebuilds SET rank = rank + 1, key = ''`)
  else sql.exec('DELETE FROM rebuilds')
}
