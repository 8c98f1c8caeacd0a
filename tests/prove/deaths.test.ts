/** The process is killed without a word, at every named point of a publish and at random; it comes back on the same disk. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cpuMicroseconds, findWorkerd } from '../bench/cpu.ts'
import { grey } from '../images/grey.ts'
import type { Fault } from '../kv-meter/protocol.ts'
import { expectShelfEqualsLedger, settle } from '../ledger/audit.ts'
import { COUNTING } from '../ledger/counted.ts'
import { manyPost, manyPosts } from '../ledger/many-posts.ts'
import { killWorkerd } from '../workerd.ts'
import { type Blog, openBlog } from '../world.ts'
import { openBare } from './bare.ts'
import { chance, figure, long, quantile, seed } from './figures.ts'
import { Journal } from './journal.ts'

const DEATHS = Number(process.env.DECKLE_DEATHS ?? (long ? 200 : 2))
const POSTS = long ? 5_000 : 60
/** Publishes that a random death falls into. */
const WRITERS = 4

let disk: string
let blog: Blog
/** Every post that was sent, and whether an answer acknowledged it before the death. */
const sent = new Map<string, boolean>()
/** Milliseconds: until the new process listens, and from then until it has acknowledged a write. */
const starts: number[] = []
const recoveries: number[] = []
/** Milliseconds that it worked for that. */
const efforts: number[] = []
const journal = new Journal({ forced: true })

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'deckle-deaths-'))
  await open()
  for (const statements of manyPosts(0, POSTS)) {
    await blog.fetch('/.sql', { method: 'POST', body: JSON.stringify(statements) })
  }
  for (let n = 0; n < POSTS; n++) sent.set(manyPost(n).slug, true)
  await blog.api('/api/rebuild', { method: 'POST' })
  await settle(blog, 600_000)
}, 900_000)
afterAll(async () => {
  await blog.close()
  await rm(disk, { recursive: true, force: true })
  journal.expectNothingElse()
})

async function open(): Promise<void> {
  const options = { disk, entry: COUNTING, without: ['TRANSFORM' as const] }
  blog = await openBlog({ ...options, log: journal.note, vars: { KV_WINDOW: '1' } })
}

/** Sends a post with a picture; sent again it is the same request. */
async function publish(slug: string): Promise<void> {
  if (!sent.has(slug)) sent.set(slug, false)
  const form = new FormData()
  form.append('post', new File([`# ${slug}\n\nText of ${slug}\n\n![grey](g.png)\n`], `${slug}.md`))
  form.append('image', new File([new Uint8Array(grey(5, 5 + (slug.length % 9)))], 'g.png'))
  const headers = { 'Idempotency-Key': slug }
  const answer = await blog.api(`/api/posts/${slug}`, { method: 'PUT', headers, body: form })
  expect([slug, answer.status]).toEqual([slug, 201])
  sent.set(slug, true)
}

/** Kills the process, opens it again, and sends once more what it left unanswered. */
async function dieAndReturn(unanswered: string[]): Promise<void> {
  killWorkerd()
  await blog.miniflare.dispose().catch(() => {})
  const start = performance.now()
  await open()
  const listens = performance.now()
  const pid = findWorkerd()
  const before = cpuMicroseconds(pid)
  await publish(`after-${unanswered[0]}`)
  starts.push(listens - start)
  recoveries.push(performance.now() - listens)
  efforts.push((cpuMicroseconds(pid) - before) / 1_000)
  for (const slug of unanswered.filter((slug) => sent.get(slug))) {
    // What was acknowledged is there at once.
    expect([slug, (await blog.api(`/api/posts/${slug}`)).status]).toEqual([slug, 200])
  }
  await Promise.all(unanswered.map(publish))
}

const points: Record<string, Fault> = {
  'before a picture is stored': { store: 'r2', op: 'put', key: '' },
  'after a picture was stored': { store: 'r2', op: 'put', key: '', after: true },
  'before the post is put on the shelf': { op: 'put', key: 'post:at-' },
  'after the post was put': { op: 'put', key: 'post:at-', after: true },
  'before its lists are put': { op: 'put', key: 'list:' },
  'after a list was put': { op: 'put', key: 'list:', after: true },
  'before the site is put': { op: 'put', key: 'site' },
  'after the site was put': { op: 'put', key: 'site', after: true },
  'at the look whether it is there': { op: 'get', key: 'post:at-' },
}

test.each(Object.entries(points))(
  'killed %s: nothing lost, nothing doubled',
  async (name, point) => {
    const slug = `at-${name.replaceAll(' ', '-')}`
    await blog.meter.setFaults([{ ...point, times: 1, hang: true }])
    const dying = publish(slug).catch(() => {})
    while (Object.keys(await blog.meter.struck()).length === 0) await wait(5)
    await dieAndReturn([slug])
    await dying
  },
  60_000,
)

test(`killed ${DEATHS} times at random: nothing lost, nothing doubled`, async () => {
  const draw = chance(seed)
  for (let death = 0; death < DEATHS; death++) {
    const slugs = Array.from({ length: WRITERS }, (_, i) => `death-${death}-${i}`)
    const dying = slugs.map((slug) => publish(slug).catch(() => {}))
    await wait(draw() * 80)
    await dieAndReturn(slugs)
    await Promise.all(dying)
  }
}, 3_600_000)

test('all is there, once, and on the shelf', async () => {
  await settle(blog, 60_000)
  const posts = await expectShelfEqualsLedger(blog)
  expect(new Set(posts.map(({ slug }) => slug))).toEqual(new Set(sent.keys()))
  expect(posts.filter(({ revision }) => revision !== 1)).toEqual([])
  const bare: number[] = []
  for (let n = 0; n < 3; n++) bare.push(await startBare())
  const p50 = (times: number[]) => Math.round(quantile(times, 0.5))
  figure(
    'deaths',
    `${Object.keys(points).length} named, ${DEATHS} at random, ${posts.length} posts`,
    `0 lost, 0 doubled, a write acknowledged ${p50(recoveries)} ms after the process listens (p50), ${p50(efforts)} ms of it work`,
    `it listens after ${p50(starts)} ms, one with a bare Worker after ${p50(bare)}`,
    `seed ${seed}`,
  )
}, 600_000)

/** Milliseconds until a process with a Worker that does next to nothing listens. */
async function startBare(): Promise<number> {
  const start = performance.now()
  const bare = await openBare('bare')
  await bare.dispose()
  return bare.readyAt - start
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
