/** Pictures that no post shows, and since when: also those announced and not yet stored, should their upload die. */

import { first } from './schema.ts'

/** Says that these pictures are about to be stored or shown: their time starts anew. */
export function holdPictures(sql: SqlStorage, keys: Iterable<string>, now: number): void {
  for (const key of keys) sql.exec('INSERT OR REPLACE INTO idle VALUES (?, ?)', key, now)
}

/** Starts the time of those that were shown, and are no more. */
export function releasePictures(sql: SqlStorage, keys: Iterable<string>, now: number): void {
  for (const key of keys) {
    sql.exec(
      `INSERT OR IGNORE INTO idle SELECT ?1, ?2
       WHERE NOT EXISTS (SELECT 1 FROM shown WHERE shown.key = ?1)`,
      key,
      now,
    )
  }
}

/** Pictures that were there before their time was kept: it starts now. */
export function startIdle(sql: SqlStorage, now: number): void {
  if (first(sql, `SELECT 1 FROM counters WHERE name = 'idle'`)) return
  sql.exec(
    `INSERT OR IGNORE INTO idle SELECT key, ? FROM pictures WHERE key NOT IN (SELECT key FROM uses)`,
    now,
  )
  sql.exec(`INSERT INTO counters VALUES ('idle', 1)`)
}

/** Forgets at most `limit` pictures that no post has shown since `before`; their bytes are still to be removed. */
export function takeIdle(sql: SqlStorage, before: number, limit: number): string[] {
  sql.exec(
    'DELETE FROM idle WHERE since <= ? AND EXISTS (SELECT 1 FROM shown WHERE shown.key = idle.key)',
    before,
  )
  const keys = sql
    .exec<{ key: string }>(
      'SELECT key FROM idle WHERE since <= ? ORDER BY since LIMIT ?',
      before,
      limit,
    )
    .toArray()
    .map(({ key }) => key)
  for (const key of keys) {
    sql.exec('DELETE FROM pictures WHERE key = ?', key)
    sql.exec('DELETE FROM previews WHERE key = ?', key)
  }
  return keys
}

/** Their bytes are gone. */
export function forgetIdle(sql: SqlStorage, keys: string[]): void {
  for (const key of keys) sql.exec('DELETE FROM idle WHERE key = ?', key)
}

/** Since when the longest idle picture is, in milliseconds since the epoch, or null. */
export const firstIdle = (sql: SqlStorage): number | null =>
  first<{ since: number | null }>(sql, 'SELECT min(since) AS since FROM idle')?.since ?? null
