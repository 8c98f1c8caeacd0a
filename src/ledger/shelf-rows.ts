/**
 * The outbox: one row for each shelf key that ever was, saying which version it should hold and what is
 * still to do. A row never carries a payload, so order and duplicates cannot matter.
 *
 * `due` is null when KV was seen to hold `ver`. Otherwise something is to be done at `due`: a put where
 * `put < ver`, a look where `put = ver`.
 */

import { parseKey } from '../shelf/keys.ts'
import { first } from './schema.ts'

/** KV takes one write a second to a key. */
const SPACING = 1_000
/** Milliseconds that lists wait for further posts where many come, and the longest: they are put once for all of them. */
const PAUSE = 500
const LONGEST = 5_000
const MAX_BACKOFF = 4_000
const HOUR = 3_600_000

export type ShelfRow = {
  key: string
  rank: number
  ver: number
  put: number
  due: number | null
  wrote: number
  tries: number
  since: number | null
}

/** Posts first, then lists, then the site: a list never names a post that is not there yet. */
const RANKS = { post: 0, list: 1, site: 2 }
export const LAST_RANK = RANKS.site

/** So often a list waits for a post that KV refuses, some half a minute: then it goes on without. */
const WAITS = 10

/** A list that would name a post which KV refused, and which is tried again soon. */
const HELD = `rank > 0 AND put < ver AND EXISTS (
  SELECT 1 FROM shelf WHERE rank = 0 AND put < ver AND tries > 0 AND tries <= ${WAITS}
)`

/** SQLite looks at the number of a plain `LIMIT ?`, and so plans the query anew each time. */
const LIMIT = 'LIMIT 0 + ?'

/** Says that these keys must be written at this version. */
export function markDirty(
  sql: SqlStorage,
  dirty: Iterable<string>,
  ver: number,
  now: number,
): void {
  const ranked = [...dirty].map((key) => [key, RANKS[parseKey(key).kind]])
  sql.exec(
    `INSERT INTO shelf (key, rank, ver, due, since)
     SELECT value ->> 0, value ->> 1, ?1, ?2, ?2 FROM json_each(?3) WHERE true
     ON CONFLICT (key) DO UPDATE SET ver = excluded.ver, tries = 0,
       due = max(excluded.due, wrote + ${SPACING}), since = ifnull(since, excluded.since)`,
    ver,
    now,
    JSON.stringify(ranked),
  )
}

/** Says that these keys must be written again at the version they have. */
export function markAgain(sql: SqlStorage, keys: string[], now: number): void {
  sql.exec(
    `UPDATE shelf SET put = 0, tries = 0, due = max(?1, wrote + ${SPACING}), since = ifnull(since, ?1)
     WHERE key IN (SELECT value FROM json_each(?2))`,
    now,
    JSON.stringify(keys),
  )
}

/** Has the lists wait: more posts are about to come. */
export function holdLists(sql: SqlStorage, now: number): void {
  sql.exec(
    `UPDATE shelf SET due = max(wrote + ${SPACING}, min(?1 + ${PAUSE}, since + ${LONGEST}))
     WHERE due IS NOT NULL AND put < ver AND rank > 0`,
    now,
  )
}

/** Keys whose put is due, posts first. Two queries, each in the order of the index: after an import all keys are due. */
export function listDirty(sql: SqlStorage, now: number, limit: number): ShelfRow[] {
  const list = (which: string, most: number) =>
    sql
      .exec<ShelfRow>(
        `SELECT * FROM shelf WHERE due <= ? AND put < ver AND ${which} ORDER BY due, rank ${LIMIT}`,
        now,
        most,
      )
      .toArray()
  const posts = list('rank = 0', limit)
  return [...posts, ...list(`rank > 0 AND NOT (${HELD})`, limit - posts.length)]
}

/** How many documents wait for their put, be it due or not; counts no more than `most`. */
export function countWaiting(sql: SqlStorage, most: number): number {
  const waiting = `SELECT 1 FROM shelf WHERE due IS NOT NULL AND put < ver ${LIMIT}`
  return first<{ n: number }>(sql, `SELECT count(*) AS n FROM (${waiting})`, most)?.n ?? 0
}

