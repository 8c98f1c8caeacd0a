/** The search index: the published posts' titles, labels and texts, in one FTS5 table that keeps no text. */

import { findRow, type PostRow, readDetails } from './posts.ts'
import { first } from './schema.ts'
import { fold, tokensOf } from './search-text.ts'

/** Changes whenever the same post would be indexed otherwise: blogs indexed by another are indexed again. */
const INDEXER = 2
/** Posts indexed in one step. */
const AT_ONCE = 50
/** Milliseconds to a place in the index. Places are close together, since their distances cost bytes. */
const PLACE = 22.5 * 60_000
/** UTF-16 code units in one column: a value has at most 2 MB of UTF-8. */
const COLUMN = 600_000
const COLUMNS = 3

/** Where a token was found: the title, the title or a label, anywhere. No folded text has these marks. */
export const MARKS = { title: '¹', label: '²', any: '' } as const
export type Mark = keyof typeof MARKS

/** The searchable fields of a post, folded. Labels, on a line each, are its tags and categories. */
export interface Fields {
  title: string
  label: string
}

export function readFields(row: Pick<PostRow, 'title' | 'details'>): Fields {
  const { tags, categories } = readDetails(row)
  const names = [...tags, ...categories].map(({ name }) => name)
  return { title: fold(row.title), label: fold(names.join('\n')) }
}

export function readText(sql: SqlStorage, slug: string): string {
  return first<{ text: string }>(sql, 'SELECT text FROM articles WHERE slug = ?', slug)?.text ?? ''
}

/** Says that the index is behind a post. Call it in the transaction of the change. */
export function markUnindexed(sql: SqlStorage, slug: string): void {
  sql.exec('INSERT INTO unindexed (slug) VALUES (?)', slug)
}

/** How far the index is behind: by nothing, by what a later alarm may bring along, or by a whole step. */
export function howBehind(sql: SqlStorage): 'not' | 'little' | 'much' {
  const query = `SELECT count(*) AS n FROM (SELECT 1 FROM unindexed LIMIT ${AT_ONCE})`
  const n = first<{ n: number }>(sql, query)?.n ?? 0
  return n === 0 ? 'not' : n < AT_ONCE ? 'little' : 'much'
}

/** Indexes what was written, in the order it was written in, at most so many posts. In a transaction. */
export function catchUp(sql: SqlStorage): void {
  const written = sql
    .exec<{ n: number; slug: string }>('SELECT * FROM unindexed ORDER BY n LIMIT ?', AT_ONCE)
    .toArray()
  for (const slug of new Set(written.map((each) => each.slug))) {
    const row = findRow(sql, slug)
    if (row) indexPost(sql, row)
  }
  sql.exec('DELETE FROM unindexed WHERE n <= ?', written.at(-1)?.n ?? 0)
}

/** Brings the index up to a post's row, whose article is saved. */
export function indexPost(sql: SqlStorage, row: PostRow): void {
  const old = first<{ id: number }>(sql, 'SELECT id FROM indexed WHERE slug = ?', row.slug)
  const stays = row.status === 'published' && old?.id === Math.floor(row.date / PLACE)
  if (old) sql.exec('DELETE FROM search WHERE rowid = ?', old.id)
  if (old && !stays) sql.exec('DELETE FROM indexed WHERE id = ?', old.id)
  if (row.status !== 'published') return
  const { title, label } = readFields(row)
  const id = stays ? old.id : findPlace(sql, row.date)
  const strings = [
    ...tokensOf(title, MARKS.title),
    ...tokensOf(`${title}\n${label}`, MARKS.label),
    ...tokensOf(`${title}\n${label}\n${fold(readText(sql, row.slug))}`, MARKS.any),
  ]
  if (!stays) sql.exec('INSERT INTO indexed VALUES (?, ?)', id, row.slug)
  sql.exec('INSERT INTO search (rowid, a, b, c) VALUES (?, ?, ?, ?)', id, ...fill(strings))
}

/** Newer posts have greater ids, so that the newest hits are read first and the others not at all. */
function findPlace(sql: SqlStorage, date: number): number {
  let from = Math.floor(date / PLACE)
  for (let step = 64; ; step *= 2) {
    const last = first<{ id: number | null }>(
      sql,
      'SELECT max(id) AS id FROM indexed WHERE id >= ? AND id < ?',
      from,
      from + step,
    )?.id
    // Posts of one day may follow each other for long: leap over them.
    if (last == null) return from
    if (last + 1 < from + step) return last + 1
    from += step
  }
}

/** Spreads strings over the columns. A string is never cut: it may be one phrase. */
function fill(strings: string[]): string[] {
  const columns = Array<string>(COLUMNS).fill('')
  let at = 0
  for (const each of strings) {
    while (at < COLUMNS && (columns[at]?.length ?? 0) + each.length >= COLUMN) at++
    if (at < COLUMNS) columns[at] += `${each} `
  }
  return columns
}

/** Has every post indexed again, from the next alarm on; what is there stays in use meanwhile. */
export function startIndexing(sql: SqlStorage): void {
  sql.exec(`INSERT OR REPLACE INTO counters VALUES ('indexing', ?)`, Number.MIN_SAFE_INTEGER)
}

/** The same, once, for a blog whose posts were indexed otherwise or not at all. */
export function updateIndex(sql: SqlStorage): void {
  if (first(sql, `SELECT 1 FROM counters WHERE name = 'indexer' AND value = ?`, INDEXER)) return
  if (first(sql, 'SELECT 1 FROM posts LIMIT 1')) startIndexing(sql)
  sql.exec(`INSERT OR REPLACE INTO counters VALUES ('indexer', ?)`, INDEXER)
}

export function isIndexing(sql: SqlStorage): boolean {
  return first(sql, `SELECT 1 FROM counters WHERE name = 'indexing'`) !== null
}

/** Indexes the next posts, oldest first, those of one date together: the counter says how far it got. */
export function continueIndexing(sql: SqlStorage): void {
  const rows = sql
    .exec<PostRow>(
      `SELECT * FROM posts WHERE status = 'published'
       AND date > (SELECT value FROM counters WHERE name = 'indexing') ORDER BY date LIMIT ?`,
      AT_ONCE,
    )
    .toArray()
  const last = rows.at(-1)
  for (const row of rows) indexPost(sql, row)
  if (!last || rows.length < AT_ONCE) {
    sql.exec(`DELETE FROM counters WHERE name = 'indexing'`)
    return
  }
  const together = sql.exec<PostRow>(
    `SELECT * FROM posts WHERE status = 'published' AND date = ?`,
    last.date,
  )
  for (const row of together.toArray()) indexPost(sql, row)
  sql.exec(`UPDATE counters SET value = ? WHERE name = 'indexing'`, last.date)
}
