/** `/search`: what it asks the ledger, what it shows, and how it keeps the ledger from harm. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Hit, Hits } from '../../src/post/hit.ts'
import { answerFromMemory, forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { Shelf } from './shelf-of.ts'

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

const hitOf = (slug: string, more: Partial<Hit> = {}): Hit => ({
  ...{ slug, kind: 'post', path: `/posts/${slug}`, title: ['A ', slug], lang: null },
  ...{ date: NOW, day: '2026-11-01', excerpt: ['in the ', slug, ' text'] },
  ...more,
})

/** An Env whose ledger answers this, and keeps what it was asked. */
function envOf(answer: Hits | Error, limiter?: { success: boolean } | Error) {
  const asked: [string, number][] = []
  const search = async (query: string, page: number): Promise<Hits> => {
    asked.push([query, page])
    if (answer instanceof Error) throw answer
    return answer
  }
  const keys: string[] = []
  const limit = async ({ key }: { key: string }) => {
    keys.push(key)
    if (limiter instanceof Error) throw limiter
    return limiter
  }
  const LEDGER = { getByName: () => ({ search }) }
  const env = { ...new Shelf().env(), LEDGER, ...(limiter && { LIMITER: { limit } }) }
  return { env: env as unknown as Env, asked, keys }
}

const get = (env: Env, path: string, headers: Record<string, string> = {}) =>
  reader.request(`https://any.host${path}`, { headers }, env)

const mainOf = async (response: Response): Promise<string> => {
  const html = await response.text()
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}

const NONE: Hits = { hits: [], more: false }

test('a form that works without a script, and a link to it on every page', async () => {
  const { env, asked } = envOf(NONE)
  const html = await (await get(env, '/search')).text()
  expect(html).toContain('<form class="search" action="/search">')
  expect(html).toMatch(/<input type="search" name="q" [^>]*maxlength="100"/)
  expect(html).toMatch(/<nav [^>]*>.*<a href="\/search" aria-current="page">Search<\/a>/)
  expect(html).toContain('<meta name="robots" content="noindex">')
  expect(html).not.toContain('<script')
  expect(asked).toEqual([])
  const missing = await get(env, '/nothing-here')
  expect(missing.status).toBe(404)
  expect(await mainOf(missing)).toContain('<form class="search"')
})

test('hits with their marks, escaped, and the way to the next page', async () => {
  const hits = [
    hitOf('a', { title: ['<b>', 'x & y', '"'], excerpt: ['', '<i>', '</mark>'] }),
    hitOf('about', { kind: 'page', path: '/about' }),
    hitOf('中', { lang: 'zh' }),
  ]
  const { env, asked } = envOf({ hits, more: true })
  const response = await get(env, '/search?q=x+%26+y')
  expect(response.status).toBe(200)
  expect(asked).toEqual([['x & y', 1]])
  const main = await mainOf(response)
  expect(main).toContain('<a href="/posts/a">&lt;b&gt;<mark>x &amp; y</mark>&quot;</a>')
  expect(main).toContain('<p><mark>&lt;i&gt;</mark>&lt;/mark&gt;</p>')
  expect(main).toContain('value="x &amp; y"')
  expect(main.match(/<time /g)).toHaveLength(2)
  expect(main).toContain('<p lang="zh">')
  expect(main).toContain('<a href="/search?q=x%20%26%20y&amp;page=2" rel="next">Page 2</a>')
})

test('the last page leads back', async () => {
  const { env, asked } = envOf({ hits: [hitOf('a')], more: false })
  const main = await mainOf(await get(env, '/search?q=a&page=2'))
  expect(asked).toEqual([['a', 2]])
  expect(main).toContain('<a href="/search?q=a" rel="prev">Page 1</a>')
  expect(main).not.toContain('rel="next"')
})

test('no hits: says so', async () => {
  expect(await mainOf(await get(envOf(NONE).env, '/search?q=a'))).toContain('No post has all')
})

