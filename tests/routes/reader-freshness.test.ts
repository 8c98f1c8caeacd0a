/** How long a page lives: entity tags, the edge's cache, the isolate's memory. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerFromMemory, forget } from '../../src/routes/memory.ts'
import { readAgain } from '../../src/routes/reader/read.ts'
import { reader } from '../../src/routes/reader.ts'
import { headOf, postsOf, Shelf } from './shelf-of.ts'

const NOW = Date.UTC(2026, 10, 1)

beforeEach(() => {
  forget()
  vi.useFakeTimers({ now: NOW })
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** As the entry does. */
async function get(shelf: Shelf, path: string, headers: Record<string, string> = {}) {
  const request = new Request(`https://any.host${path}`, { headers })
  const env = shelf.env()
  return answerFromMemory(request) ?? readAgain(request, env, () => reader.fetch(request, env))
}

const EDGE = 'cloudflare-cdn-cache-control'

test('304 for the ETag at hand, weak or in a list, with the same cache headers', async () => {
  const shelf = new Shelf().post(headOf('a'))
  const first = await get(shelf, '/posts/a')
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toBe('"hash-of-a-v1"')
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const second = await get(shelf, '/posts/a', { 'If-None-Match': held })
    expect([held, second.status, await second.text()]).toEqual([held, 304, ''])
    for (const name of ['cache-control', EDGE, 'cache-tag', 'etag', 'content-security-policy']) {
      expect(second.headers.get(name)).toBe(first.headers.get(name))
    }
  }
  expect((await get(shelf, '/posts/a', { 'If-None-Match': '"other"' })).status).toBe(200)
})

test('the ETag changes with the document and with the version', async () => {
  const tags = new Set<string | null>()
  const shelf = new Shelf().post(headOf('a'))
  tags.add((await get(shelf, '/posts/a')).headers.get('etag'))
  forget()
  const env = { ...shelf.env(), VERSION: { id: 'v2' } } as unknown as Env
  tags.add((await reader.request('https://any.host/posts/a', {}, env)).headers.get('etag'))
  forget()
  shelf.post(headOf('a', { hash: 'other' }))
  tags.add((await get(shelf, '/posts/a')).headers.get('etag'))
  expect(tags.size).toBe(3)
})

test('a page carries a cache tag for each document it was made from', async () => {
  const shelf = new Shelf()
    .post(headOf('中文'))
    .site(postsOf(3), { tags: [{ key: 'a,-b', name: 'A, b', posts: 3 }] })
    .list('tag:a,-b', postsOf(3))
  const tag = async (path: string) => (await get(shelf, path)).headers.get('cache-tag')
  expect(await tag('/posts/%E4%B8%AD%E6%96%87')).toBe('post%3A%E4%B8%AD%E6%96%87')
  expect(await tag('/')).toBe('site')
  expect(await tag('/tags/a,-b')).toBe('site,list%3Atag%3Aa%2C-b%3A1')
  expect(await tag('/archive')).toBe('site,list%3Aall%3A1')
})

test('the edge keeps a page a day, and never past the next scheduled post', async () => {
  const shelf = new Shelf().site(postsOf(3)).post(headOf('old'))
  const long = 'max-age=86400, stale-while-revalidate=60, stale-if-error=604800'
  expect((await get(shelf, '/')).headers.get(EDGE)).toBe(long)
  shelf.site(postsOf(3), { next: NOW + 90_500 })
  shelf.post(headOf('newest', { newer: null }))
  forget()
  const short = 'max-age=90, stale-if-error=604800'
  for (const path of ['/', '/archive', '/page/1', '/tags', '/posts/newest']) {
    expect([path, (await get(shelf, path)).headers.get(EDGE)]).toEqual([path, short])
  }
  // A post that already has a newer neighbour is not changed by the next one.
  expect((await get(shelf, '/posts/old')).headers.get(EDGE)).toBe(long)
})

test('an isolate answers from memory for a second, until a write makes it forget', async () => {
  const shelf = new Shelf().post(headOf('a'))
  await get(shelf, '/posts/a')
  await get(shelf, '/posts/a?utm=1')
  expect(shelf.reads.length).toBe(1)
  vi.setSystemTime(NOW + 1001)
  await get(shelf, '/posts/a')
  expect(shelf.reads.length).toBe(2)
  forget()
  await get(shelf, '/posts/a')
  expect(shelf.reads.length).toBe(3)
})

test('of a crowd one looks before the second is over, and the others wait for nothing', async () => {
  const shelf = new Shelf().post(headOf('a', { title: 'First' }))
  const crowd = () => Promise.all([1, 2, 3].map(() => get(shelf, '/posts/a')))
  await get(shelf, '/posts/a')
  for (const [at, reads] of [
    [699, 1],
    [701, 2],
    [1400, 2],
    [1402, 3],
  ] as const) {
    vi.setSystemTime(NOW + at)
    await crowd()
    expect([at, shelf.reads.length]).toEqual([at, reads])
  }
  shelf.post(headOf('a', { title: 'Second', hash: 'another' }))
  vi.setSystemTime(NOW + 2200)
  await get(shelf, '/posts/a')
  expect(await (await get(shelf, '/posts/a')).text()).toContain('<h1>Second')
  expect(shelf.reads.length).toBe(4)
})

