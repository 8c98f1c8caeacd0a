/** The process is killed without a word, at every named point of a publish and at random; it comes back on the same disk. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grey } from '../images/grey.ts'
import type { Fault } from '../kv-meter/protocol.ts'
import { expectShelfEqualsLedger, settle } from '../ledger/audit.ts'
import { killWorkerd } from '../workerd.ts'
import { type Blog, openBlog } from '../world.ts'
import { chance, figure, long, quantile, seed } from './figures.ts'

const DEATHS = Number(process.env.DECKLE_DEATHS ?? (long ? 200 : 5))
const POSTS = long ? DEATHS * 25 : 20
/** Publishes that a random death falls into. */
const WRITERS = 4

let disk: string
let blog: Blog
/** Every post that was sent, and whether an answer acknowledged it before the death. */
const sent = new Map<string, boolean>()
/** Milliseconds from the start of the process to the first acknowledged write. */
const recoveries: number[] = []

beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'deckle-deaths-'))
  await open()
  for (let at = 0; at < POSTS; at += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => at + i < POSTS && publish(`old-${at + i}`)),
    )
  }
  await settle(blog, 120_000)
}, 1_800_000)
afterAll(async () => {
  await blog.close()
  await rm(disk, { recursive: true, force: true })
})

async function open(): Promise<void> {
  blog = await openBlog({ disk, log: () => {}, vars: { KV_WINDOW: '1' } })
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
  for (const [slug, acknowledged] of sent) {
    if (!acknowledged || !unanswered.includes(slug)) continue
    // What was acknowledged is there at once.
    expect([slug, (await blog.api(`/api/posts/${slug}`)).status]).toEqual([slug, 200])
  }
  const [first, ...rest] = unanswered
  if (first) await publish(first)
  recoveries.push(performance.now() - start)
  await Promise.all(rest.map(publish))
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
}, 1_200_000)

test('all is there, once, and on the shelf', async () => {
  await settle(blog, 60_000)
  const posts = await expectShelfEqualsLedger(blog)
  expect(new Set(posts.map(({ slug }) => slug))).toEqual(new Set(sent.keys()))
  expect(posts.filter(({ revision }) => revision !== 1)).toEqual([])
  const p50 = Math.round(quantile(recoveries, 0.5))
  const deaths = `${Object.keys(points).length} named deaths, ${DEATHS} at random`
  figure(
    'deaths',
    `${deaths}, ${posts.length} posts`,
    `0 lost, 0 doubled, back in ${p50} ms (p50)`,
    `seed ${seed}`,
  )
}, 120_000)

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
