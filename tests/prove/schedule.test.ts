/** A thousand posts fall due while the process is killed and comes back: each appears once, none early, and soon. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { cpuMicroseconds, findWorkerd } from '../bench/cpu.ts'
import { expectShelfEqualsLedger, settle } from '../ledger/audit.ts'
import { killWorkerd } from '../workerd.ts'
import { type Blog, openBlog } from '../world.ts'
import { figure, long, quantile } from './figures.ts'
import { Journal } from './journal.ts'

const DUE = long ? 1_000 : 30
const DEATHS = long ? 20 : 1
/** Milliseconds between two posts, and from the sending of the last to the first. */
const APART = long ? 200 : 100
const AHEAD = long ? 40_000 : 3_000
/** Milliseconds that a process lives at least. */
const LIFE = 2_000

test(`${DUE} posts fall due while the process is killed: each appears once, none early`, async () => {
  const journal = new Journal({ forced: true })
  const disk = await mkdtemp(join(tmpdir(), 'deckle-schedule-'))
  /** When each process was found to listen, and what it has worked by when: milliseconds. */
  const lives: { up: number; work: { at: number; cpu: number }[] }[] = []
  let pid = 0
  const measure = () => ({ at: Date.now(), cpu: cpuMicroseconds(pid) / 1_000 })
  const open = async () => {
    const opened = await openBlog({ disk, log: journal.note })
    pid = findWorkerd()
    lives.push({ up: Date.now(), work: [measure()] })
    return opened
  }
  let blog: Blog | null = await open()
  const start = Math.ceil(Date.now() / 1_000) * 1_000 + AHEAD
  const dues = Array.from({ length: DUE }, (_, n) => ({ slug: `due-${n}`, due: start + n * APART }))
  for (let at = 0; at < DUE; at += 50) await schedule(blog, dues.slice(at, at + 50))
  expect(Date.now()).toBeLessThan(start)

  /** When each was first seen on the shelf. */
  const seen = new Map<string, number>()
  const watch = async () => {
    while (seen.size < DUE) {
      const next = dues.filter(({ slug }) => !seen.has(slug)).slice(0, 50)
      const names = next.map(({ slug }) => keys.post(slug))
      // What is asked of a process that dies is never answered.
      const found = await Promise.race([blog?.kv.get(names).catch(() => null), wait(1_000)])
      if (blog) lives.at(-1)?.work.push(measure())
      for (const { slug } of next) if (found?.get(keys.post(slug))) seen.set(slug, Date.now())
      await wait(10)
    }
  }
  const watching = watch()
  for (let death = 0; death < DEATHS; death++) {
    const at = start + ((death + 0.5) / DEATHS) * DUE * APART
    await wait(Math.max(at, (lives.at(-1)?.up ?? 0) + LIFE) - Date.now())
    const dying: Blog = blog
    blog = null
    killWorkerd()
    await dying.miniflare.dispose().catch(() => {})
    blog = await open()
  }
  await watching
  await settle(blog, 60_000)
  const posts = await expectShelfEqualsLedger(blog)
  expect(posts.map(({ status, revision }) => `${status} ${revision}`)).toEqual(
    Array(DUE).fill('published 1'),
  )
  await blog.close()
  await rm(disk, { recursive: true, force: true })
  journal.expectNothingElse()

  expect(dues.filter(({ slug, due }) => (seen.get(slug) ?? 0) < due)).toEqual([])
  /** How late by the clock, and how long the process worked meanwhile. */
  const late = dues.map(({ slug, due }) => {
    const at = seen.get(slug) ?? 0
    const life = lives.findLast(({ up }) => up <= at)
    const from = Math.max(due, life?.up ?? 0)
    const workedBy = (time: number) => life?.work.findLast((each) => each.at <= time)?.cpu ?? 0
    return [at - from, workedBy(at) - workedBy(from)] as const
  })
  const spread = (times: number[]) =>
    [quantile(times, 0.5), quantile(times, 0.99), Math.max(...times)].map(Math.round).join(' / ')
  figure(
    'falling due',
    `${DUE} posts, ${DEATHS} deaths`,
    `each once, 0 early, late by ${spread(late.map(([time]) => time))} ms (p50 / p99 / most)`,
    `of which the process worked ${spread(late.map(([, cpu]) => cpu))} ms`,
  )
}, 900_000)

async function schedule(blog: Blog, some: { slug: string; due: number }[]): Promise<void> {
  const posts = some.map(({ slug, due }) => ({
    slug,
    source: `---\ntitle: ${slug}\ndate: ${new Date(due).toISOString()}\n---\nText of ${slug}.\n`,
  }))
  const answer = await blog.api('/api/posts', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ posts }),
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
}

const wait = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms))
