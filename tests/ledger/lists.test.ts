/** Lists cut into pages: the same pages as a plain cut, whatever the order of changes. */

import { describe, expect, it } from 'vitest'
import {
  addEntry,
  type Entry,
  findNeighbours,
  findPage,
  narrowPages,
  newestEntries,
  readPage,
  removeEntry,
} from '../../src/ledger/lists.ts'
import { createTables } from '../../src/ledger/schema.ts'
import { PAGE_SIZE } from '../../src/shelf/documents.ts'
import { openSql } from './sqlite.ts'

const byPlace = (a: Entry, b: Entry) => a.date - b.date || (a.slug < b.slug ? -1 : 1)
const entry = (date: number): Entry => ({ date, slug: `p${date}` })

/** What the pages must be, worked out the simple way. */
function cut(entries: Entry[]): Entry[][] {
  const sorted = entries.toSorted(byPlace)
  const pages = []
  for (let i = 0; i < sorted.length; i += PAGE_SIZE) pages.push(sorted.slice(i, i + PAGE_SIZE))
  return pages
}

function readPages(sql: SqlStorage, count: number): Entry[][] {
  return Array.from({ length: count }, (_, i) => readPage(sql, 'all', i + 1))
}

/** Numbers of the pages whose entries differ. */
function differing(before: Entry[][], after: Entry[][]): number[] {
  const most = Math.max(before.length, after.length)
  return Array.from({ length: most }, (_, i) => i).flatMap((i) =>
    JSON.stringify(before[i]) === JSON.stringify(after[i]) ? [] : [i + 1],
  )
}

/** A small seeded generator (mulberry32), so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

describe('lists', () => {
  it('an append touches one page, also where a page is full', () => {
    const sql = openSql()
    for (let i = 1; i <= 3 * PAGE_SIZE + 1; i++) {
      expect(addEntry(sql, 'all', '', entry(i))).toEqual([Math.ceil(i / PAGE_SIZE)])
    }
  })

  it.each([1, 2, 3, 4])('pages equal a plain cut after random changes (seed %i)', (seed) => {
    const sql = openSql()
    const random = randomFrom(seed)
    let model: Entry[] = []
    for (let step = 0; step < 700; step++) {
      const before = cut(model)
      let changed: number[]
      if (model.length > 0 && random() < (step > 450 ? 0.75 : 0.25)) {
        const gone = model[Math.floor(random() * model.length)] as Entry
        model = model.filter((each) => each !== gone)
        changed = removeEntry(sql, 'all', '', gone)
      } else {
        const added = entry(random() < 0.5 ? 10_000 + step : Math.floor(random() * 10_000))
        if (model.some(({ slug }) => slug === added.slug)) continue
        model = [...model, added]
        const row = { ...added, kind: 'post', details: '{}' }
        changed = addEntry(sql, 'all', '', row)
      }
      const after = cut(model)
      expect(changed.toSorted((a, b) => a - b)).toEqual(differing(before, after))
      if (step % 50 === 0) expect(readPages(sql, after.length + 1)).toEqual([...after, []])
    }
    const sorted = model.toSorted(byPlace)
    const newest = newestEntries(sql, 'all', 20).map(({ slug }) => slug)
    expect(newest).toEqual(
      sorted
        .slice(-20)
        .reverse()
        .map(({ slug }) => slug),
    )
    for (const [i, each] of sorted.entries()) {
      expect(findPage(sql, 'all', each)).toBe(Math.floor(i / PAGE_SIZE) + 1)
      const { older, newer } = findNeighbours(sql, 'all', each)
      expect([older?.slug, newer?.slug]).toEqual([sorted[i - 1]?.slug, sorted[i + 1]?.slug])
    }
  })

  it('a ledger with a row for each entry is cut anew', () => {
    const sql = openSql()
    const entries = Array.from({ length: 2 * PAGE_SIZE + 3 }, (_, i) => entry(Math.floor(i / 2)))
    for (const [i, each] of entries.entries()) each.slug = `${(i * 7) % entries.length}`
    sql.exec(
      `CREATE TABLE pages (n);
       CREATE TABLE entries (list, date, slug, PRIMARY KEY (list, date, slug)) WITHOUT ROWID;`,
    )
    for (const list of ['all', 'tag:a']) {
      for (const { date, slug } of entries) {
        sql.exec('INSERT INTO entries VALUES (?, ?, ?)', list, date, slug)
      }
    }
    for (const _ of ['once', 'twice']) createTables(sql)
    expect(readPages(sql, 4)).toEqual([...cut(entries), []])
    const added = { date: -1, slug: 'first' }
    expect(addEntry(sql, 'tag:a', 'a', added)).toEqual([1, 2, 3])
  })

  it('pages that hold whole rows are made narrow, once', () => {
    const sql = openSql()
    const entries = Array.from({ length: PAGE_SIZE + 3 }, (_, i) => entry(i))
    for (const each of entries) addEntry(sql, 'all', '', each)
    const wide = entries.map((each) => ({ kind: 'post', ...each, title: '"kind":', details: '{}' }))
    const widen = (n: number, page: Entry[]) =>
      sql.exec('UPDATE list_pages SET entries = ? WHERE n = ?', JSON.stringify(page), n)
    widen(1, wide.slice(0, PAGE_SIZE))
    for (const _ of ['once', 'twice']) narrowPages(sql)
    expect(readPages(sql, 3)).toEqual([...cut(entries), []])
    widen(2, wide.slice(PAGE_SIZE))
    narrowPages(sql)
    expect(readPage(sql, 'all', 2)).toEqual(wide.slice(PAGE_SIZE))
  })
})
