/** The record of every write: when, by which token, what, and the hash of what it left. */

import type { LogEntry } from './access-protocol.ts'

/** Notes who wrote what and when. The subject is a slug, a picture's key, or `token:<name>`. */
export function record(
  sql: SqlStorage,
  entry: { at: number; by: string; action: string; subject: string; hash: string },
): void {
  const { at, by, action, subject, hash } = entry
  sql.exec('INSERT INTO log VALUES (?, ?, ?, ?, ?)', at, by, action, subject, hash)
}

/** Newest first, of all or of one post. `before` is the number of the last entry of the page before. */
export function listLog(
  sql: SqlStorage,
  { before, limit = 100, post }: { before?: number; limit?: number; post?: string },
): { entries: LogEntry[]; next: number | null } {
  const rows = sql
    .exec<{ n: number; at: number; by: string; action: string; subject: string; hash: string }>(
      `SELECT rowid AS n, * FROM log WHERE rowid < ? ${post === undefined ? '' : 'AND subject = ?'}
       ORDER BY rowid DESC LIMIT ?`,
      ...[before ?? Number.MAX_SAFE_INTEGER, ...(post === undefined ? [] : [post]), limit + 1],
    )
    .toArray()
  const shown = rows.slice(0, limit)
  return {
    entries: shown.map(({ n: _, at, hash, ...rest }) => ({
      at: new Date(at).toISOString(),
      ...rest,
      hash: hash || null,
    })),
    next: rows.length > limit ? (shown.at(-1)?.n ?? null) : null,
  }
}