test('later, an answer stands as long as each document begins as it did', async () => {
  const shelf = new Shelf().post(headOf('a', { title: 'First' }))
  const title = async () => {
    vi.setSystemTime(Date.now() + 1001)
    return /<h1>([^<]*)/.exec(await (await get(shelf, '/posts/a')).text())?.[1]
  }
  expect(await title()).toBe('First')
  // No ledger puts this: the version and the hash say that it is the same.
  shelf.post(headOf('a', { title: 'Unseen' }))
  expect(await title()).toBe('First')
  shelf.post(headOf('a', { title: 'Second', hash: 'another' }))
  expect(await title()).toBe('Second')
  shelf.post(headOf('a', { title: 'Third', hash: 'another', ver: 7 }))
  expect(await title()).toBe('Third')
  shelf.documents.delete('post:a')
  expect((await get(shelf, '/posts/a')).status).toBe(200)
  vi.setSystemTime(Date.now() + 1001)
  expect((await get(shelf, '/posts/a')).status).toBe(404)
  expect(shelf.reads.filter((key) => key === 'post:a').length).toBe(5)
})

test('an answer that ends with the next scheduled post stands as well, with less time left', async () => {
  const next = NOW + 90_500
  const shelf = new Shelf().site(postsOf(3), { next })
  const read = async (at: number) => {
    vi.setSystemTime(NOW + at)
    const answer = await get(shelf, '/')
    const [, left] = /max-age=(\d+)/.exec(answer.headers.get(EDGE) ?? '') ?? []
    return [left, (await answer.text()).includes('Unseen')]
  }
  expect(await read(0)).toEqual(['90', false])
  // No ledger puts this: the version and the hash say that it is the same.
  shelf.site(
    postsOf(3).map((post) => ({ ...post, title: 'Unseen' })),
    { next },
  )
  expect(await read(60_000)).toEqual(['30', false])
  expect(await read(95_000)).toEqual(['1', false])
})

test('a page of many documents asks for each once, and is made anew when one comes', async () => {
  const shelf = new Shelf().site(postsOf(3)).post(headOf('p1'), '<p>One.</p>')
  const feed = async () => (await get(shelf, '/feed.xml')).text()
  await feed()
  const first = shelf.reads.splice(0)
  vi.setSystemTime(NOW + 1001)
  shelf.post(headOf('p2', { hash: 'new' }), '<p>Two.</p>')
  expect(await feed()).toContain('Two.')
  expect(shelf.reads.toSorted()).toEqual(first.toSorted())
})

test('a feed stands as long as the list that names its posts, if each is the one named there', async () => {
  const posts = postsOf(2).map((post) => ({ ...post, edition: '1.8' }))
  const shelf = new Shelf()
    .site(posts, { tags: [{ key: 't', name: 'T', posts: 2 }] })
    .list('tag:t', posts)
    .post(headOf('p1', { edition: '1.8' }), '<p>One.</p>')
    .post(headOf('p2', { edition: '0.8', hash: 'old' }), '<p>Old.</p>')
  const read = async (path: string) => {
    vi.setSystemTime(Date.now() + 1001)
    shelf.reads.length = 0
    const text = await (await get(shelf, path)).text()
    return [/Old|Two/.exec(text)?.[0], shelf.reads.toSorted()]
  }
  const paths = { '/feed.xml': ['site'], '/tags/t/feed.xml': ['list:tag:t:1', 'site'] }
  for (const path of Object.keys(paths)) await read(path)
  for (const [path, lists] of Object.entries(paths)) {
    expect(await read(path)).toEqual(['Old', [...lists, 'post:p2'].toSorted()])
  }
  // KV shows the post later than the list.
  shelf.post(headOf('p2', { edition: '1.8', hash: 'new' }), '<p>Two.</p>')
  for (const [path, lists] of Object.entries(paths)) {
    expect((await read(path))[0]).toBe('Two')
    expect(await read(path)).toEqual(['Two', lists])
  }
})

test('a GET is answered from memory before any route is looked for', async () => {
  const ask = (path: string, init?: RequestInit) =>
    answerFromMemory(new Request(`https://any.host${path}`, init))
  const shelf = new Shelf().post(headOf('a'))
  expect(ask('/posts/a')).toBeNull()
  const body = await (await get(shelf, '/posts/a')).text()
  expect(await ask('/posts/a?x=1')?.text()).toBe(body)
  expect(ask('/posts/a', { headers: { 'If-None-Match': '"hash-of-a-v1"' } })?.status).toBe(304)
  for (const method of ['HEAD', 'POST', 'DELETE']) expect(ask('/posts/a', { method })).toBeNull()
  expect(ask('/posts/%61')).toBeNull()
  vi.setSystemTime(NOW + 1001)
  expect(ask('/posts/a')).toBeNull()
})

test('what was read before a write is not remembered after it', async () => {
  const shelf = new Shelf().post(headOf('a'))
  const env = shelf.env()
  const slow = {
    ...env,
    POSTS: {
      get: async (key: string) => {
        const value = await env.POSTS.get(key, 'arrayBuffer')
        forget()
        return value
      },
    },
  } as unknown as Env
  await reader.request('https://any.host/posts/a', {}, slow)
  await get(shelf, '/posts/a')
  expect(shelf.reads.length).toBe(2)
})

test('memory stays within its room', async () => {
  const shelf = new Shelf()
  const big = `<p>${'x'.repeat(1_500_000)}</p>`
  for (let i = 0; i < 8; i++) await get(shelf.post(headOf(`b${i}`), big), `/posts/b${i}`)
  await get(shelf, '/posts/b7')
  expect(shelf.reads.length).toBe(8)
  await get(shelf, '/posts/b0')
  expect(shelf.reads.length).toBe(9)
})
