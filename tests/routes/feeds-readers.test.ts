/** Feeds of the built Worker, read back by two readers that others wrote: titles, dates and articles as they went in. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sharedJson } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'

const day = (n: number) => `2020-01-${String(n).padStart(2, '0')}T08:30:00Z`
/** What the post page shows as the title, beside what the author wrote (a JSON string). */
const TITLES: [written: string, shown: string][] = [
  ['Plain', 'Plain'],
  ['中文标题 😀 👩‍👩‍👧', '中文标题 😀 👩‍👩‍👧'],
  ['a ]]> b <![CDATA[ c', 'a ]]> b <![CDATA[ c'],
  ['<b>&amp; "quotes" & \'apostrophes\'</b>', '<b>&amp; "quotes" & \'apostrophes\'</b>'],
  ['con\\u0000trol\\u0007 \\u001b\\ufffe\\uffff', 'control'],
  ['half \\ud83d of a pair', 'half \ufffd of a pair'],
  ['</title></item>', '</title></item>'],
]
const BODY =
  '# Heading\n\nText with ]]> and `code ]]>` and <b>bold</b> & more: 😀\n\n' +
  '[root](/about) [here](#heading) ![dot](dot.png)\n\n```xml\n<![CDATA[ x ]]>\n```\n'
const DOT = readFileSync(join(import.meta.dirname, '../images/samples/palette.png'))

let blog: Blog
/** Each post's article as its page shows it, newest first. */
const articles: { path: string; title: string; date: string; html: string }[] = []

beforeAll(async () => {
  blog = await openBlog({ vars: { SITE_URL: 'https://blog.example', SITE_AUTHOR: 'Ada' } })
  for (const [i, [written, title]] of TITLES.entries()) {
    const front = `---\ntitle: "${written.replaceAll('"', '\\"')}"\nslug: p${i}\ndate: ${day(i + 1)}\ntags: [t]\n---\n`
    const answer = await blog.push(`p${i}.md`, front + BODY, { 'dot.png': DOT })
    expect(answer.status, await answer.clone().text()).toBe(201)
    articles.unshift({ path: `/posts/p${i}`, title, date: day(i + 1), html: '' })
  }
  const shown = async () => JSON.parse(String((await blog.kv.get('site')) ?? '{}')).posts
  await vi.waitUntil(async () => (await shown()) === TITLES.length, { timeout: 10_000 })
  for (const article of articles) {
    const html = await (await blog.fetch(article.path)).text()
    const from = html.indexOf('<div class="prose">') + '<div class="prose">'.length
    article.html = absolute(html.slice(from, html.indexOf('</article>')), article.path)
  }
})
afterAll(() => blog?.close())

/** As a browser would resolve it, and without the empty links at headings. */
function absolute(html: string, path: string): string {
  const prose = html.slice(0, html.lastIndexOf('</div>')).trim()
  const plain = prose.replace(/<a class="anchor"[^>]*><\/a>/g, '')
  return plain.replace(
    / (href|src)="([^"]*)"/g,
    (_, name, to) => ` ${name}="${new URL(to, `https://blog.example${path}`).href}"`,
  )
}

const text = async (path: string) => (await blog.fetch(path)).text()
const iso = (date: string | undefined) => new Date(date ?? 'missing').toISOString()

