/** Faults by chance in KV, R2 and the ledger's storage while posts are written: nothing is lost, made up or left stale. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { grey } from '../images/grey.ts'
import { openProvenBlog, type ProvenBlog } from './blog.ts'
import { chance, figure, long, seed } from './figures.ts'

const FAULTS = Number(process.env.DECKLE_FAULTS ?? (long ? 10_000 : 100))
const ZOMBIES = long ? 50 : 4
const LANES = 4
/** The blog's time is so many times as fast. */
const SPEED = 40
/** Milliseconds after which an author gives up waiting, and sends once more. */
const PATIENCE = 3_000

let blog: ProvenBlog
beforeAll(async () => {
  blog = await openProvenBlog({ speed: SPEED, forced: true })
})
afterAll(() => blog.close())

/** What one post has become: its texts by revision, null where it was removed. */
type Story = (string | null)[]
const stories = new Map<string, Story>()

/** Sends a change until it is acknowledged, always with one key. Gives how often it had to be sent. */
async function insist(path: string, make: () => RequestInit, key: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const init = make()
    const headers = { ...init.headers, 'Idempotency-Key': key }
    const signal = AbortSignal.timeout(PATIENCE)
    const answer = await blog.api(path, { ...init, headers, signal }).catch(() => null)
    if (answer?.ok) {
      await answer.body?.cancel()
      return tries
    }
    if (answer && answer.status < 500)
      expect.fail(`${key}: ${answer.status} ${await answer.text()}`)
    if (tries > 200) expect.fail(`${key} never went through`)
  }
}

async function write(slug: string, n: number, draw: () => number): Promise<void> {
  const story = stories.get(slug) ?? []
  stories.set(slug, story)
  const path = `/api/posts/${slug}`
  const key = `${slug} ${n}`
  const kind = draw()
  const living = story.at(-1) != null
  if (living && kind < 0.15) {
    await insist(path, () => ({ method: 'DELETE' }), key)
    story.push(null)
  } else if (!living && story.length > 1 && kind < 0.5) {
    await insist(`${path}/restore`, () => ({ method: 'POST' }), key)
    story.push(story.at(-2) ?? null)
  } else {
    const text = `Text ${n} of ${slug}.`
    const image = kind > 0.8 ? grey(3 + (n % 50), 3, n % 250) : null
    const make = () => {
      const form = new FormData()
      const picture = image ? '\n\n![grey](g.png)' : ''
      const source = `---\ntitle: ${slug}\ntags: [storm, ${slug}]\ndate: 2020-01-01\n---\n\n${text}${picture}\n`
      form.append('post', new File([source], `${slug}.md`))
      if (image) form.append('image', new File([new Uint8Array(image)], 'g.png'))
      return { method: 'PUT', body: form }
    }
    await insist(path, make, key)
    story.push(text)
  }
}

const total = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)

test(`${FAULTS} faults by chance: 0 lost, 0 made up, 0 stale`, async () => {
  // The longest delay is a little more than the drain waits for.
  await blog.meter.setChances({ seed, rate: 0.12, delay: 12_000 / SPEED })
  await blog.storage({ chances: { seed, rate: 0.006 } })
  let n = 0
  let struck = 0
  let kinds: Record<string, number> = {}
  let ofStorage: Record<string, number> = {}
  const lane = async (lane: number) => {
    const draw = chance(seed + lane)
    while (struck < FAULTS) {
      await write(`storm-${lane}-${Math.floor(draw() * 12)}`, n++, draw)
      kinds = await blog.meter.struck()
      ofStorage = (await blog.storageCalls()).struck
      struck = total(kinds) + total(ofStorage)
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, at) => lane(at)))
  await blog.quiet()
  const posts = await blog.audit()
  const living = [...stories].filter(([, story]) => story.at(-1) != null).map(([slug]) => slug)
  expect(new Set(posts.map(({ slug }) => slug))).toEqual(new Set(living))
  for (const [slug, story] of stories) {
    const answer = await blog.api(`/api/posts/${slug}/revisions`)
    const { revisions } = (await answer.json()) as { revisions: unknown[] }
    expect([slug, revisions.length]).toEqual([slug, story.length])
    const page = await blog.fetch(`/posts/${slug}`)
    expect([slug, page.status]).toEqual([slug, story.at(-1) == null ? 410 : 200])
    expect(await page.text()).toContain(story.at(-1) ?? '')
  }
  const named = Object.entries(ofStorage).map(([kind, times]) => [`storage ${kind}`, times])
  const counts = [...Object.entries(kinds), ...named].map(([kind, times]) => `${times} ${kind}`)
  figure(
    'storm',
    `${struck} faults in ${n} changes`,
    '0 lost, 0 made up, 0 stale',
    `seed ${seed}`,
    counts.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10)).join(', '),
  )
}, 3_600_000)

test(`${ZOMBIES} puts of a dead object land after newer ones: 0 stale`, async () => {
  await blog.clock({ speed: 1 })
  for (let i = 0; i < ZOMBIES; i++) {
    const slug = `zombie-${i}`
    await blog.meter.setFaults([{ op: 'put', key: `post:${slug}`, delay: 600, times: 1 }])
    const first = blog.push(`${slug}.md`, `# ${slug}\n\nFirst`).catch(() => null)
    while (total(await blog.meter.struck()) === 0) await wait(5)
    await blog.die()
    await first
    await blog.push(`${slug}.md`, `# ${slug}\n\nSecond`)
  }
  await wait(700)
  await blog.quiet()
  await blog.audit()
  for (let i = 0; i < ZOMBIES; i++) {
    expect(await (await blog.fetch(`/posts/zombie-${i}`)).text()).toContain('Second')
  }
  figure('zombie puts', `${ZOMBIES} forced`, '0 stale after the look')
}, 600_000)

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