describe('queries', () => {
  test.each([
    ['full width and case as written', 'ＡＢｃ', 'ABc'],
    ['white space', '  a\t\r\n b ', 'a b'],
    ['control and zero-width characters', 'a\0b\u200b\u202ec', 'abc'],
    ['a lone surrogate', 'a\ud800', 'a\ufffd'],
    ['100 characters', '𠮷'.repeat(100), '𠮷'.repeat(100)],
  ])('%s', async (_, sent, want) => {
    const { env, asked } = envOf(NONE)
    expect((await get(env, `/search?q=${encodeURIComponent(sent.toWellFormed())}`)).status).toBe(
      200,
    )
    expect(asked).toEqual([[want, 1]])
  })

  test.each(['', '?q=', '?q=%20%00', '?page=1', '?Q=a'])('nothing to ask: %s', async (query) => {
    const { env, asked } = envOf(NONE)
    expect((await get(env, `/search${query}`)).status).toBe(200)
    expect(asked).toEqual([])
  })

  test.each([101, 100_000])('400 %i characters', async (length) => {
    const { env, asked } = envOf(NONE)
    const response = await get(env, `/search?q=${'a'.repeat(length)}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('at most 100 characters')
    expect(asked).toEqual([])
  })

  test.each(['0', '-1', '1.5', 'x', '99999', '2'])('404 page %s', async (page) => {
    expect((await get(envOf(NONE).env, `/search?q=a&page=${page}`)).status).toBe(404)
  })
})

test('the edge keeps hits a minute, until anything is published', async () => {
  const response = await get(envOf({ hits: [hitOf('a')], more: false }).env, '/search?q=a')
  expect(response.headers.get('cloudflare-cdn-cache-control')).toBe('max-age=60')
  expect(response.headers.get('cache-tag')).toBe('site')
})

test('memory keeps each query by itself, in all its spellings', async () => {
  const { env, asked } = envOf({ hits: [hitOf('a')], more: true })
  for (const path of ['/search?q=a', '/search?utm=1&q=+a', '/search?q=%EF%BD%81']) {
    expect((await get(env, path)).status).toBe(200)
  }
  expect(asked).toEqual([['a', 1]])
  await get(env, '/search?q=b')
  await get(env, '/search?q=a&page=2')
  expect(asked.slice(1)).toEqual([
    ['b', 1],
    ['a', 2],
  ])
  for (const path of ['/search', '/search?q=a', '/search?q=c']) {
    expect(answerFromMemory(new Request(`https://any.host${path}`))).toBeNull()
  }
  await get(env, '/search')
  expect(answerFromMemory(new Request('https://any.host/search?q=c'))).toBeNull()
})

test('429 for who asks too often, by address, and not for what memory has', async () => {
  const good = envOf({ hits: [hitOf('a')], more: false }, { success: true })
  expect((await get(good.env, '/search?q=a', { 'CF-Connecting-IP': '192.0.2.7' })).status).toBe(200)
  expect(good.keys).toEqual(['search:192.0.2.7'])

  const bad = envOf(NONE, { success: false })
  expect((await get(bad.env, '/search?q=a')).status).toBe(200)
  const response = await get(bad.env, '/search?q=b')
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('60')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).toContain('many searches')
  expect(bad.asked).toEqual([])
})

test('a limiter that fails locks nobody out', async () => {
  const { env } = envOf({ hits: [hitOf('a')], more: false }, new Error('limiter'))
  expect((await get(env, '/search?q=a')).status).toBe(200)
})

test('503 when the ledger fails, never kept, never a word of the error', async () => {
  const { env } = envOf(new Error('SQLITE secret'))
  const response = await get(env, '/search?q=a')
  expect(response.status).toBe(503)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).not.toContain('secret')
})

test('a slash too many is redirected with its query', async () => {
  const response = await get(envOf(NONE).env, '/search/?q=a')
  expect([response.status, response.headers.get('location')]).toEqual([301, '/search?q=a'])
})
