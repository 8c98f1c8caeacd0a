/** What the drain takes next: posts before lists, and no more read than taken. */

import { expect, it } from 'vitest'
import { listDirty, markAllDirty, markDirty } from '../../src/ledger/shelf-rows.ts'
import { keys } from '../../src/shelf/keys.ts'
import { openSql } from './sqlite.ts'

const POSTS = Array.from({ length: 3 }, (_, n) => keys.post(`p${n}`))
const LISTS = [keys.list('all', 1), keys.list('tag:a', 1)]

const keysOf = (rows: { key: string }[]) => rows.map(({ key }) => key)

it('posts go before lists, and those before the site, also where all have waited as long', () => {
  const sql = openSql()
  markDirty(sql, [keys.site(), ...LISTS, ...POSTS], 1, 1_000)
  expect(keysOf(listDirty(sql, 1_000, 9))).toEqual([...POSTS, ...LISTS, keys.site()])
  markAllDirty(sql, 2_000)
  expect(keysOf(listDirty(sql, 2_000, 4))).toEqual([...POSTS, LISTS[0]])
  expect(listDirty(sql, 1_999, 9)).toEqual([])
})

it('a list that has waited longer than a post waits for it', () => {
  const sql = openSql()
  markDirty(sql, LISTS, 1, 1_000)
  markDirty(sql, POSTS, 2, 2_000)
  expect(keysOf(listDirty(sql, 2_000, 2))).toEqual(POSTS.slice(0, 2))
})

it('nothing is sorted: a pass over a shelf that is all dirty reads what it takes', () => {
  const sql = openSql()
  const plans: unknown[] = []
  const exec: SqlStorage['exec'] = (query, ...bindings) => {
    plans.push(...sql.exec(`EXPLAIN QUERY PLAN ${query}`, ...bindings).toArray())
    return sql.exec(query, ...bindings)
  }
  listDirty({ exec } as SqlStorage, 1_000, 9)
  expect(JSON.stringify(plans)).toContain('shelf_by_due')
  expect(JSON.stringify(plans)).not.toContain('TEMP B-TREE')
})
