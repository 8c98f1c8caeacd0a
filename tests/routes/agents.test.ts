/** Posts as Markdown, for those who ask for it in whatever way, and the texts that lead agents there. */

import { beforeEach, describe, expect, test } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { weightOf } from '../../src/routes/reader/accept.ts'
import { reader } from '../../src/routes/reader.ts'
import { headOf, postsOf, Shelf, summaryOf } from './shelf-of.ts'

beforeEach(forget)

const HTML = '<p>Hello, <em>world</em>.</p>'
const shelf = () =>
  new Shelf()
    .site([summaryOf('hello', 1), summaryOf('中文', 2, { title: 'A [b] *c*' })], {
      pages: [{ slug: 'about', title: 'About' }],
    })
    .post(
      headOf('hello', { title: 'It: "works"', tags: [{ key: 'a', name: 'A' }] }),
      HTML,
      'Hello, *world*.\n',
    )
    .post(headOf('中文'), HTML, '你好\n')
    .post(headOf('about', { kind: 'page' }), HTML, 'About\n')
    .post(headOf('old'), HTML)
    .mark('removed', { state: 'gone' })

const get = (path: string, accept = '', from = shelf()) =>
  reader.request(
    `https://any.host${path}`,
    { headers: accept ? { Accept: accept } : {} },
    from.env(),
  )
const typeOf = (answer: Response) => answer.headers.get('content-type')

test('a post as Markdown, under a front matter of what readers may know', async () => {
  const from = shelf()
  const answer = await get('/posts/hello.md', '', from)
  expect([answer.status, typeOf(answer)]).toEqual([200, 'text/markdown; charset=utf-8'])
  expect(await answer.text()).toBe(
    '---\ntitle: "It: \\"works\\""\nurl: "https://blog.example/posts/hello"\n' +
      'date: "2014-11-15T16:00:00Z"\nlang: "en"\ntags: ["A"]\nsummary: "Summary of hello"\n---\n\n' +
      'Hello, *world*.\n',
  )
  expect(answer.headers.get('link')).toBe('<https://blog.example/posts/hello>; rel="canonical"')
  expect(answer.headers.get('cache-tag')).toBe('post%3Ahello')
  expect(from.reads).toEqual(['post:hello'])
})

test('the page holds the article alone', async () => {
  const html = await (await get('/posts/hello')).text()
  expect(html).toContain(`<div class="prose">${HTML}</div>`)
  expect(html).not.toContain('Hello, *world*')
})

test.each([
  ['/about.md', 200],
  ['/posts/%E4%B8%AD%E6%96%87.md', 200],
  ['/posts/Hello.md', 301, '/posts/hello.md'],
  ['/posts/about.md', 301, '/about.md'],
  ['/hello.md', 301, '/posts/hello.md'],
  ['/posts/removed.md', 410],
  ['/posts/none.md', 404],
  ['/posts/.md', 404],
  ['/posts/old.md', 404],
])('%s answers %i', async (path, status, location = null as never) => {
  const answer = await get(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([status, location])
})

describe('the post’s own address', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  test.each<[string, 'markdown' | 'html']>([
    ['', 'html'],
    ['*/*', 'html'],
    ['text/*', 'html'],
    [browser, 'html'],
    ['text/markdown', 'markdown'],
    ['Text/Markdown', 'markdown'],
    ['text/markdown, text/html, */*', 'markdown'],
    ['text/markdown, text/html;q=0.9, */*;q=0.8', 'markdown'],
    ['text/html, text/markdown;q=0.9', 'html'],
    ['text/html;q=0.5, text/markdown;q=0.6', 'markdown'],
    ['text/markdown;q=0', 'html'],
    ['text/markdown;q=0, */*', 'html'],
    ['text/markdown-x', 'html'],
  ])('%j gets %s', async (accept, form) => {
    const answer = await get('/posts/hello', accept)
    expect(typeOf(answer)).toBe(`text/${form}; charset=utf-8`)
    expect(answer.headers.get('vary')).toBe('Accept')
  })

  test('no cache gives one the other’s form, and entity tags differ', async () => {
    const from = shelf()
    const html = await get('/posts/hello', browser, from)
    const markdown = await get('/posts/hello', 'text/markdown', from)
    expect(typeOf(markdown)).toContain('markdown')
    expect(markdown.headers.get('cloudflare-cdn-cache-control')).toBe('no-store')
    expect(markdown.headers.get('etag')).not.toBe(html.headers.get('etag'))
    expect(typeOf(await get('/posts/hello', browser, from))).toContain('html')
    expect(from.reads.length).toBe(2)
  })

  test('a document of an older version has no Markdown, and does not say so', async () => {
    const answer = await get('/posts/old', 'text/markdown')
    expect(typeOf(answer)).toContain('text/html')
    expect(answer.headers.get('link')).not.toContain('text/markdown", <')
  })

  test('says where the Markdown is', async () => {
    expect((await get('/posts/hello')).headers.get('link')).toBe(
      '</posts/hello.md>; rel="alternate"; type="text/markdown", ' +
        '</llms.txt>; rel="index llms-txt"; type="text/markdown"',
    )
  })
})

