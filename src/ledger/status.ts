/** How the ledger is doing: what `GET /api/status` tells. */

import { readState } from './archive/copier.ts'
import { nextScheduled } from './compose.ts'
import type { LedgerStatus, Status } from './protocol.ts'
import { readRebuild } from './rebuild.ts'
import { first } from './schema.ts'

const HOUR = 3_600_000

/** Counts KV puts by the hour, since the free plan allows 1,000 a day. */
export function countPuts(sql: SqlStorage, puts: number, now: number): void {
  const hour = Math.floor(now / HOUR)
  sql.exec('DELETE FROM writes WHERE hour <= ?', hour - 24)
  sql.exec(
    `INSERT INTO writes VALUES (?, ?) ON CONFLICT (hour) DO UPDATE SET puts = puts + excluded.puts`,
    hour,
    puts,
  )
}

export function readStatus(sql: SqlStorage, now: number): Omit<LedgerStatus, 'lastError'> {
  const posts = { published: 0, scheduled: 0, draft: 0, gone: 0 }
  for (const { status, n } of sql.exec<{ status: Status; n: number }>(
    'SELECT status, count(*) AS n FROM posts GROUP BY status',
  )) {
    posts[status] = n
  }
  const pending = first<{ documents: number; since: number | null }>(
    sql,
    'SELECT count(*) AS documents, min(since) AS since FROM shelf WHERE due IS NOT NULL AND put < ver',
  )
  const rebuild = readRebuild(sql)
  const since = Math.min(...[pending?.since, rebuild?.since].filter((time) => time != null))
  const next = nextScheduled(sql)
  const { last: copied } = readState(sql)
  return {
    posts,
    pictures: count(sql, 'SELECT count(*) AS n FROM pictures'),
    pending: {
      documents: (pending?.documents ?? 0) + (rebuild?.documents ?? 0),
      oldest: Number.isFinite(since) ? now - since : null,
    },
    unverified: count(sql, 'SELECT count(*) AS n FROM shelf WHERE due IS NOT NULL AND put >= ver'),
    overdue: count(
      sql,
      `SELECT count(*) AS n FROM posts WHERE status = 'scheduled' AND date <= ?`,
      now,
    ),
    next: next === null ? null : new Date(next).toISOString(),
    writes: count(sql, 'SELECT ifnull(sum(puts), 0) AS n FROM writes'),
    bytes: sql.databaseSize,
    copied: copied === null ? null : new Date(copied).toISOString(),
  }
}

function count(sql: SqlStorage, query: string, ...bindings: SqlStorageValue[]): number {
  return first<{ n: number }>(sql, query, ...bindings)?.n ?? 0
}
