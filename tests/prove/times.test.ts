/** What takes its time: KV away for ten minutes, a shelf of ten thousand made anew. */

import { afterEach, expect, test } from 'vitest'
import { readShelf } from '../ledger/audit.ts'
import { manyPosts } from '../ledger/many-posts.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { figure, isLong, long } from './figures.ts'

let blog: ProvenBlog
afterEach(() => blog.close())

/** Uploads a minute of the outage. */
const UPLOADS = long ? 5 : 1

test('KV fails for ten minutes of the blog’s clock: reads 200, uploads 201, and all is whole after', async () => {
  blog = await openProvenBlog({ forced: true })
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

const SHELF = Number(process.env.DECKLE_SHELF ?? 10_000)

test.runIf(isLong('a shelf of 10,000 posts made anew'))(
  `a wiped KV of ${SHELF} posts is made anew byte for byte`,
  async () => {
    blog = await openProvenBlog({ without: ['TRANSFORM'] })
    for (const statements of manyPosts(0, SHELF)) await blog.sql(statements)
    const rebuild = async () => {
      const start = performance.now()
      expect((await blog.api('/api/rebuild', { method: 'POST' })).status).toBe(200)
      await expect.poll(pending, { timeout: 600_000, interval: 100 }).toBe(0)
      return ((performance.now() - start) / 1_000).toFixed(1)
    }
    // KV has never held any of them: that is as good as wiped.
    const first = await rebuild()
    const before = await readShelf(blog)
    expect(before.size).toBeGreaterThan(SHELF)
    const all = [...before.keys()]
    for (let at = 0; at < all.length; at += 100) {
      await Promise.all(all.slice(at, at + 100).map((key) => blog.kv.delete(key)))
    }
    const again = await rebuild()
    const after = await readShelf(blog)
    expect([...after.keys()]).toEqual(all)
    const other = all.filter(
      (key) => !after.get(key)?.every((byte, n) => byte === before.get(key)?.[n]),
    )
    expect(other).toEqual([])
    figure(
      'rebuild',
      `${SHELF} posts, ${before.size} documents`,
      `from nothing in ${first} s, wiped and made anew byte for byte in ${again} s`,
    )
  },
  1_800_000,
)
