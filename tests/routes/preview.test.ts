/** Signed links to what is not public: who has one sees it till it ends, nobody else and no cache. */

import { createHmac, hkdfSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { picture } from '../bench/posts.ts'
import { settle } from '../ledger/audit.ts'
import { type Blog, openBlog, TOKEN } from '../world.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
  await blog.push('draft.md', '---\ntitle: A draft\ndraft: true\n---\nNot yet.\n')
  await blog.push('later.md', '---\ntitle: Later\ndate: 2099-01-01\n---\nIn good time.\n')
})
afterAll(() => blog.close())

async function ask(slug: string, init: RequestInit = {}, query = ''): Promise<string> {
  const answer = await blog.api(`/api/posts/${slug}/preview${query}`, { method: 'POST', ...init })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { url } = (await answer.json()) as { url: string }
  return url.slice(new URL(url).origin.length)
}

const asMarkdown = (body: string) => ({ headers: { 'Content-Type': 'text/markdown' }, body })

/** What a reader sees of an address, but for what changes with the address itself. */
async function seen(path: string) {
  const answer = await blog.fetch(path)
  return { status: answer.status, headers: [...answer.headers], text: await answer.text() }
}

test.each([
  ['draft', 'Not yet.'],
  ['later', 'In good time.'],
])('a link shows what is not public: %s', async (slug, text) => {
  const path = await ask(slug)
  const answer = await blog.fetch(path)
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(text)])
  expect((await blog.fetch(`/posts/${slug}`)).status).toBe(404)
})

test('no cache keeps it, no search engine lists it, no link on it tells where it was', async () => {
  const path = await ask('draft')
  for (const method of ['GET', 'HEAD', 'GET']) {
    const { headers } = await blog.fetch(path, { method })
    expect(headers.get('Cache-Control')).toBe('private, no-store')
    expect(headers.get('X-Robots-Tag')).toBe('noindex')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/)
    for (const name of ['ETag', 'Cache-Tag', 'Cloudflare-CDN-Cache-Control', 'Link']) {
      expect(headers.get(name)).toBe(null)
    }
  }
})

test('a link to a stored post shows it as it is now; one that is removed is nowhere', async () => {
  await blog.push('moving.md', '---\ntitle: Moving\ndraft: true\n---\nOnce.\n')
  const path = await ask('moving')
  await blog.push('moving.md', '---\ntitle: Moving\ndraft: true\n---\nTwice.\n')
  expect((await seen(path)).text).toContain('Twice.')
  await blog.api('/api/posts/moving', { method: 'DELETE' })
  expect((await seen(path)).status).toBe(404)
})

describe('a version that was sent for the link alone', () => {
  test('is shown, with its pictures, and stored nowhere else', async () => {
    const before = await (await blog.api('/api/posts/draft')).text()
    const body = new FormData()
    const source = '---\ntitle: A draft\ndraft: true\n---\nBetter. ![A dot](dot.png)\n'
    body.append('post', new File([source], 'draft.md'))
    body.append('image', new File([picture(8)], 'dot.png'))
    const path = await ask('draft', { body })
    const { text } = await seen(path)
    expect(text).toContain('Better.')
    const [image = ''] = /\/images\/[0-9a-f]{32}\.png/.exec(text) ?? []
    expect((await blog.fetch(image)).status).toBe(200)
    expect(await (await blog.api('/api/posts/draft')).text()).toBe(before)
    await settle(blog)
    const names = (await blog.kv.list()).keys.map(({ name }) => name)
    const values = await Promise.all(names.map((name) => blog.kv.get(name, 'text')))
    expect(values.length).toBeGreaterThan(0)
    expect(values.filter((value) => value?.includes('Better.'))).toEqual([])
    expect(await (await blog.api('/api/posts/draft/revisions')).json()).toMatchObject({
      revisions: [{ revision: 1 }],
    })
  })

  test('of a post that is not there, too; a broken one is refused with its line', async () => {
    const path = await ask('new', asMarkdown('# Brand new\n'))
    expect((await seen(path)).text).toContain('Brand new')
    expect((await blog.api('/api/posts/new')).status).toBe(404)
    const init = { method: 'POST', ...asMarkdown('---\ntitle: a: b\n---\n') }
    const broken = await blog.api('/api/posts/new/preview', init)
    expect([broken.status, await broken.json()]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ line: 2 })] }),
    ])
  })
})

test('404 nothing to show; 422 a time that is too long', async () => {
  const post = (path: string) => blog.api(path, { method: 'POST' })
  expect((await post('/api/posts/nowhere/preview')).status).toBe(404)
  expect((await post('/api/posts/draft/preview?hours=721')).status).toBe(422)
  expect((await post('/api/posts/draft/preview?hours=0')).status).toBe(422)
})

describe('the same 404 as at any address where nothing is', () => {
  const wrong: [string, (url: URL) => unknown][] = [
    ['another slug', (url) => Object.assign(url, { pathname: '/preview/later' })],
    ['another version', (url) => url.searchParams.set('of', 'x'.repeat(16))],
    ['a later end', (url) => url.searchParams.set('until', '4102444800')],
    ['an end that has passed', (url) => url.searchParams.set('until', '1000000000')],
    ['an end that is no number', (url) => url.searchParams.set('until', '1e10')],
    ['a signature of another', (url) => url.searchParams.set('sig', 'A'.repeat(43))],
    ['a signature cut short', (url) => url.searchParams.set('sig', 'A')],
    ['no signature', (url) => url.searchParams.delete('sig')],
    ['nothing at all', (url) => Object.assign(url, { search: '' })],
  ]
  test.each(wrong)('%s', async (_, change) => {
    const url = new URL(await ask('draft'), 'http://blog')
    change(url)
    const got = await seen(url.pathname + url.search)
    const nowhere = await seen('/preview/nowhere')
    expect(got.status).toBe(404)
    expect(got.text).toBe(nowhere.text)
    expect(got.headers.map(([name]) => name)).toEqual(nowhere.headers.map(([name]) => name))
  })
})

test('one that was rightly signed ends with its time', async () => {
  const sign = (until: number): string => {
    const key = hkdfSync('sha256', TOKEN, '', 'preview', 32)
    const text = JSON.stringify(['draft', '', until])
    const sig = createHmac('sha256', new Uint8Array(key)).update(text).digest('base64url')
    return `/preview/draft?until=${until}&sig=${sig}`
  }
  const now = Math.floor(Date.now() / 1000)
  expect((await seen(sign(now + 60))).status).toBe(200)
  expect((await seen(sign(now - 1))).status).toBe(404)
})

test('a new token ends every link', async () => {
  const path = await ask('draft')
  expect((await seen(path)).status).toBe(200)
  const other = await openBlog({ token: 'another-token-for-tests-0123456789' })
  try {
    await other.push('draft.md', '---\ntitle: A draft\ndraft: true\n---\nNot yet.\n')
    expect((await other.fetch(path)).status).toBe(404)
    const own = await other.api('/api/posts/draft/preview', { method: 'POST' })
    expect(own.status).toBe(201)
  } finally {
    await other.close()
  }
})
