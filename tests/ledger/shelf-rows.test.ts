/** What the drain takes next: posts before lists, and no more read than taken. */

import { expect, it } from 'vitest'
import {
  holdLists,
  listDirty,
  listOlder,
  listUnverified,
  markDirty,
  nextDue,
} from '../../src/ledger/shelf-rows.ts'
import { keys } from '../../src/shelf/keys.ts'
import { openSql } from './sqlite.ts'

const POSTS = Array.from({ length: 3 }, (_, n) => keys.post(`p${n}`))
const LISTS = [keys.list('all', 1), keys.list('tag:a', 1)]

const keysOf = (rows: { key: string }[]) => rows.map(({ key }) => key)

it('posts go before lists, and those before the site, also where all have waited as long', () => {
  const sql = openSql()
  markDirty(sql, [keys.site(), ...LISTS, ...POSTS], 1, 1_000)
  expect(keysOf(listDirty(sql, 1_000, 9))).toEqual([...POSTS, ...LISTS, keys.site()])
  expect(keysOf(listDirty(sql, 1_000, 4))).toEqual([...POSTS, LISTS[0]])
  expect(listDirty(sql, 999, 9)).toEqual([])
})

it('a list that has waited longer than a post waits for it', () => {
  const sql = openSql()
  markDirty(sql, LISTS, 1, 1_000)
  markDirty(sql, POSTS, 2, 2_000)
  expect(keysOf(listDirty(sql, 2_000, 2))).toEqual(POSTS.slice(0, 2))
})

it('lists wait for a pause while many posts come, posts do not; no list waits longer than five seconds', () => {
  const sql = openSql()
  markDirty(sql, [...LISTS, ...POSTS], 1, 1_000)
  holdLists(sql, 1_000)
  expect(keysOf(listDirty(sql, 1_499, 9))).toEqual(POSTS)
  expect(keysOf(listDirty(sql, 1_500, 9))).toEqual([...POSTS, ...LISTS])
  for (let now = 1_100; now < 7_000; now += 100) {
    markDirty(sql, LISTS, now, now)
    holdLists(sql, now)
    const due = keysOf(listDirty(sql, now, 9)).filter((key) => LISTS.includes(key))
    expect([now, due]).toEqual([now, now < 6_000 ? [] : LISTS])
  }
})

it('nothing is sorted, and no table is read from its beginning: a pass over any shelf reads what it takes', () => {
  const sql = openSql()
  const plans: string[] = []
  const exec: SqlStorage['exec'] = (query, ...bindings) => {
    const plan = sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...bindings)
    plans.push(...plan.toArray().map(({ detail }) => detail))
    return sql.exec(query, ...bindings)
  }
  const explained = { exec } as SqlStorage
  listDirty(explained, 1_000, 9)
  listUnverified(explained, 1_000, 9)
  nextDue(explained)
  holdLists(explained, 1_000)
  listOlder(explained, { since: 1_000, rank: 0, key: POSTS[0] ?? '' }, 9)
  const read = plans.filter((plan) => /\bshelf\b/.test(plan))
  expect(read.filter((plan) => !/shelf_(dirty|unverified|refused)|key>/.test(plan))).toEqual([])
  expect(plans.join()).toContain('shelf_dirty')
  expect(plans.join()).toContain('shelf_unverified')
  expect(plans.join()).not.toContain('TEMP B-TREE')
})
