/** What lists show of posts: made when a post is written, for an older ledger when it is opened. */

import { expect, it } from 'vitest'
import { keepPost } from '../../src/ledger/change.ts'
import { listItems, saveItem, updateItems } from '../../src/ledger/items.ts'
import { type PostRow, saveRow } from '../../src/ledger/posts.ts'
import type { Summary } from '../../src/post/post.ts'
import { openSql } from './sqlite.ts'

const tags = [{ key: '纸', name: '纸' }]
const coverSize = { width: 3, height: 2 }
const shown = { summary: '"毛边"\n\u0001', tags, lang: null, minutes: 2, cover: '/images/a.png' }

const rowOf = (slug: string, more: Partial<PostRow> = {}): PostRow => ({
  ...{ slug, kind: 'post', status: 'published', title: `Title of ${slug}`, year: 2026, etag: 'e' },
  ...{
    date: Date.UTC(2026, 0, 1, 20),
    updated: null,
    revision: 3,
    changed: 0,
    bytes: 1,
    name: null,
  },
  ...{ renderer: '9', details: JSON.stringify({ contents: [], extra: { a: 1 }, ...shown }) },
  ...more,
})

function openWith(...rows: PostRow[]): SqlStorage {
  const sql = openSql()
  for (const row of rows) saveRow(sql, null, row)
  return sql
}

const itemsOf = (sql: SqlStorage, slugs: string[], timezone = 'UTC'): Summary[] =>
  JSON.parse(
    Buffer.concat(
      listItems(
        sql,
        slugs.map((slug) => ({ date: Date.UTC(2026, 0, 1, 20), slug })),
        timezone,
      ),
    ).toString(),
  )

it('is a summary in the order of the entries, with the day of the zone', () => {
  const details = JSON.stringify({ ...shown, coverSize })
  const rows = [rowOf('a'), rowOf('b', { details, updated: 5 })]
  const sql = openWith(...rows)
  for (const row of rows) saveItem(sql, row)
  const [b, a] = itemsOf(sql, ['b', 'a'])
  const start = { slug: 'a', edition: '3.9', title: 'Title of a', date: rows[0]?.date }
  expect(JSON.stringify(a)).toBe(JSON.stringify({ ...start, day: '2026-01-01', ...shown }))
  expect(b).toMatchObject({ slug: 'b', coverSize, updated: 5 })
  expect(itemsOf(sql, ['a'], 'Asia/Shanghai')).toMatchObject([{ day: '2026-01-02' }])
})

it('is there of published posts alone, made once for a ledger that had none', () => {
  const hidden = [rowOf('draft', { status: 'draft' }), rowOf('page', { kind: 'page' })]
  const sql = openWith(rowOf('a'), ...hidden)
  expect(itemsOf(sql, ['a'])).toEqual([])
  updateItems(sql)
  expect(itemsOf(sql, ['a', 'draft', 'page'])).toMatchObject([{ slug: 'a' }])
  saveItem(sql, rowOf('a', { status: 'gone' }))
  expect(itemsOf(sql, ['a'])).toEqual([])
})

it('follows its post when that counts as rendered anew', () => {
  const sql = openWith(rowOf('a'))
  keepPost(sql, 'a', '10')
  expect(itemsOf(sql, ['a'])).toMatchObject([{ edition: '3.10' }])
})
