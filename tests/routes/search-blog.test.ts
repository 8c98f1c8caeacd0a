/** Search in a whole blog: what is published is found at once, what is not, or no longer, never. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { settle } from '../ledger/audit.ts'
import { type Blog, openBlog } from '../world.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const put = (slug: string, source: string, query = '') =>
  blog.api(`/api/posts/${slug}${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown' },
    body: source,
  })

/** The paths of the hits. */
async function find(query: string, page = 1): Promise<string[]> {
  const path = `/search?q=${encodeURIComponent(query)}&page=${page}`
  const response = await blog.fetch(path)
  const html = await response.text()
  expect([query, response.status]).toEqual([query, 200])
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return [...main.matchAll(/<h2[^>]*><a href="([^"]+)"/g)].map(([, href]) => href ?? '')
}

test('a post is found by its title, tags and text as soon as it is published', async () => {
  const text = '在宣纸的毛边上，写着 Hello **World**。'
  const answer = await put('paper', `---\ntitle: 手工纸\ntags: [造纸术]\n---\n\n${text}\n`)
  expect(answer.status).toBe(201)
  for (const query of ['手', '工纸', '纸术', '毛边', '边', 'wor', '宣纸的毛边', 'hello 造纸']) {
    expect([query, await find(query)]).toEqual([query, ['/posts/paper']])
  }
  for (const query of ['毛纸', 'orld', '没有的']) expect(await find(query)).toEqual([])
})

test('an edit, a dry run, a draft, a removal and a restoring', async () => {
  await put('edited', '# 第一版\n\n旧词')
  expect(await find('旧词')).toEqual(['/posts/edited'])
  await put('edited', '# 第二版\n\n预演词', '?dry_run=1')
  expect(await find('预演词')).toEqual([])
  await put('edited', '# 第二版\n\n新词')
  expect([await find('旧词'), await find('新词')]).toEqual([[], ['/posts/edited']])
  await put('edited', '---\ndraft: true\n---\n\n稿子词')
  expect([await find('新词'), await find('稿子词')]).toEqual([[], []])
  await put('edited', '新词又来')
  expect(await find('新词又')).toEqual(['/posts/edited'])
  await blog.api('/api/posts/edited', { method: 'DELETE' })
  expect(await find('新词又')).toEqual([])
  await blog.api('/api/posts/edited/restore', { method: 'POST' })
  expect(await find('新词又')).toEqual(['/posts/edited'])
})

test('a scheduled post is found when it goes live', async () => {
  const date = new Date(Date.now() + 2_500).toISOString()
  await put('soon', `---\ndate: ${date}\n---\n\n定时的词`)
  expect(await find('定时的')).toEqual([])
  await expect.poll(() => find('定时的'), { timeout: 15_000, interval: 500 }).toHaveLength(1)
})

test('a standalone page is found at its own address', async () => {
  await put('colophon', '---\nlayout: page\n---\n\n版权页的词')
  expect(await find('版权页')).toEqual(['/colophon'])
})

test('pages of ten', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, i) => {
      const date = new Date(Date.UTC(2020, 0, 1 + i)).toISOString()
      return put(`many-${i}`, `---\ndate: ${date}\n---\n\n许多`)
    }),
  )
  const slugs = Array.from({ length: 12 }, (_, i) => `/posts/many-${11 - i}`)
  expect(await find('许多')).toEqual(slugs.slice(0, 10))
  expect(await find('许多', 2)).toEqual(slugs.slice(10))
})

test('a rebuild indexes everything again, also in a new life of the object', async () => {
  expect((await blog.api('/api/rebuild', { method: 'POST' })).ok).toBe(true)
  await blog.evictLedger()
  await settle(blog)
  expect(await find('毛边')).toEqual(['/posts/paper'])
  expect(await find('许多')).toHaveLength(10)
})

test.each(['"', "'", '*', 'a" OR "b', '%', '\\', '(', '\u0000', '🦄', '-a', 'NEAR'])(
  'answers %j',
  async (query) => expect(await find(query)).toEqual([]),
)
