/**
 * Lists of published posts, ordered by date and slug and cut into pages of 50 from the oldest. The cut is
 * strict, so a list's pages depend on its entries alone and not on the order they came in. `pages` keeps
 * each page's first entry, which lets a page be read by key. An append touches one page; an entry put in
 * or taken out further back moves one entry across each later page's edge.
 */

import { type ListName, PAGE_SIZE } from '../shelf/documents.ts'
import type { PostRow } from './posts.ts'
import { first } from './schema.ts'

/** A place in a list. */
export type Entry = { date: number; slug: string }

type PageStart = Entry & { n: number }

const before = (a: Entry, b: Entry): boolean =>
  a.date < b.date || (a.date === b.date && a.slug < b.slug)
const same = (a: Entry | null, b: Entry): boolean => a?.date === b.date && a.slug === b.slug

/** The entry just older than a place. */
export function findOlder(sql: SqlStorage, list: ListName, { date, slug }: Entry): Entry | null {
  return first<Entry>(
    sql,
    `SELECT date, slug FROM entries WHERE list = ? AND (date, slug) < (?, ?)
     ORDER BY date DESC, slug DESC LIMIT 1`,
    list,
    date,
    slug,
  )
}

/** The entry just newer than a place. */
export function findNewer(sql: SqlStorage, list: ListName, { date, slug }: Entry): Entry | null {
  return first<Entry>(
    sql,
    `SELECT date, slug FROM entries WHERE list = ? AND (date, slug) > (?, ?)
     ORDER BY date, slug LIMIT 1`,
    list,
    date,
    slug,
  )
}

/** Puts an entry in. Gives the numbers of the pages that changed. */
export function addEntry(sql: SqlStorage, list: ListName, name: string, entry: Entry): number[] {
  sql.exec('INSERT INTO entries VALUES (?, ?, ?)', list, entry.date, entry.slug)
  const size = changeSize(sql, list, name, 1)
  const changed: number[] = []
  let next: Entry | null = null
  for (const start of pagesFromLast(sql, list)) {
    if (!before(entry, start)) {
      // A full page whose successor now starts with the new entry did not change itself.
      const full = start.n * PAGE_SIZE < size && next === null
      const landsAfter = full ? same(lastEntry(sql, list), entry) : next && same(next, entry)
      if (!landsAfter) changed.push(start.n)
      break
    }
    next = findOlder(sql, list, start)
    if (next) setStart(sql, list, start.n, next)
    changed.push(start.n)
  }
  const count = Math.ceil(size / PAGE_SIZE)
  if (size % PAGE_SIZE === 1) {
    const last = lastEntry(sql, list)
    if (last) setStart(sql, list, count, last)
    changed.push(count)
  }
  return changed
}

/** Takes an entry out. Gives the numbers of the pages that changed. */
export function removeEntry(sql: SqlStorage, list: ListName, name: string, entry: Entry): number[] {
  const changed: number[] = []
  for (const start of pagesFromLast(sql, list)) {
    changed.push(start.n)
    if (before(start, entry)) break
    const next = findNewer(sql, list, start)
    if (next) setStart(sql, list, start.n, next)
    else sql.exec('DELETE FROM pages WHERE list = ? AND n = ?', list, start.n)
    if (same(start, entry)) break
  }
  sql.exec(
    'DELETE FROM entries WHERE list = ? AND date = ? AND slug = ?',
    list,
    entry.date,
    entry.slug,
  )
  changeSize(sql, list, name, -1)
  return changed
}

/** The page an entry of the list stands on. */
export function findPage(sql: SqlStorage, list: ListName, { date, slug }: Entry): number | null {
  const row = first<{ n: number }>(
    sql,
    `SELECT n FROM pages WHERE list = ? AND (date, slug) <= (?, ?)
     ORDER BY date DESC, slug DESC LIMIT 1`,
    list,
    date,
    slug,
  )
  return row?.n ?? null
}

/** The posts of one page, oldest first; empty when there is no such page. */
export function listPage(sql: SqlStorage, list: ListName, n: number): PostRow[] {
  const start = first<Entry>(sql, 'SELECT date, slug FROM pages WHERE list = ? AND n = ?', list, n)
  if (!start) return []
  return sql
    .exec<PostRow>(
      // CROSS JOIN: the entries first, which stand in order.
      `SELECT posts.* FROM entries CROSS JOIN posts ON posts.slug = entries.slug
       WHERE list = ? AND (entries.date, entries.slug) >= (?, ?)
       ORDER BY entries.date, entries.slug LIMIT ${PAGE_SIZE}`,
      list,
      start.date,
      start.slug,
    )
    .toArray()
}

/** The newest posts of a list, newest first. */
export function listNewest(sql: SqlStorage, list: ListName, limit: number): PostRow[] {
  return sql
    .exec<PostRow>(
      `SELECT posts.* FROM entries CROSS JOIN posts ON posts.slug = entries.slug WHERE list = ?
       ORDER BY entries.date DESC, entries.slug DESC LIMIT ?`,
      list,
      limit,
    )
    .toArray()
}

/** Counts published posts of a list or of a year (`year:2014`) up or down. Gives the new size. */
export function changeSize(sql: SqlStorage, list: string, name: string, by: 1 | -1): number {
  const row = first<{ size: number }>(
    sql,
    `INSERT INTO lists VALUES (?, ?, ?)
     ON CONFLICT (list) DO UPDATE SET size = size + excluded.size, name = excluded.name
     RETURNING size`,
    list,
    name,
    by,
  )
  return row?.size ?? 0
}

/** Spells a tag or category as its newest post does. */
export function renameList(sql: SqlStorage, list: ListName, name: string): void {
  sql.exec('UPDATE lists SET name = ? WHERE list = ?', name, list)
}

/** Reads page starts newest first, in steps, so that an append to a long list reads one. */
function* pagesFromLast(sql: SqlStorage, list: ListName): Generator<PageStart> {
  let below = Number.MAX_SAFE_INTEGER
  while (true) {
    const start = first<PageStart>(
      sql,
      'SELECT n, date, slug FROM pages WHERE list = ? AND n < ? ORDER BY n DESC LIMIT 1',
      list,
      below,
    )
    if (!start) return
    yield start
    below = start.n
  }
}

function lastEntry(sql: SqlStorage, list: ListName): Entry | null {
  return first<Entry>(
    sql,
    'SELECT date, slug FROM entries WHERE list = ? ORDER BY date DESC, slug DESC LIMIT 1',
    list,
  )
}

function setStart(sql: SqlStorage, list: ListName, n: number, { date, slug }: Entry): void {
  sql.exec('INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)', list, n, date, slug)
}
