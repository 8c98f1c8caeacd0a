/** A rebuild goes on a step at a time: all of the shelf is put again, once, and nothing else waits for it. */

import { expect, test } from 'vitest'
import { continueRebuild, nextStep, startRebuild } from '../../src/ledger/rebuild.ts'
import { listDirty, markDirty, markFailed, markPut } from '../../src/ledger/shelf-rows.ts'
import { readStatus } from '../../src/ledger/status.ts'
import { RENDERER } from '../../src/post/render-post.ts'
import { keys, parseKey } from '../../src/shelf/keys.ts'
import { manyPosts } from './many-posts.ts'
import { openSql } from './sqlite.ts'

const POSTS = 130
const SETTING = { timezone: 'Asia/Shanghai', widths: [] }

function open(posts = POSTS) {
  const sql = openSql()
  for (const statements of manyPosts(0, posts)) {
    for (const [query, ...bindings] of statements) sql.exec(query, ...bindings)
  }
  const storage = { sql, transactionSync: (change: () => unknown) => change() }
  const step = () => continueRebuild(storage as DurableObjectStorage, SETTING)
  return { sql, step, pending: () => readPending(sql) }
}

const readPending = (sql: SqlStorage) =>
  readStatus(Object.assign(sql, { databaseSize: 0 }), Date.now()).pending.documents

/** Puts what is due, as the drain does. Gives the keys. */
function put(sql: SqlStorage, limit = 40): string[] {
  const now = Date.now() + 1_000
  const rows = listDirty(sql, now, limit)
  for (const row of rows) markPut(sql, row, { now, look: now + 60_000 })
  return rows.map(({ key }) => key)
}

test('every document is put again, posts first, and the index made anew; what was put since is not', async () => {
  const { sql, step, pending } = open()
  const all = sql.exec<{ key: string }>('SELECT key FROM shelf').toArray()
  expect(startRebuild(sql, Date.now())).toBe(all.length)
  expect(pending()).toBe(all.length)
  markDirty(sql, [keys.post('filler-7')], 2, Date.now())
  const passes = [put(sql)]
  for (let steps = 0; nextStep(sql, 1) !== null; steps++) {
    expect(steps).toBeLessThan(20)
    await step()
    const left = pending()
    passes.push(put(sql))
    expect(pending()).toBe(left - (passes.at(-1)?.length ?? 0))
  }
  expect(passes[0]).toEqual([keys.post('filler-7')])
  expect(passes.flat().toSorted()).toEqual(all.map(({ key }) => key).toSorted())
  const kinds = passes.flat().map((key) => parseKey(key).kind)
  const lists = kinds.filter((kind) => kind === 'list').length
  expect(kinds).toEqual([...Array(POSTS).fill('post'), ...Array(lists).fill('list'), 'site'])
  expect(pending()).toBe(0)
})

test('what is published meanwhile is put with the next pass', async () => {
  const { sql, step } = open()
  startRebuild(sql, Date.now())
  await step() // none is to be rendered
  await step()
  const fresh = [keys.post('fresh'), keys.list('all', 3), keys.site()]
  markDirty(sql, fresh, 2, Date.now())
  expect(put(sql)).toHaveLength(40)
  expect(put(sql)).toEqual(fresh)
})

test('while KV refuses all, no more than a pass of them waits', async () => {
  const { sql, step, pending } = open()
  startRebuild(sql, Date.now())
  for (let n = 0; n < 5; n++) {
    await step()
    for (const row of listDirty(sql, Date.now(), 40)) markFailed(sql, row, Date.now())
  }
  expect(nextStep(sql, 1)).toBeNull()
  const waiting = sql.exec<{ n: number }>('SELECT count(*) AS n FROM shelf WHERE put < ver')
  expect(waiting.toArray()).toEqual([{ n: 40 }])
  expect(pending()).toBeGreaterThan(POSTS)
})

test('posts of an older renderer are rendered again in the order of the lists, and put once', async () => {
  const { sql, step } = open(60)
  sql.exec(`UPDATE posts SET renderer = 'old'`)
  startRebuild(sql, Date.now())
  const puts: string[] = []
  const rendered: number[] = []
  while (nextStep(sql, 1) !== null) {
    await step()
    const query = `SELECT count(*) AS n FROM posts WHERE renderer = ?`
    rendered.push(sql.exec<{ n: number }>(query, RENDERER).toArray()[0]?.n ?? 0)
    puts.push(...put(sql, 100))
  }
  expect(rendered.slice(0, 4)).toEqual([20, 40, 60, 60])
  const posts = puts.filter((key) => parseKey(key).kind === 'post')
  expect(posts.toSorted()).toEqual([...new Set(posts)].toSorted())
  expect(posts).toHaveLength(60)
  expect(sql.exec('SELECT * FROM rebuilds').toArray()).toEqual([])
})
