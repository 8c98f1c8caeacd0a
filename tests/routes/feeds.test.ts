/** Feeds: where they are, what they answer to whom, and what stands in them. */

import RssParser from 'rss-parser'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { headOf, postsOf, Shelf, summaryOf } from './shelf-of.ts'

beforeEach(forget)
afterEach(() => vi.restoreAllMocks())

/** 23 posts, all of them tagged `c++`, the newest two in a category. */
function shelf(): Shelf {
  const posts = postsOf(23)
  const made = new Shelf()
    .site(posts, {
      tags: [{ key: 'c++', name: 'C++', posts: 23 }],
      categories: [{ key: 'notes', name: 'Notes & more', posts: 2 }],
    })
    .list('tag:c++', posts)
    .list('category:notes', posts.slice(-2))
  for (const { slug, date } of posts) made.post(headOf(slug, { date }), `<p>Text of ${slug}.</p>`)
  return made
}

const get = (path: string, accept = '*/*', from = shelf(), more: Record<string, string> = {}) =>
  reader.request(
    `https://any.host${path}`,
    { headers: { ...(accept && { Accept: accept }), ...more } },
    from.env(),
  )
const typeOf = (answer: Response) => answer.headers.get('content-type')?.split(';')[0]

describe('where feeds are', () => {
  test.each([
    ['/feed.xml', 'application/rss+xml'],
    ['/atom.xml', 'application/atom+xml'],
    ['/feed.json', 'application/feed+json'],
    ['/tags/c++/feed.xml', 'application/rss+xml'],
    ['/tags/c%2B%2B/atom.xml', 'application/atom+xml'],
    ['/tags/c++/feed.json', 'application/feed+json'],
    ['/categories/notes/feed.xml', 'application/rss+xml'],
    ['/categories/notes/atom.xml', 'application/atom+xml'],
    ['/categories/notes/feed.json', 'application/feed+json'],
  ])('200 %s', async (path, type) => {
    const answer = await get(path)
    expect([answer.status, typeOf(answer)]).toEqual([200, type])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('vary')).toBe('Accept')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test.each([
    ['/feed', '/feed.xml'],
    ['/feed/', '/feed.xml'],
    ['/rss', '/feed.xml'],
    ['/rss.xml', '/feed.xml'],
    ['/index.xml', '/feed.xml'],
    ['/feed.rss', '/feed.xml'],
    ['/atom', '/atom.xml'],
    ['/feed.atom', '/atom.xml'],
    ['/index.json', '/feed.json'],
    ['/feed.xml/', '/feed.xml'],
    ['/tags/c++/feed', '/tags/c++/feed.xml'],
    ['/tags/c++/rss.xml', '/tags/c++/feed.xml'],
    ['/categories/notes/index.xml', '/categories/notes/feed.xml'],
    ['/tags/C++/feed.xml', '/tags/c%2B%2B/feed.xml'],
  ])('301 %s → %s', async (path, to) => {
    const answer = await get(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([301, to])
  })

  test.each(['/tags/none/feed.xml', '/tags/feed.xml', '/archive/feed.xml'])(
    '404 %s',
    async (path) => expect((await get(path)).status).toBe(404),
  )

  test('a tag named rss is a tag', async () => {
    const from = new Shelf()
      .site(postsOf(1), { tags: [{ key: 'rss', name: 'RSS', posts: 1 }] })
      .list('tag:rss', postsOf(1))
    expect(typeOf(await get('/tags/rss', '*/*', from))).toBe('text/html')
  })
})

describe('who gets what', () => {
  const chrome = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
  const miniflux =
    'application/xml, application/atom+xml, application/rss+xml, text/html, */*;q=0.9'
  test.each([
    ['a browser', chrome, 'text/html'],
    ['no preference', '', 'application/rss+xml'],
    ['anything', '*/*', 'application/rss+xml'],
    ['any text', 'text/*', 'application/rss+xml'],
    ['a reader that takes HTML as well', miniflux, 'application/rss+xml'],
    [
      'a reader that would rather not',
      'text/html;q=0.7, application/atom+xml',
      'application/rss+xml',
    ],
    ['a reader of XML', 'text/xml, text/html;q=0.9', 'application/rss+xml'],
    ['a strange weight', 'text/html;q=x, */*;q=0.1', 'application/rss+xml'],
  ])('%s', async (_, accept, type) => expect(typeOf(await get('/feed.xml', accept))).toBe(type))

  test('neither the isolate nor the edge gives one the other’s form', async () => {
    const from = shelf()
    const page = await get('/feed.xml', chrome, from)
    expect(page.headers.get('cloudflare-cdn-cache-control')).toBe('no-store')
    expect(page.headers.get('cache-tag')).toBeNull()
    expect(page.headers.get('vary')).toBe('Accept')
    expect(typeOf(await get('/feed.xml', '*/*', from))).toBe('application/rss+xml')
    expect(typeOf(await get('/feed.xml', chrome, from))).toBe('text/html')
    const reads = from.reads.length
    expect(typeOf(await get('/feed.xml', '*/*', from))).toBe('application/rss+xml')
    expect(from.reads.length).toBe(reads)
  })

  test('the page says what this is, and shows the newest posts', async () => {
    const html = await (await get('/tags/c++/atom.xml', chrome)).text()
    expect(html).toContain('feed reader')
    expect(html).toContain('https://blog.example/tags/c%2B%2B/atom.xml')
    expect(html).toContain('href="/posts/p23"')
    expect(html).toContain('<link rel="canonical" href="https://blog.example/tags/c%2B%2B">')
  })
})

test('the 20 newest, newest first, and one read for each', async () => {
  for (const path of ['/feed.xml', '/tags/c++/feed.xml']) {
    const from = shelf()
    const xml = await (await get(path, '*/*', from)).text()
    const guids = [...xml.matchAll(/<guid isPermaLink="true">([^<]*)/g)].map((match) => match[1])
    expect(guids).toEqual(
      Array.from({ length: 20 }, (_, i) => `https://blog.example/posts/p${23 - i}`),
    )
    expect(from.reads.filter((key) => key.startsWith('post:')).length).toBe(20)
  }
})

test('304 while nothing in it changed, and the tags of all that stands in it', async () => {
  const from = shelf()
  const first = await get('/tags/c++/feed.xml', '*/*', from)
  const etag = first.headers.get('etag') ?? ''
  const tags = first.headers.get('cache-tag')?.split(',') ?? []
  expect(tags).toContain('site')
  expect(tags).toContain('list%3Atag%3Ac%2B%2B%3A1')
  expect(tags).toContain('post%3Ap23')
  forget()
  // Another post elsewhere changes the site's document, and not this feed.
  from.site([...postsOf(23), summaryOf('other', Date.UTC(2021, 1, 1))], {
    tags: [{ key: 'c++', name: 'C++', posts: 23 }],
    hash: 'another',
  })
  const same = await get('/tags/c++/feed.xml', '*/*', from, { 'If-None-Match': etag })
  expect([same.status, await same.text()]).toEqual([304, ''])
  forget()
  from.post(headOf('p20'), '<p>Edited.</p>')
  const other = await get('/tags/c++/feed.xml', '*/*', from, { 'If-None-Match': etag })
  expect(other.status).toBe(200)
})

test('addresses in articles are whole, wherever the feed is read', async () => {
  const html =
    '<p id="a"><a href="/posts/x">x</a> <a href="#a">a</a> <a href="y?b=1&amp;c=2">y</a> ' +
    '<a href="mailto:me@example.org">m</a> <a href="//cdn.example/a">c</a> src=&quot;/no&quot;</p>' +
    '<img src="/images/k.png" srcset="/images/k.png?w=320 320w, /images/k.png?w=640 640w" alt="">'
  const from = new Shelf().site([summaryOf('p', 1)]).post(headOf('p'), html)
  const { items } = (await (await get('/feed.json', '*/*', from)).json()) as {
    items: { content_html: string }[]
  }
  const at = 'https://blog.example'
  expect(items[0]?.content_html).toBe(
    `<p id="a"><a href="${at}/posts/x">x</a> <a href="${at}/posts/p#a">a</a> ` +
      `<a href="${at}/posts/y?b=1&amp;c=2">y</a> <a href="mailto:me@example.org">m</a> ` +
      '<a href="//cdn.example/a">c</a> src=&quot;/no&quot;</p>' +
      `<img src="${at}/images/k.png" srcset="${at}/images/k.png?w=320 320w, ` +
      `${at}/images/k.png?w=640 640w" alt="">`,
  )
})

test('an article and a title may hold what ends a CDATA section, and what XML cannot hold is gone', async () => {
  const title = 'x]]>y\u0000\ud800'
  const from = new Shelf()
    .site([summaryOf('p', 1)])
    .post(headOf('p', { title }), '<p>a]]>b\u0001\uffff</p>')
  for (const path of ['/feed.xml', '/atom.xml']) {
    const { items } = await new RssParser().parseString(await (await get(path, '*/*', from)).text())
    const [item] = items
    expect(item?.title).toBe('x]]>y\ufffd')
    expect(item?.['content:encoded'] ?? item?.content).toBe('<p>a]]>b</p>')
  }
})

test('an author’s name and never an address', async () => {
  for (const author of ['Ada <ada@example.org>', 'Ada (ada@example.org)', 'ada@example.org Ada']) {
    const from = new Shelf().site([summaryOf('p', 1)]).post(headOf('p', { author }))
    for (const path of ['/feed.xml', '/atom.xml', '/feed.json']) {
      forget()
      const text = await (await get(path, '*/*', from)).text()
      expect(text).not.toContain('@example.org')
      expect(text).toContain('Ada')
    }
  }
})

test('articles that would make a feed of megabytes stand in it with their summaries', async () => {
  const from = new Shelf().site(postsOf(3))
  for (const { slug } of postsOf(3)) from.post(headOf(slug), `<p>${'字'.repeat(300_000)}</p>`)
  const xml = await (await get('/feed.xml', '*/*', from)).text()
  expect(xml.match(/<content:encoded>/g)?.length).toBe(2)
  expect(xml.match(/<description>Summary of p\d/g)?.length).toBe(3)
})

test('an empty blog has an empty feed', async () => {
  for (const path of ['/feed.xml', '/atom.xml', '/feed.json']) {
    const answer = await get(path, '*/*', new Shelf())
    expect([path, answer.status]).toEqual([path, 200])
    expect(await answer.text()).not.toMatch(/<item>|<entry>/)
  }
})