describe.each(['/feed.xml', '/atom.xml', '/tags/t/feed.xml', '/tags/t/atom.xml'])('%s', (path) => {
  test('is well-formed, with no character that XML forbids', async () => {
    const xml = await text(path)
    expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/u)
    await new RssParser().parseString(xml) // strict: throws where XML is not well-formed
  })

  test('says to one reader what went in', async () => {
    const { items } = await new RssParser().parseString(await text(path))
    expect(items.map(({ title }) => title)).toEqual(articles.map(({ title }) => title))
    expect(items.map(({ isoDate }) => iso(isoDate))).toEqual(articles.map(({ date }) => iso(date)))
    expect(items.map((item) => item['content:encoded'] ?? item.content)).toEqual(
      articles.map(({ html }) => html),
    )
    expect(items.map(({ link }) => link)).toEqual(
      articles.map((article) => `https://blog.example${article.path}`),
    )
  })

  test('says to the other reader the same', async () => {
    const parsed = parseFeed(await text(path))
    const items =
      parsed.format === 'rss'
        ? parsed.feed.items?.map((item) => ({
            title: item.title,
            date: item.pubDate,
            html: item.content?.encoded,
            author: item.dc?.creators?.[0],
          }))
        : parsed.format === 'atom'
          ? parsed.feed.entries?.map((entry) => ({
              title: entry.title?.value,
              date: entry.published,
              html: entry.content?.value,
              author: entry.authors?.[0]?.name,
            }))
          : []
    expect(items?.map((item) => ({ ...item, date: iso(item.date) }))).toEqual(
      articles.map(({ title, date, html }) => ({ title, date: iso(date), html, author: 'Ada' })),
    )
  })
})

test('/feed.json says the same, and is what its schema asks for', async () => {
  const json = await text('/feed.json')
  const parsed = parseFeed(json)
  expect(parsed.format).toBe('json')
  const feed = JSON.parse(json) as JsonFeed
  expect(
    feed.items.map((item) => [item.title, iso(item.date_published), item.content_html]),
  ).toEqual(articles.map(({ title, date, html }) => [title, iso(date), html]))
  const schema = sharedJson<Schema>('suites/jsonfeed-1.1.schema.json')
  expect(Object.keys(feed)).toEqual(expect.arrayContaining(['version', 'title', 'items']))
  if (!schema) return
  expect(feed.version).toBe(schema.properties.version?.anyOf?.[0]?.enum?.[0])
  expect(Object.keys(feed).filter((key) => !schema.properties[key])).toEqual([])
  expect(schema.required.filter((key) => !(key in feed))).toEqual([])
  const { item } = schema.definitions
  for (const each of feed.items) {
    expect(Object.keys(each).filter((key) => !item?.properties[key])).toEqual([])
    expect(item?.required.filter((key) => !(key in each))).toEqual([])
  }
})

test('a change of a post is in the feeds on the next request', async () => {
  const before = await blog.fetch('/feed.xml')
  const etag = before.headers.get('etag') ?? ''
  const same = await blog.fetch('/feed.xml', { headers: { 'If-None-Match': etag } })
  expect(same.status).toBe(304)
  const edited = `---\ntitle: Edited\nslug: p0\ndate: ${day(1)}\nupdated: ${day(20)}\ntags: [t]\n---\nEdited text.\n`
  await blog.push('p0.md', edited)
  const fresh = async () => {
    const answer = await blog.fetch('/feed.xml', { headers: { 'If-None-Match': etag } })
    return answer.status === 200 && (await answer.text()).includes('Edited text.')
  }
  await vi.waitUntil(fresh, { timeout: 5_000 })
  const known = async () => (await text('/sitemaps/1.xml')).includes(`/p0</loc><lastmod>${day(20)}`)
  await vi.waitUntil(known, { timeout: 5_000 })
})

test('the Markdown leads to the stored picture', async () => {
  const markdown = await text('/posts/p1.md')
  expect(markdown).toContain('title: "中文标题 😀 👩‍👩‍👧"')
  expect(markdown).toMatch(/!\[dot\]\(\/images\/[0-9a-f]{32}\.png\)/)
  expect(markdown).toContain('```xml\n<![CDATA[ x ]]>\n```\n')
  const accepted = await blog.fetch('/posts/p1', { headers: { Accept: 'text/markdown' } })
  expect(await accepted.text()).toBe(markdown)
})

interface JsonFeed {
  version: string
  items: { title: string; date_published: string; content_html: string }[]
}

interface Shape {
  required: string[]
  properties: Record<string, { anyOf?: { enum?: string[] }[] }>
}

type Schema = Shape & { definitions: Record<string, Shape> }