/** Keys of a rank that were not put since a time, from one key on. */
export function listOlder(
  sql: SqlStorage,
  { since, rank, key }: { since: number; rank: number; key: string },
  limit: number,
): string[] {
  return sql
    .exec<{ key: string }>(
      'SELECT key FROM shelf WHERE key > ? AND rank = ? AND wrote < ? ORDER BY key LIMIT ?',
      ...[key, rank, since, limit],
    )
    .toArray()
    .map((row) => row.key)
}

/** Keys that were put and whose look is due. */
export function listUnverified(sql: SqlStorage, now: number, limit: number): ShelfRow[] {
  return sql
    .exec<ShelfRow>(
      `SELECT * FROM shelf WHERE due <= ? AND put >= ver ORDER BY due ${LIMIT}`,
      now,
      limit,
    )
    .toArray()
}

/** A put of `ver` went through; `look` says when to see whether it lies there. A key dirtied meanwhile stays dirty. */
export function markPut(
  sql: SqlStorage,
  { key, ver }: ShelfRow,
  { now, look }: { now: number; look: number },
): void {
  sql.exec(
    `UPDATE shelf SET put = ?, wrote = ?, tries = 0,
       due = CASE WHEN ver = ? THEN ? ELSE ? END,
       since = CASE WHEN ver = ? THEN NULL ELSE since END
     WHERE key = ?`,
    ver,
    now,
    ver,
    look,
    now + SPACING,
    ver,
    key,
  )
}

/** A put failed, perhaps after it took effect: try again later, but not so late that an outage's end goes unseen. */
export function markFailed(sql: SqlStorage, row: ShelfRow, now: number): void {
  const wait = Math.min(SPACING * 2 ** row.tries, MAX_BACKOFF)
  sql.exec(
    'UPDATE shelf SET tries = tries + 1, wrote = ?, due = ? WHERE key = ?',
    now,
    now + wait,
    row.key,
  )
}

/** KV was seen to hold `ver`: nothing is left to do, unless the key was dirtied meanwhile. */
export function markVerified(sql: SqlStorage, key: string, ver: number): void {
  sql.exec('UPDATE shelf SET due = NULL WHERE key = ? AND ver = ? AND put = ?', key, ver, ver)
}

/** KV holds `ver`, but caches may still hold pages of what was there before: look, and purge, again. */
export function markUnpurged(sql: SqlStorage, row: ShelfRow, now: number): void {
  const wait = Math.min(SPACING * 2 ** row.tries, HOUR)
  sql.exec('UPDATE shelf SET tries = tries + 1, due = ? WHERE key = ?', now + wait, row.key)
}

/** KV holds something else: put it again. */
export function markStale(sql: SqlStorage, key: string, ver: number, now: number): void {
  sql.exec(
    'UPDATE shelf SET put = 0, due = ?, since = ifnull(since, ?) WHERE key = ? AND ver = ?',
    now,
    now,
    key,
    ver,
  )
}

/** When the next put or look is due, in milliseconds since the epoch. */
export function nextDue(sql: SqlStorage): number | null {
  const next = (which: string) =>
    `SELECT * FROM (SELECT due FROM shelf WHERE due IS NOT NULL AND ${which} ORDER BY due LIMIT 1)`
  const [put, look] = [next(`put < ver AND NOT (${HELD})`), next('put >= ver')]
  const query = `SELECT min(due) AS due FROM (${put} UNION ALL ${look})`
  return first<{ due: number | null }>(sql, query)?.due ?? null
}

/** Is a document's newest version in KV? `ver`: one that was put there, though it is not noted yet. */
export function isPut(sql: SqlStorage, key: string, ver = 0): boolean {
  const query = 'SELECT 1 FROM shelf WHERE key = ? AND ver IN (put, ?)'
  return first(sql, query, key, ver) !== null
}