test('weights are those of the most specific range', () => {
  const accept = 'text/*;q=0.3, text/html;q=0.7, text/plain;Q=0.2;x=1, */*;q=0.5, a/b;q=2, c/d;q=-1'
  expect(
    ['text/html', 'text/markdown', 'text/plain', 'image/png', 'a/b', 'c/d'].map((type) =>
      weightOf(accept, type),
    ),
  ).toEqual([0.7, 0.3, 0.2, 0.5, 1, 0])
})

test('llms.txt lists the newest posts as Markdown, the pages and the rest', async () => {
  const answer = await get('/llms.txt')
  expect(typeOf(answer)).toBe('text/markdown; charset=utf-8')
  const text = await answer.text()
  expect(text).toMatch(/^# A & B\n\n> Notes \\<kept\\>\n\n/)
  const at = 'https://blog.example'
  expect(text).toContain(
    `- [A \\[b\\] \\*c\\*](${at}/posts/%E4%B8%AD%E6%96%87.md): Summary of 中文\n`,
  )
  expect(text).toContain(`- [About](${at}/about.md)\n`)
  expect(text).toContain(`](${at}/llms-full/1.txt)`)
  expect(await (await get('/llms.txt', '', new Shelf())).text()).toMatch(/^# A & B\n/)
})

test('llms-full.txt holds every post once, in parts of 10', async () => {
  const posts = postsOf(25)
  const from = new Shelf().site(posts)
  for (const { slug } of posts) from.post(headOf(slug), HTML, `Text of ${slug}.\n`)
  const newest = await (await get('/llms-full.txt', '', from)).text()
  const parts = []
  for (const n of [3, 2, 1]) {
    const before = from.reads.length
    parts.push(await (await get(`/llms-full/${n}.txt`, '', from)).text())
    expect(from.reads.length - before).toBeLessThanOrEqual(12)
  }
  expect(parts[0]).toBe(newest)
  expect(newest).toContain('Older posts: https://blog.example/llms-full/2.txt')
  expect(parts[2]).toContain('Newer posts: https://blog.example/llms-full/2.txt')
  const slugs = [...parts.join('').matchAll(/^Text of (p\d+)\.$/gm)].map((match) => match[1])
  expect(slugs).toEqual(posts.map(({ slug }) => slug).toReversed())
  for (const path of ['/llms-full/4.txt', '/llms-full/0.txt', '/llms-full/1', '/llms-full/x.txt']) {
    expect([path, (await get(path, '', from)).status]).toEqual([path, 404])
  }
  forget()
  expect((await get('/llms-full.txt', '', new Shelf())).status).toBe(404)
})

test('a part of megabytes names the posts it has no room for', async () => {
  const posts = postsOf(3)
  const from = new Shelf().site(posts)
  for (const { slug } of posts) from.post(headOf(slug), HTML, 'x'.repeat(900_000))
  const text = await (await get('/llms-full.txt', '', from)).text()
  expect(text.length).toBeLessThan(2 * 1024 * 1024)
  expect(text).toContain('\nhttps://blog.example/posts/p1.md\n')
})
