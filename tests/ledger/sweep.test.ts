/** The sweep against a bucket that is slow or fails. */

import { describe, expect, test } from 'vitest'
import { firstIdle, holdPictures, releasePictures } from '../../src/ledger/idle.ts'
import { savePictures, saveUses } from '../../src/ledger/pictures.ts'
import { first } from '../../src/ledger/schema.ts'
import { Sweeper } from '../../src/ledger/sweep.ts'
import type { Picture } from '../../src/post/post.ts'
import { openSql } from './sqlite.ts'

const picture = (key: string): Picture => ({
  key,
  type: 'image/png',
  width: 1,
  height: 1,
  bytes: 1,
})
const DAY = 86_400_000

function open(remove: (keys: string[]) => Promise<void>) {
  const sql = openSql()
  const errors: unknown[] = []
  const sweeper = new Sweeper({
    sql,
    grace: DAY,
    transact: (change) => change(),
    remove,
    report: (error) => errors.push(error),
  })
  const knows = (key: string) => first(sql, 'SELECT 1 FROM pictures WHERE key = ?', key) !== null
  return { sql, sweeper, errors, knows }
}

/** Known, and shown nowhere for this long. */
function idle(sql: SqlStorage, key: string, since: number): void {
  savePictures(sql, [{ name: key, picture: picture(key) }], since)
  holdPictures(sql, [key], since)
}

describe('what is swept', () => {
  test('only what was shown nowhere for a day', async () => {
    const removed: string[] = []
    const { sql, sweeper, knows } = open(async (keys) => void removed.push(...keys))
    const now = Date.now()
    idle(sql, 'old', now - DAY)
    idle(sql, 'young', now - DAY + 60_000)
    idle(sql, 'shown', now - 2 * DAY)
    saveUses(sql, 'post', [{ address: 'a', line: 1, picture: picture('shown') }], now)
    await sweeper.sweep()
    expect(removed).toEqual(['old'])
    expect(['old', 'young', 'shown'].map(knows)).toEqual([false, true, true])
    expect(sweeper.due).toBe(now + 60_000)
  })

  test('a picture two posts show is idle only when both have let it go', () => {
    const { sql } = open(async () => {})
    const reference = { address: 'a', line: 1, picture: picture('k') }
    savePictures(sql, [{ name: 'a', picture: picture('k') }], 1)
    saveUses(sql, 'one', [reference], 2)
    saveUses(sql, 'two', [reference], 3)
    saveUses(sql, 'one', [], 4)
    expect(firstIdle(sql)).toBeNull()
    saveUses(sql, 'two', [], 5)
    expect(firstIdle(sql)).toBe(5)
    releasePictures(sql, ['k'], 6)
    expect(firstIdle(sql), 'its time does not start anew').toBe(5)
  })
})

test('whoever announces a picture that is being removed waits until it is gone', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const order: string[] = []
  const { sql, sweeper } = open(() => promise.then(() => void order.push('gone')))
  idle(sql, 'k', 0)
  const sweep = sweeper.sweep()
  const hold = sweeper.hold(['k']).then(() => order.push('held'))
  await new Promise((done) => setTimeout(done, 20))
  expect(order).toEqual([])
  resolve()
  await Promise.all([sweep, hold])
  expect(order).toEqual(['gone', 'held'])
  expect(firstIdle(sql)).toBeGreaterThan(0)
})

test('a bucket that fails is asked again in a minute', async () => {
  let calls = 0
  const { sql, sweeper, errors, knows } = open(async () => {
    if (calls++ === 0) throw new Error('R2 is away')
  })
  idle(sql, 'k', 0)
  await sweeper.sweep()
  expect([errors.length, knows('k')]).toEqual([1, false])
  expect((sweeper.due ?? 0) - Date.now()).toBeGreaterThan(50_000)
  await sweeper.sweep()
  expect(calls).toBe(1)
  holdPictures(sql, ['k'], 0)
  await sweeper.sweep()
  expect([calls, firstIdle(sql)]).toEqual([2, null])
})
