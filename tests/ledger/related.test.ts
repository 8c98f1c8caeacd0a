/** Related posts: by shared tags, rare ones first, and as of the post's own last write. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodePost } from '../../src/shelf/codec.ts'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { settle } from './audit.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
  const common = Array.from({ length: 20 }, (_, i) => `common-${i}`)
  for (const [day, slug] of common.entries()) await put(slug, ['notes'], day)
  await put('paper-old', ['notes', 'paper'], 30)
  await put('paper-edge', ['paper', 'edge'], 31)
  await put('alone', ['single'], 32)
  await put('bare', [], 33)
  await put('between', [], 34)
  await put('paper-new', ['notes', 'paper', 'edge'], 35)
  await settle(blog)
}, 120_000)
afterAll(() => blog.close())

function put(slug: string, tags: string[], day: number): Promise<Response> {
  const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString()
  return blog.api(`/api/posts/${slug}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown' },
    body: `---\ntitle: Title of ${slug}\ndate: ${date}\ntags: [${tags.join(', ')}]\n---\n\nText.\n`,
  })
}

async function relatedOf(slug: string): Promise<string[] | undefined> {
  const bytes = await blog.kv.get(keys.post(slug), 'arrayBuffer')
  const { head } = decodePost(new Uint8Array(bytes ?? expect.fail(`no ${slug}`)))
  return head.state === 'live' ? head.related?.map((link) => link.slug) : undefined
}

test('rare shared tags come first, then newer posts; a post is not related to itself', async () => {
  expect(await relatedOf('paper-new')).toEqual(['paper-edge', 'paper-old', 'common-19'])
})

test('no shared tag, nothing related', async () => {
  expect(await relatedOf('alone')).toEqual([])
  expect(await relatedOf('bare')).toEqual([])
})

test('neighbours, which the page shows anyway, come last', async () => {
  const related = await relatedOf('common-10')
  expect(related).toHaveLength(3)
  expect(related).not.toContain('common-9')
})

test('the page shows them under the article', async () => {
  const html = await (await blog.fetch('/posts/paper-new')).text()
  const [, list = ''] = /<nav class="related"[^>]*>(.*?)<\/nav>/s.exec(html) ?? []
  expect(list).toContain('<a href="/posts/paper-edge">Title of paper-edge</a>')
  expect(list.match(/<li>/g)).toHaveLength(3)
  expect(await (await blog.fetch('/posts/bare')).text()).not.toContain('class="related"')
})

test('a new post with the same tags writes no document of the others again', async () => {
  const before = await relatedOf('paper-old')
  await blog.meter.reset()
  await put('paper-newest', ['paper'], 40)
  await settle(blog)
  const { put: puts } = await blog.meter.read()
  const posts = Object.keys(puts).filter((key) => key.startsWith('post:'))
  // Its neighbour shows its title.
  expect(posts.toSorted()).toEqual([keys.post('paper-new'), keys.post('paper-newest')])
  expect(await relatedOf('paper-old')).toEqual(before)
})

test('a removed post is related to nothing any more', async () => {
  expect(await relatedOf('paper-new')).toContain('paper-old')
  await blog.api('/api/posts/paper-old', { method: 'DELETE' })
  await settle(blog)
  expect(await relatedOf('paper-new')).toEqual(['paper-edge', 'common-19'])
})
