/** What takes its time: KV away for ten minutes, a thousand posts that fall due while the object dies, a shelf of ten thousand made anew. */

import { afterEach, expect, test } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { readShelf } from '../ledger/audit.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { figure, isLong, long, quantile } from './figures.ts'

let blog: ProvenBlog
afterEach(() => blog.close())

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Uploads a minute of the outage. */
const UPLOADS = long ? 5 : 1

test('KV fails for ten minutes of the blog’s clock: reads 200, uploads 201, and all is whole after', async () => {
  blog = await openProvenBlog()
  await blog.push('before.md', '# Before')
  await blog.meter.setFaults([{ op: '*', key: '', status: 503 }])
  const answers = { read: new Set<number>(), sent: new Set<number>() }
  for (let minute = 0; minute < 10; minute++) {
    for (let i = 0; i < UPLOADS; i++) {
      answers.sent.add((await blog.push(`out-${minute}-${i}.md`, `# Out ${minute} ${i}`)).status)
      for (const path of ['/', '/posts/before', `/posts/out-${minute}-${i}`, '/feed.xml']) {
        answers.read.add((await blog.fetch(path)).status)
      }
      await blog.clock({ leap: 60_000 / UPLOADS })
    }
  }
  expect([[...answers.read], [...answers.sent]]).toEqual([[200], [201]])
  await blog.meter.setFaults([])
  const back = performance.now()
  await expect.poll(pending, { timeout: 60_000, interval: 20 }).toBe(0)
  const whole = Math.round(performance.now() - back)
  await blog.quiet()
  await blog.audit()
  figure(
    'KV away',
    `10 minutes (of the blog’s clock), ${UPLOADS * 10} uploads, ${UPLOADS * 40} reads`,
    `whole ${whole} ms after its return`,
  )
}, 180_000)

async function pending(): Promise<number> {
  const answer = await blog.api('/api/status')
  return ((await answer.json()) as { pending: { documents: number } }).pending.documents
}

const DUE = long ? 1_000 : 30
const DEATHS = long ? 20 : 3

test(`${DUE} posts fall due while the object dies ${DEATHS} times: each once, none early`, async () => {
  blog = await openProvenBlog()
  const dues = new Map<string, number>()
  // Ten a second, from when all are sent.
  const start = Math.ceil(Date.now() / 1_000) * 1_000 + (long ? 120_000 : 5_000)
  for (let at = 0; at < DUE; at += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, DUE - at) }, async (_, i) => {
        const slug = `due-${at + i}`
        const due = start + (at + i) * 100
        dues.set(keys.post(slug), due)
        const date = new Date(due).toISOString()
        const answer = await blog.push(`${slug}.md`, `---\ntitle: ${slug}\ndate: ${date}\n---\nx`)
        expect(answer.status).toBe(201)
      }),
    )
  }
  const end = start + DUE * 100
  for (let death = 0; death < DEATHS; death++) {
    await wait(start + ((death + 0.5) / DEATHS) * (end - start) - Date.now())
    await blog.die()
  }
  await wait(end - Date.now())
  await expect
    .poll(async () => (await blog.meter.firsts())[keys.post(`due-${DUE - 1}`)], { timeout: 60_000 })
    .toBeDefined()
  await blog.quiet()
  const posts = await blog.audit()
  expect(
    posts.filter(({ status, revision }) => status === 'published' && revision === 1).length,
  ).toBe(DUE)
  const firsts = await blog.meter.firsts()
  const late = [...dues].map(([key, due]) => (firsts[key] ?? Number.POSITIVE_INFINITY) - due)
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  const most = [quantile(late, 0.5), quantile(late, 0.99), Math.max(...late)].map(Math.round)
  figure(
    'falling due',
    `${DUE} posts, ${DEATHS} deaths`,
    `each once, 0 early, late by ${most.join(' / ')} ms (p50 / p99 / most)`,
  )
}, 900_000)

const SHELF = 10_000

test.runIf(isLong('a shelf of 10,000 posts made anew'))(
  `a wiped KV of ${SHELF} posts is made anew byte for byte`,
  async () => {
    blog = await openProvenBlog()
    for (let at = 0; at < SHELF; at += 100) {
      await Promise.all(
        Array.from({ length: Math.min(100, SHELF - at) }, (_, i) => {
          const date = new Date(Date.UTC(2001, 0, 1) + (at + i) * 3_600_000).toISOString()
          const tags = `[t${i % 20}, u${(at + i) % 7}]`
          return blog.push(
            `post-${at + i}.md`,
            `---\ntitle: Post ${at + i}\ndate: ${date}\ntags: ${tags}\n---\n\nText of ${at + i}.\n`,
          )
        }),
      )
    }
    await expect.poll(pending, { timeout: 600_000, interval: 500 }).toBe(0)
    const before = await readShelf(blog)
    const all = [...before.keys()]
    for (let at = 0; at < all.length; at += 100) {
      await Promise.all(all.slice(at, at + 100).map((key) => blog.kv.delete(key)))
    }
    const start = performance.now()
    expect((await blog.api('/api/rebuild', { method: 'POST' })).status).toBe(200)
    await expect.poll(pending, { timeout: 600_000, interval: 50 }).toBe(0)
    const seconds = ((performance.now() - start) / 1_000).toFixed(1)
    const after = await readShelf(blog)
    expect([...after.keys()]).toEqual(all)
    for (const [key, bytes] of before)
      expect(Buffer.compare(bytes, after.get(key) ?? bytes.subarray(1))).toBe(0)
    figure('rebuild', `${SHELF} posts, ${before.size} documents`, `byte for byte in ${seconds} s`)
  },
  1_800_000,
)
