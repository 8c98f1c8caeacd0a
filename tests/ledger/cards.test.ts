/** The cards that are still to be drawn, where drawing fails. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Cards, cardOf, wantCard } from '../../src/ledger/cards.ts'
import { findRow, type PostRow, saveRow } from '../../src/ledger/posts.ts'
import type { CardTitle } from '../../src/ledger/protocol.ts'
import type { Picture } from '../../src/post/post.ts'
import { openSql } from './sqlite.ts'

const picture = (key: string): Picture => ({
  ...{ key, type: 'image/png', width: 1200, height: 630, bytes: 1 },
})
const START = Date.UTC(2026, 0, 1)

beforeEach(() => void vi.useFakeTimers({ now: START, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

function open(draw: ((post: CardTitle) => Promise<Picture | null>) | null) {
  const sql = openSql()
  const errors: unknown[] = []
  const cards = new Cards({
    ...{ sql, draw, transact: (change) => change(), report: (error) => errors.push(error) },
    arm: async () => {},
  })
  const want = (slug: string, title = slug) => {
    const details = JSON.stringify({ lang: null, cover: null, summary: '' })
    const row = { ...POST, slug, title, details }
    saveRow(sql, findRow(sql, slug), row)
    wantCard(sql, row, Date.now())
  }
  /** Draws what is due at this second of the day. */
  const at = async (second: number) => {
    vi.setSystemTime(START + second * 1000)
    cards.begin()
    await new Promise((done) => setTimeout(done))
  }
  const wait = () => (cards.due === null ? null : Math.floor((cards.due - START) / 1000))
  return { sql, cards, errors, want, at, wait }
}

const POST: Omit<PostRow, 'slug' | 'title' | 'details'> = {
  ...{ kind: 'post', status: 'published', date: START, year: 2026, updated: null, etag: 'e' },
  ...{ revision: 1, changed: START, bytes: 1, name: null, renderer: '1' },
}

test('after a failure all wait, twice as long each time, and a success ends it', async () => {
  const asked: string[] = []
  let works = false
  const { sql, want, at, wait } = open(async ({ title }) => {
    asked.push(title)
    return works ? picture(title) : null
  })
  for (const slug of ['a', 'b', 'c']) want(slug)
  await at(0)
  expect([asked, wait()]).toEqual([['a'], 15])
  await at(15)
  expect([asked, wait()]).toEqual([['a', 'b'], 45])
  await at(44)
  expect(asked, 'none before its time').toEqual(['a', 'b'])
  works = true
  await at(46)
  expect(asked.slice(2).toSorted()).toEqual(['a', 'b', 'c'])
  expect(['a', 'b', 'c'].map((slug) => cardOf(sql, slug))).toEqual(['a', 'b', 'c'])
  expect(wait()).toBeNull()
  works = false
  want('d')
  await at(60)
  expect(wait()).toBe(75)
})

test('one that throws is reported, and tried again', async () => {
  const { want, at, wait, errors } = open(async () => {
    throw new Error('no painter')
  })
  want('a')
  await at(0)
  expect([errors, wait()]).toEqual([[new Error('no painter')], 15])
})

test('it never waits for longer than a day', async () => {
  const { want, at, wait } = open(async () => null)
  want('a')
  for (let second = 0, n = 0; n < 20; n++) {
    await at(second)
    expect((wait() ?? 0) - second).toBeLessThanOrEqual(86_401)
    second = wait() ?? 0
  }
})

test('a title that changes while its card is drawn has another drawn', async () => {
  const drawn: string[] = []
  const { sql, want, at } = open(async ({ title }) => {
    if (drawn.push(title) === 1) want('a', 'New')
    return picture(title)
  })
  want('a', 'Old')
  await at(0)
  expect([drawn, cardOf(sql, 'a')]).toEqual([['Old', 'New'], 'New'])
})

test('where nobody draws nothing is due', async () => {
  const { want, wait } = open(null)
  want('a')
  expect(wait()).toBeNull()
})
