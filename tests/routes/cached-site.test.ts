/**
 * The blog behind a cache like the edge's, with KV that shows a change late elsewhere: whatever is published, changed,
 * removed, scheduled or fails, no page is stale once it was purged and KV's window has passed.
 */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { EdgeCache, type Served } from './edge-cache.ts'
import { ELSEWHERE, PURGING, TRUTH } from './isolates.ts'

/** Milliseconds that KV shows what was there before; those after which the ledger takes a put for seen. */
const STALE = 500
const WINDOW = 1_700

/** Every list, feed and text there is; posts and old addresses come beside them. */
const FIXED = [
  ...[
    '/',
    '/page/1',
    '/page/2',
    '/archive',
    '/archive/2026',
    '/archive/2015',
    '/tags',
    '/categories',
  ],
  ...[
    '/tags/ink',
    '/tags/paper',
    '/tags/ink/1',
    '/categories/craft',
    '/tags/INK',
    '/search?q=sheet',
  ],
  ...['/feed.xml', '/atom.xml', '/feed.json', '/tags/ink/feed.xml', '/categories/craft/atom.xml'],
  ...['/sitemap.xml', '/sitemaps/1.xml', '/sitemaps/pages.xml', '/llms.txt', '/llms-full.txt'],
]

let blog: Blog
/** One cache at the writer's data centre, and one at another, whose isolate no write makes forget. */
let near: EdgeCache
let far: EdgeCache
let paths: Set<string>
/** Purges that the platform will refuse. */
let refused: number
let down: boolean
/** How readers got their answers. */
let served: Set<Served>

beforeEach(async () => {
  refused = 0
  down = false
  served = new Set()
  paths = new Set([...FIXED, '/posts/never'])
  blog = await openBlog({
    vars: { KV_WINDOW: String(WINDOW / 1000) },
    entry: PURGING,
    isolates: { elsewhere: ELSEWHERE, truth: TRUTH },
    services: {
      async EDGE(request: { json(): Promise<unknown> }) {
        const tags = (await request.json()) as string[]
        if (refused-- > 0) return new Response('busy', { status: 503 }) as never
        near.purge(tags)
        far.purge(tags)
        return new Response('purged') as never
      },
    },
  })
  const unlessDown = async (answer: () => Promise<Response>) =>
    down ? new Response('down', { status: 503 }) : answer()
  near = new EdgeCache((path, headers) => unlessDown(() => blog.fetch(path, { headers })))
  far = new EdgeCache((path, headers) => unlessDown(() => blog.fetchAt('elsewhere', path, headers)))
})
afterEach(() => blog.close())

async function push(name: string, front: Record<string, string>, text = 'Text.'): Promise<void> {
  const lines = Object.entries(front).map(([field, value]) => `${field}: ${value}\n`)
  const answer = await blog.push(name, `---\n${lines.join('')}---\n\n${text}\n`)
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  const { slug, kind } = (await answer.json()) as { slug: string; kind: string }
  const path = kind === 'page' ? `/${slug}` : `/posts/${slug}`
  paths.add(path).add(`${path}.md`)
  if (front.aliases) paths.add(front.aliases)
}

const remove = async (slug: string) =>
  expect((await blog.api(`/api/posts/${slug}`, { method: 'DELETE' })).status).toBe(200)

/** Readers everywhere ask for everything, and so fill the caches with what they are shown. */
async function readAll(): Promise<void> {
  const read = async (path: string) => {
    served.add((await near.fetch(path)).served)
    served.add((await far.fetch(path)).served)
    await far.fetch(path, { Accept: 'text/html' })
  }
  await Promise.all([...paths].map(read))
}

/** Lets seconds go by for the caches. */
function pass(seconds: number): void {
  for (const cache of [near, far]) cache.leap += seconds * 1_000
}

interface Status {
  pending: { documents: number }
  unverified: number
  overdue: number
}

const readStatus = async () => (await (await blog.api('/api/status')).json()) as Status

/** Waits until all is put, and with `seen` also seen by everybody and purged again. */
const rest = (seen = true) =>
  vi.waitUntil(
    async () => {
      const { pending, unverified, overdue } = await readStatus()
      return pending.documents === 0 && overdue === 0 && !(seen && unverified > 0)
    },
    { timeout: 20_000, interval: 50 },
  )

