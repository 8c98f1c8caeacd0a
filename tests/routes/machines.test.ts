/** What programs ask a site for: the sitemap, robots.txt, security.txt, the icon, the manifest. */

import { inflateSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { readSite } from '../../src/site.ts'
import { postsOf, Shelf, summaryOf } from './shelf-of.ts'

beforeEach(forget)

const get = (path: string, from = new Shelf(), vars: Record<string, string> = {}) =>
  reader.request(`https://any.host${path}`, {}, from.env(vars))
const text = async (...args: Parameters<typeof get>) => (await get(...args)).text()
const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)/g)].map((match) => match[1] ?? '')
const at = 'https://blog.example'

test('the sitemap leads to every post, page and list, in parts of 200 posts', async () => {
  const posts = postsOf(260, 2018)
  const from = new Shelf().site(posts, {
    pages: [{ slug: 'about', title: 'About' }],
    tags: [{ key: 'c#', name: 'C#', posts: 1 }],
    categories: [{ key: 'notes', name: 'Notes', posts: 1 }],
  })
  const parts = locations(await text('/sitemap.xml', from))
  expect(parts).toEqual(['pages', 1, 2].map((part) => `${at}/sitemaps/${part}.xml`))
  const found: string[] = []
  for (const part of parts) {
    const before = from.reads.length
    found.push(...locations(await text(part.slice(at.length), from)))
    expect(from.reads.length - before).toBeLessThanOrEqual(5)
  }
  const lists = [
    '/',
    '/archive',
    '/tags',
    '/categories',
    '/about',
    '/tags/c%23',
    '/categories/notes',
  ]
  for (const path of [...lists, '/archive/2018']) expect(found).toContain(at + path)
  expect(found.filter((url) => url.includes('/posts/'))).toEqual(
    posts.map(({ slug }) => `${at}/posts/${slug}`),
  )
  expect(new Set(found).size).toBe(found.length)
})

test('a sitemap says when a post changed, and which picture it shows', async () => {
  const post = summaryOf('a', Date.UTC(2020, 0, 1), {
    updated: Date.UTC(2021, 0, 2),
    cover: '/images/c.png?a=1&b=2',
  })
  const xml = await text(
    '/sitemaps/1.xml',
    new Shelf().site([post, summaryOf('b', Date.UTC(2022, 0, 1))]),
  )
  expect(xml).toContain(
    `<url><loc>${at}/posts/a</loc><lastmod>2021-01-02T00:00:00Z</lastmod>` +
      `<image:image><image:loc>${at}/images/c.png?a=1&amp;b=2</image:loc></image:image></url>`,
  )
  expect(xml).toContain(
    `<url><loc>${at}/posts/b</loc><lastmod>2022-01-01T00:00:00Z</lastmod></url>`,
  )
})

test.each(['/sitemaps/0.xml', '/sitemaps/2.xml', '/sitemaps/1', '/sitemaps/x.xml', '/sitemaps'])(
  '404 %s',
  async (path) => expect((await get(path, new Shelf().site(postsOf(3)))).status).toBe(404),
)

test('robots.txt lets everyone in but where nobody reads, and crawlers of AI by the setting', async () => {
  const open = await text('/robots.txt')
  expect(open).toMatch(
    /^User-agent: \*\nDisallow: \/api\/\nDisallow: \/search\$\nDisallow: \/search\?\n\n/,
  )
  expect(open).toContain(`\nSitemap: ${at}/sitemap.xml\n`)
  expect(open).not.toContain('GPTBot')
  forget()
  const closed = await text('/robots.txt', new Shelf(), { SITE_AI_CRAWLERS: 'deny' })
  const [, group = ''] = /\n\n((?:User-agent: \S+\n)+Disallow: \/\n)\n/.exec(closed) ?? []
  for (const name of ['GPTBot', 'ClaudeBot', 'CCBot', 'Google-Extended']) {
    expect(group).toContain(`User-agent: ${name}\n`)
  }
  expect(group).not.toMatch(/Googlebot|bingbot|Baiduspider|\*/)
})

test('security.txt when there is a contact, valid for half a year', async () => {
  expect((await get('/.well-known/security.txt')).status).toBe(404)
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 10, 12) })
  const contact = { SITE_SECURITY_CONTACT: 'mailto:safe@blog.example' }
  const answer = await get('/.well-known/security.txt', new Shelf(), contact)
  vi.useRealTimers()
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await answer.text()).toBe(
    'Contact: mailto:safe@blog.example\nExpires: 2026-07-12T00:00:00Z\n' +
      `Preferred-Languages: en\nCanonical: ${at}/.well-known/security.txt\n`,
  )
})

test.each([
  [{ SITE_AI_CRAWLERS: 'no' }, 'SITE_AI_CRAWLERS takes allow or deny, not "no".'],
  [{ SITE_SECURITY_CONTACT: 'safe@blog.example' }, 'SITE_SECURITY_CONTACT takes mailto:'],
  [{ SITE_SECURITY_CONTACT: 'javascript:alert(1)' }, 'SITE_SECURITY_CONTACT takes mailto:'],
])('a wrong setting is named: %j', (vars, message) => expect(() => readSite(vars)).toThrow(message))

test.each([
  ['Deckle', 'D'],
  ['  山居笔记', '山'],
  ['<b>', '&lt;'],
  ['&co', '&amp;'],
  ['🦊 fox', '🦊'],
  ['\ud800x', '\ufffd'],
])('the icon of %j shows %s, and runs nothing', async (title, shown) => {
  const answer = await get('/favicon.svg', new Shelf(), { SITE_TITLE: title })
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(await answer.text()).toContain(`>${shown}</text>`)
})

test.each([
  ['Äpfel', 'A', 'h'],
  ['hello', 'h', 'Äpfel'],
  ['山居', '한', 'hello'],
])(
  'the touch icon of %j is a PNG of 180 pixels, drawn by its first letter',
  async (title, same, other) => {
    const draw = async (name: string) => {
      forget()
      const answer = await get('/apple-touch-icon.png', new Shelf(), { SITE_TITLE: name })
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'image/png'])
      return new Uint8Array(await answer.arrayBuffer())
    }
    const png = await draw(title)
    expect(inspectImage(png)).toMatchObject({ type: 'image/png', width: 180, height: 180 })
    // The bytes of its pixels begin after header and palette, and are followed by an empty last chunk.
    const rows = inflateSync(png.subarray(8 + 25 + 60 + 8, -16))
    expect(rows.length).toBe(180 * 181)
    expect(rows.filter((shade) => shade === 15).length).toBeGreaterThan(5_000)
    expect(Buffer.compare(png, await draw(same))).toBe(0)
    expect(Buffer.compare(png, await draw(other))).not.toBe(0)
  },
)

test('/favicon.ico leads to the icon', async () => {
  const answer = await get('/favicon.ico')
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/favicon.svg'])
})

test('the manifest names the site and its icon', async () => {
  const answer = await get('/manifest.webmanifest')
  expect(answer.headers.get('content-type')).toBe('application/manifest+json')
  expect(await answer.json()).toMatchObject({
    name: 'A & B',
    start_url: '/',
    icons: [
      { src: '/favicon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/apple-touch-icon.png', type: 'image/png', sizes: '180x180' },
    ],
  })
})
