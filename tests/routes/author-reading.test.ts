/** What the author API gives back: the exact bytes, lists, history, status; and the methods it takes. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { listOf, postOf, problemOf, receiptOf, revisionsOf, statusOf } from './answers.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

const put = (slug: string, body: string, headers: Record<string, string> = {}, query = '') =>
  blog.api(`/api/posts/${encodeURIComponent(slug)}${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown', ...headers },
    body,
  })

describe('reading', () => {
  const source = '\ufeff---\r\ntitle: Exact\n---\r\n\n中文 bytes\u0000 \t\n\n'
  let etag = ''
  beforeAll(async () => {
    const answer = await put('exact', source)
    etag = (await receiptOf(answer)).etag
  })

  test('the exact bytes with Accept: text/markdown', async () => {
    const answer = await blog.api('/api/posts/exact', { headers: { Accept: 'text/markdown' } })
    expect(answer.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
    expect(answer.headers.get('ETag')).toBe(`"${etag}"`)
    expect(answer.headers.get('Vary')).toBe('Accept')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(source))
  })

  test('as JSON: what the list shows, and the source', async () => {
    const one = await postOf(await blog.api('/api/posts/exact'))
    expect(one).toMatchObject({ slug: 'exact', title: 'Exact', etag, revision: 1, source })
    const { posts } = await listOf(await blog.api('/api/posts'))
    const { source: _, images: __, ...shown } = one
    expect(posts).toContainEqual(shown)
  })

  test.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/markdown;q=0.5, application/json', 'application/json'],
    ['text/markdown, application/json;q=0.9', 'text/markdown; charset=utf-8'],
    ['text/*', 'text/markdown; charset=utf-8'],
  ])('Accept: %s gives %s', async (Accept, type) => {
    const answer = await blog.api('/api/posts/exact', { headers: { Accept } })
    expect(answer.headers.get('Content-Type')).toBe(type)
  })

  test('304 for the ETag at hand, strong or weak', async () => {
    for (const held of [`"${etag}"`, `W/"${etag}"`, `"other", "${etag}"`, '*']) {
      const answer = await blog.api('/api/posts/exact', { headers: { 'If-None-Match': held } })
      expect(answer.status, held).toBe(304)
    }
    const other = await blog.api('/api/posts/exact', { headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test('HEAD has the headers and no body', async () => {
    const answer = await blog.api('/api/posts/exact', { method: 'HEAD' })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, `"${etag}"`])
    expect(await answer.text()).toBe('')
  })

  test('404 for a post that never was', async () => {
    const answer = await blog.api('/api/posts/never')
    expect([answer.status, (await problemOf(answer)).field]).toEqual([404, 'slug'])
  })
})

test('the list is paged by address, newest first, and whole', async () => {
  const slugs = Array.from({ length: 7 }, (_, i) => `listed-${i}`)
  for (const [i, slug] of slugs.entries())
    await put(slug, `---\ndate: 1999-01-0${i + 1}\n---\nText ${i}`)
  const seen: Awaited<ReturnType<typeof listOf>>['posts'] = []
  let next: string | null = '/api/posts?limit=3&status=published'
  while (next) {
    const page: Awaited<ReturnType<typeof listOf>> = await listOf(await blog.api(next))
    expect(page.posts.length).toBeLessThanOrEqual(3)
    seen.push(...page.posts)
    next = page.next
  }
  expect(new Set(seen.map(({ slug }) => slug)).size).toBe(seen.length)
  expect(seen.map(({ slug }) => slug).slice(-7)).toEqual(slugs.reverse())
  expect(seen.at(-1)).toMatchObject({
    etag: expect.any(String),
    status: 'published',
    url: expect.any(String),
  })
})

test('a removed post answers 410, keeps its history, and can be restored', async () => {
  await put('comes-back', '# One')
  await put('comes-back', '# Two')
  const removed = await blog.api('/api/posts/comes-back', { method: 'DELETE' })
  expect(await receiptOf(removed)).toMatchObject({ status: 'gone', revision: 3, live: false })
  const gone = await blog.api('/api/posts/comes-back')
  expect([gone.status, (await problemOf(gone)).hint]).toEqual([
    410,
    'POST /api/posts/comes-back/restore brings it back.',
  ])
  const { revisions } = await revisionsOf(await blog.api('/api/posts/comes-back/revisions'))
  expect(revisions.map((each) => [each.revision, each.action, each.by])).toEqual([
    [3, 'delete', 'AUTHOR_TOKEN'],
    [2, 'update', 'AUTHOR_TOKEN'],
    [1, 'create', 'AUTHOR_TOKEN'],
  ])
  const old = await blog.api('/api/posts/comes-back?revision=1', {
    headers: { Accept: 'text/markdown' },
  })
  expect(await old.text()).toBe('# One')

  const back = await blog.api('/api/posts/comes-back/restore', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"revision":1}',
  })
  expect(back.status).toBe(201)
  expect(await receiptOf(back)).toMatchObject({
    revision: 4,
    title: 'One',
    status: 'published',
  })
})

describe('other methods', () => {
  test.each([
    ['PATCH', '/api/posts', 'GET, HEAD, OPTIONS, POST, PUT'],
    ['POST', '/api/posts/x', 'DELETE, GET, HEAD, OPTIONS, PUT'],
    ['GET', '/api/rebuild', 'OPTIONS, POST'],
    ['PUT', '/api/images', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/api/images/x', 'DELETE, OPTIONS'],
  ])('405 %s %s', async (method, path, allow) => {
    const answer = await blog.api(path, { method })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow])
    const options = await blog.api(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('Allow')]).toEqual([204, allow])
  })

  test.each(['/api', '/api/', '/api/nothing', '/api/posts/', '/api/posts/x/y'])(
    '404 %s',
    async (path) => {
      expect((await blog.api(path)).status).toBe(404)
    },
  )
})

test('status tells what is bound and how the ledger is doing', async () => {
  const status = await statusOf(await blog.api('/api/status'))
  expect(status).toMatchObject({
    url: 'http://localhost:8787',
    bindings: { POSTS: true, IMAGES: true, LIMITER: true },
    pending: { documents: expect.any(Number) },
    overdue: 0,
    last_error: null,
  })
  expect(status.missing).toEqual([])
})