type Given = { status: number; headers: Headers; body: ArrayBuffer }
const essence = ({ status, headers, body }: Given) => {
  const text = new TextDecoder().decode(body)
  return { status, to: headers.get('Location'), text }
}

/** The pages that these caches show otherwise than the ledger would. */
async function listStale(caches: EdgeCache[]): Promise<string[]> {
  const stale = [...paths].map(async (path) => {
    const truth = await blog.fetchAt('truth', path)
    const { status, headers } = truth
    const wanted = JSON.stringify(essence({ status, headers, body: await truth.arrayBuffer() }))
    const shown = await Promise.all(caches.map((cache) => cache.fetch(path)))
    return shown
      .filter((given) => JSON.stringify(essence(given)) !== wanted)
      .map((given) => `${path} (${given.served})`)
  })
  return (await Promise.all(stale)).flat()
}

test('every page that shows a post is right on the next request after a publish, an edit, a removal', async () => {
  const changes = [
    async () => {
      const front = { tags: '[ink, paper]', categories: '[craft]' }
      await push('2026-01-05-one.md', { title: 'Sheet one', tags: '[ink]', aliases: '/old/one' })
      await push('2026-01-06-two.md', { title: 'Sheet two', ...front })
    },
    () => push('about.md', { title: 'About', layout: 'page' }),
    () => push('2015-05-05-early.md', { title: 'An early sheet', tags: '[ink]' }),
    () => push('2026-01-05-one.md', { title: 'Sheet one, renamed', tags: '[paper]' }),
    () => remove('two'),
  ]
  for (const [n, change] of changes.entries()) {
    await readAll()
    await change()
    // KV takes one put a second to a key: what had to wait comes by alarm.
    await rest(false)
    expect([n, await listStale([near])]).toEqual([n, []])
  }
})

test('with KV late elsewhere, no page is stale after the purge and KV’s window', {
  timeout: 90_000,
}, async () => {
  const late = [{ op: 'put', key: '', stale: STALE }] as const
  const due = () => new Date(Date.now() + 1_500).toISOString()
  const rounds: Record<string, () => unknown> = {
    async publish() {
      for (let n = 1; n <= 3; n++) {
        const front = { title: `Sheet ${n}`, tags: '[ink]', categories: '[craft]' }
        await push(`2026-02-0${n}-s${n}.md`, front)
        await readAll()
      }
    },
    async 'edit, backdate, remove'() {
      await push('2026-02-02-s2.md', { title: 'Two', tags: '[paper]', aliases: '/old/two' })
      await push('2015-01-01-first.md', { title: 'The first sheet', tags: '[ink, paper]' })
      await readAll()
      await remove('s3')
    },
    async 'restore, schedule'() {
      await blog.api('/api/posts/s3/restore', { method: 'POST' })
      await push('later.md', { title: 'A later sheet', tags: '[ink]', date: due() })
    },
    async 'an outage of KV, purges that fail'() {
      const faults = (['get', 'put'] as const).map((op) => ({ op, key: '', status: 503 }))
      await blog.meter.setFaults(faults)
      await push('2026-02-01-s1.md', { title: 'Changed in the dark', tags: '[ink]' })
      await readAll()
      await blog.meter.setFaults([...late])
      refused = 3
      await push('2026-02-02-s2.md', { title: 'Sheet two, unpurged', tags: '[paper]' })
    },
    'a day': () => pass(86_430),
    'another day': () => pass(86_500),
  }
  await blog.meter.setFaults([...late])
  for (const [name, happen] of Object.entries(rounds)) {
    await readAll()
    await happen()
    await readAll()
    await rest()
    expect([name, await listStale([near, far])]).toEqual([name, []])
    await Promise.all([near.settle(), far.settle()])
  }
  expect([...served]).toEqual(expect.arrayContaining(['hit', 'miss', 'stale', 'revalidated']))
})

test('when nothing answers, the edge shows what it has, but nothing that was purged', async () => {
  await push('2026-01-05-one.md', { title: 'Sheet one' })
  const first = await near.fetch('/posts/one')
  down = true
  pass(5 * 86_400)
  const second = await near.fetch('/posts/one')
  expect([second.served, essence(second)]).toEqual(['error', essence(first)])
  pass(5 * 86_400)
  expect((await near.fetch('/posts/one')).status).toBe(503)
})
