/** Many posts in one request: each all or nothing, with pictures that were stored before. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { picture } from '../bench/posts.ts'
import { settle } from '../ledger/audit.ts'
import { type Blog, openBlog } from '../world.ts'
import { type Expected, refused } from './refused.ts'

interface Item {
  receipt?: { slug: string; etag: string; live: boolean; created: boolean; images: object[] }
  problem?: { type: string; status: number; errors: { field?: string; line?: number }[] }
}

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const put = (body: unknown, headers: Record<string, string> = {}, query = '') =>
  blog.api(`/api/posts${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

async function send(posts: object[], headers?: Record<string, string>, query?: string) {
  const answer = await put({ posts }, headers, query)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return ((await answer.json()) as { posts: Item[] }).posts
}

describe('refused as a whole, and nothing is stored', () => {
  const many = { posts: Array.from({ length: 51 }, (_, n) => ({ source: `# ${n}` })) }
  const cases: [string, unknown, Record<string, string>, Expected][] = [
    ['no list', {}, {}, [422, 'bad-field', 'posts']],
    ['a post that is text', { posts: ['# A'] }, {}, [422, 'bad-field', 'posts[0]']],
    ['no source', { posts: [{ slug: 'a' }] }, {}, [422, 'bad-field', 'posts[0].source']],
    ['an unknown field', { posts: [{ source: 'a', x: 1 }] }, {}, [422, 'bad-field', 'x']],
    ['51 posts', many, {}, [413, 'too-large', 'posts']],
    ['a key that is a number', stored(1), {}, [422, 'bad-field', 'posts[0].stored.a']],
    ['If-Match for all', { posts: [] }, { 'If-Match': '"a"' }, [400, 'bad-request', 'If-Match']],
    ['another type', '# A', { 'Content-Type': 'text/markdown' }, [415, 'unsupported-type', 'Type']],
  ]
  test.each(cases)('%s', async (_, body, headers, [status, code, field]) => {
    await refused(blog, await put(body, headers), [status, code, RegExp(RegExp.escape(`${field}`))])
  })

  function stored(key: unknown) {
    return { posts: [{ source: '# A', stored: { a: key } }] }
  }
})

test('a dry run tells what would become of each, and stores nothing', async () => {
  const [good, bad] = await send([{ source: '# A', slug: 'a' }, { source: '' }], {}, '?dry_run=1')
  expect([good?.receipt?.slug, bad?.problem?.status]).toEqual(['a', 422])
  expect((await blog.api('/api/posts/a')).status).toBe(404)
})

test('each stands or falls alone, in their order; those that stand reach their readers', async () => {
  const items = await send([
    { source: '---\ntitle: One\n---\n', name: '2020-01-02-one.md' },
    { source: '---\ntitle: a: b\n---\n', slug: 'two' },
    { source: '# Three', slug: 'three', if_match: null },
    { source: '# Three again', slug: 'three', if_match: null },
    { source: '# Four', slug: 'four', if_match: 'not-there' },
    { source: '# Five', slug: 'five', stored: { 'a.png': `${'0'.repeat(32)}.png` } },
    { source: '\ud800' },
  ])
  const told = items.map(({ receipt, problem }) => receipt?.slug ?? problem?.type)
  const type = (code: string) => `urn:problem:deckle:${code}`
  expect(told).toEqual([
    ...['one', type('bad-front-matter'), 'three', type('precondition-failed')],
    ...[type('precondition-failed'), type('bad-field'), type('bad-encoding')],
  ])
  expect(items[1]?.problem?.errors[0]?.line).toBe(2)
  expect(items[5]?.problem?.errors[0]?.field).toBe('stored')
  expect(items[0]?.receipt?.live).toBe(false)
  await settle(blog)
  const pages = ['one', 'three', 'two', 'four', 'five'].map((slug) => blog.fetch(`/posts/${slug}`))
  expect((await Promise.all(pages)).map(({ status }) => status)).toEqual([200, 200, 404, 404, 404])
})

test('a post shows a picture that was stored before it, under the name it calls it by', async () => {
  const form = new FormData()
  form.append('image', new File([picture(8)], 'dot.png'))
  const saved = await (await blog.api('/api/images', { method: 'POST', body: form })).json()
  const { key = '' } = (saved as { images: { key: string }[] }).images[0] ?? {}
  const asked = await blog.api(`/api/images?keys=${'0'.repeat(32)}.png,${key}`)
  expect(await asked.json()).toMatchObject({ images: [{ key, used_by: [] }], next: null })
  const source = '# Shown\n\n![A dot](pictures/other.png)\n'
  await send([{ source, slug: 'shown', stored: { 'other.png': key } }])
  await settle(blog)
  expect(await (await blog.fetch('/posts/shown')).text()).toContain(`/images/${key}`)
  const alone = { source: `${source}\nAgain.\n`, stored: { 'other.png': key } }
  const answer = await blog.api('/api/posts/alone', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alone),
  })
  expect(await answer.json()).toMatchObject({ images: [{ address: 'pictures/other.png', key }] })
})

test('sent again under one Idempotency-Key, the first answers come again', async () => {
  const posts = [
    { source: '# Six', slug: 'six', if_match: null },
    { source: '# Seven', slug: 'seven', if_match: null },
  ]
  const first = await send(posts, { 'Idempotency-Key': 'again' })
  const second = await send(posts, { 'Idempotency-Key': 'again' })
  const etags = (items: Item[]) => items.map(({ receipt }) => [receipt?.etag, receipt?.created])
  expect(etags(second)).toEqual(etags(first))
  expect(etags(second)[0]).toEqual([expect.any(String), true])
  const third = await send(posts)
  expect(third.map(({ problem }) => problem?.status)).toEqual([412, 412])
})
