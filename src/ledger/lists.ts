/**
 * Lists of published posts, ordered by date and slug and cut into pages of 50 from the oldest. The cut is
 * strict, so a list's pages depend on its entries alone and not on the order they came in. A page is one row,
 * which holds its entries. An append touches one page; an entry put in or taken out further back moves one
 * entry across each later page's edge.
 */

import { type ListName, PAGE_SIZE } from '../shelf/documents.ts'
import { first } from './schema.ts'

/** A place in a list. */
export type Entry = { date: number; slug: string }

const before = (a: Entry, b: Entry): boolean =>
  a.date < b.date || (a.date === b.date && a.slug < b.slug)

export interface Neighbours {
  older: Entry | undefined
  newer: Entry | undefined
}

/** The entries on either side of a place. */
export function findNeighbours(sql: SqlStorage, list: ListName, place: Entry): Neighbours {
  const n = findPage(sql, list, place) ?? 0
  const page = readPage(sql, list, n)
  return {
    older: page.findLast((each) => before(each, place)) ?? readPage(sql, list, n - 1).at(-1),
    newer: page.find((each) => before(place, each)) ?? readPage(sql, list, n + 1)[0],
  }
}

/** Puts an entry in. Gives the numbers of the pages that changed. */
export function addEntry(sql: SqlStorage, list: ListName, name: string, entry: Entry): number[] {
  changeSize(sql, list, name, 1)
  const changed: number[] = []
  let n = findPage(sql, list, entry) ?? 1
  for (let carried: Entry | undefined = entry; carried; n++) {
    const own: Entry = carried
    const page = readPage(sql, list, n)
    page.splice(page.findLastIndex((each) => before(each, own)) + 1, 0, own)
    carried = page.length > PAGE_SIZE ? page.pop() : undefined
    // What comes after all of a full page does not change it.
    if (carried === own) continue
    savePage(sql, list, n, page)
    changed.push(n)
  }
  return changed
}

/** Takes an entry out. Gives the numbers of the pages that changed. */
export function removeEntry(sql: SqlStorage, list: ListName, name: string, entry: Entry): number[] {
  const changed: number[] = []
  let n = findPage(sql, list, entry) ?? 1
  let page = readPage(sql, list, n).filter(({ slug }) => slug !== entry.slug)
  for (let moved: Entry | undefined = entry; moved; n++) {
    const next = readPage(sql, list, n + 1)
    moved = next.shift()
    if (moved) page.push(moved)
    savePage(sql, list, n, page)
    changed.push(n)
    page = next
  }
  changeSize(sql, list, name, -1)
  return changed
}

/** The page a place is on: the last that does not begin after it. */
export function findPage(sql: SqlStorage, list: ListName, { date, slug }: Entry): number | null {
  const row = first<{ n: number }>(
    sql,
    `SELECT n FROM list_pages WHERE list = ? AND (date, slug) <= (?, ?)
     ORDER BY date DESC, slug DESC LIMIT 1`,
    list,
    date,
    slug,
  )
  return row?.n ?? null
}

/** The newest entries of a list, newest first; at most a page of them. */
export function newestEntries(sql: SqlStorage, list: ListName, limit: number): Entry[] {
  const query = 'SELECT n, entries FROM list_pages WHERE list = ? ORDER BY n DESC LIMIT 1'
  const last = first<PageRow & { n: number }>(sql, query, list)
  if (!last) return []
  const entries = readEntries(last).reverse()
  const more = entries.length < limit ? readPage(sql, list, last.n - 1).reverse() : []
  return [...entries, ...more].slice(0, limit)
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

type PageRow = { entries: string }

const readEntries = ({ entries }: PageRow): Entry[] => JSON.parse(entries)

/** The entries of one page, oldest first; empty when there is no such page. */
export function readPage(sql: SqlStorage, list: ListName, n: number): Entry[] {
  const query = 'SELECT entries FROM list_pages WHERE list = ? AND n = ?'
  const row = first<PageRow>(sql, query, list, n)
  return row ? readEntries(row) : []
}

function savePage(sql: SqlStorage, list: ListName, n: number, page: Entry[]): void {
  const [start] = page
  if (!start) sql.exec('DELETE FROM list_pages WHERE list = ? AND n = ?', list, n)
  else {
    const { date, slug } = start
    sql.exec(
      `INSERT INTO list_pages VALUES (?, ?, ?, ?, ?) ON CONFLICT (list, n)
       DO UPDATE SET date = excluded.date, slug = excluded.slug, entries = excluded.entries`,
      ...[list, n, date, slug, JSON.stringify(page.map(toPlace))],
    )
  }
}

/** A row is an entry, too: the page keeps of it what it needs. */
const toPlace = ({ date, slug }: Entry): Entry => ({ date, slug })

/** Takes out, once, what the pages of an older ledger hold beyond that. */
export function narrowPages(sql: SqlStorage): void {
  if (first(sql, `SELECT 1 FROM counters WHERE name = 'narrow'`)) return
  sql.exec(
    `UPDATE list_pages SET entries = (
       SELECT json_group_array(json_object('date', value ->> 'date', 'slug', value ->> 'slug') ORDER BY key)
       FROM json_each(entries)
     ) WHERE entries LIKE '%"kind":%'`,
  )
  sql.exec(`INSERT INTO counters VALUES ('narrow', 1)`)
}
