/**
 * What lists show of each published post: JSON made when the post is written, so that a list reads no wide rows and
 * parses none. Only the day is put in between, since it hangs on the zone.
 */

import { toBytes } from '../shelf/codec.ts'
import { dayOf } from './day.ts'
import type { Entry } from './lists.ts'
import { editionOf, type PostRow, readDetails } from './posts.ts'
import { first } from './schema.ts'

export type Item = { date: number; head: string; tail: string }

/** The two ends of a Summary. */
export function itemOf(row: PostRow): Item {
  const { slug, title, date, updated } = row
  const { summary, tags, lang, minutes, cover, coverSize } = readDetails(row)
  const head = { slug, edition: editionOf(row), title, date }
  const shown = { summary, tags, lang, minutes, cover }
  const tail = { ...shown, ...(coverSize && { coverSize }), ...(updated !== null && { updated }) }
  return {
    date,
    head: JSON.stringify(head).slice(0, -1),
    tail: JSON.stringify(tail).slice(1),
  }
}

/** Brings the item up to a post's row. */
export function saveItem(sql: SqlStorage, row: PostRow): void {
  if (row.status !== 'published' || row.kind !== 'post') {
    sql.exec('DELETE FROM items WHERE slug = ?', row.slug)
    return
  }
  const { date, head, tail } = itemOf(row)
  sql.exec('INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?)', row.slug, date, head, tail)
}

/** Makes those of a ledger that had none. */
export function updateItems(sql: SqlStorage): void {
  if (first(sql, 'SELECT 1 FROM items LIMIT 1')) return
  const rows = sql.exec<PostRow>(`SELECT * FROM posts WHERE status = 'published' AND kind = 'post'`)
  for (const row of rows) saveItem(sql, row)
}

/** A value has at most 2 MB, and an item with as many long tags as are taken a fortieth of that. */
const TOGETHER = 25
const [OPEN, COMMA, CLOSE] = ['[', ',', ']'].map(toBytes) as [Uint8Array, Uint8Array, Uint8Array]

/**
 * Summaries as an array in JSON, in the order of at most a page of entries: SQLite puts the bytes together, which
 * become no string here. VALUES, since it reads the entries of JSON as rows.
 */
export function listItems(sql: SqlStorage, entries: Entry[], timezone: string): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const some = entries.slice(at, at + TOGETHER)
    const row = first<{ items: ArrayBuffer | null }>(
      sql,
      `SELECT CAST(group_concat(head || ',"day":"' || column2 || '",' || tail) AS BLOB) AS items
       FROM (VALUES ${some.map(() => '(?, ?)')}) CROSS JOIN items ON slug = column1`,
      ...some.flatMap(({ slug, date }) => [slug, dayOf(date, timezone)]),
    )
    if (row?.items) parts.push(parts.length === 0 ? OPEN : COMMA, new Uint8Array(row.items))
  }
  return parts.length === 0 ? [OPEN, CLOSE] : [...parts, CLOSE]
}
