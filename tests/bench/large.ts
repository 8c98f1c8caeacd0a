/**
 * The dearest page of a blog of 10,000 posts: every kind is made anew, from a shelf that is filled by hand. The isolate
 * has written the posts of feeds before, as it has after a publish; a new one reads them all.
 */

import { NEWEST, PAGE_SIZE } from '../../src/shelf/documents.ts'
import { headOf, Shelf, summaryOf } from '../routes/shelf-of.ts'
import { cpuMicroseconds } from './cpu.ts'
import { line, summarise } from './figures.ts'
import { fire } from './load.ts'
import { longPost } from './posts.ts'
import type { Stage } from './stage.ts'

const POSTS = 10_000
const TAGS = 200
const DAY = 86_400_000
const START = Date.UTC(1999, 0, 1)
/** The tag whose feed is read. */
const FEED = 'tag-3'
/** Posts whose text is there, beside those in that feed: those in the feed of all, those in a part of all texts. */
const WHOLE = PAGE_SIZE
const WARM = 60
const ROUNDS = 5
const REQUESTS = 30

const PAGES = [
  ...['/', '/page/1', '/posts/post-9999', '/posts/post-9999.md', '/archive', '/archive/2020'],
  ...['/tags', '/tags/tag-3', '/categories', '/no-such-page', '/search'],
  ...[
    '/feed.xml',
    '/atom.xml',
    '/feed.json',
    `/tags/${FEED}/feed.xml`,
    '/llms.txt',
    '/llms-full.txt',
  ],
  ...[
    '/sitemap.xml',
    '/sitemaps/1.xml',
    '/sitemaps/pages.xml',
    '/robots.txt',
    '/manifest.webmanifest',
  ],
]

export async function measureLarge(stage: Stage): Promise<void> {
  const kv = stage.url('kv-large')
  for (const [key, body] of fill().documents) {
    const url = `${kv}/${encodeURIComponent(key)}`
    const answer = await fetch(url, { method: 'PUT', body: body as Uint8Array<ArrayBuffer> })
    if (!answer.ok) throw new Error(`${key} was not put: ${answer.status}`)
  }
  const costs: [path: string, ms: number][] = []
  for (const path of PAGES) costs.push([path, await costOf(stage, path)])
  costs.sort(([, a], [, b]) => b - a)
  const [[worst, ms] = ['', Number.NaN], ...others] = costs
  const list = (some: typeof costs) =>
    some.map(([path, ms]) => `${path} ${ms.toFixed(2)}`).join(', ')
  line(
    `worst page at ${POSTS} posts, made anew`,
    `${ms.toFixed(2)} ms`,
    `${worst}; wanted: under 2 ms`,
  )
  console.log(`  then ${list(others.slice(0, 6))}; the rest under ${others[6]?.[1].toFixed(2)}`)
}

async function costOf(stage: Stage, path: string): Promise<number> {
  const shot = { url: stage.url('blog-large') + path }
  const status = path === '/no-such-page' ? 404 : 200
  await fire(WARM, () => shot, status, 4)
  const costs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = cpuMicroseconds(stage.pid)
    await fire(REQUESTS, () => shot, status, 4)
    costs.push((cpuMicroseconds(stage.pid) - before) / 1000 / REQUESTS)
  }
  return summarise(costs).median
}

/** A post a day, each with a summary and two tags; the newest with texts of 10 kB. */
function fill(): Shelf {
  const source = longPost()
  const text = source.slice(source.indexOf('\n\n'))
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const html = lines.map((line) => `<p>${line.replace(/[&<>]/g, '')}</p>\n`).join('')
  const label = (n: number) => ({ key: `tag-${n % TAGS}`, name: `Tag ${n % TAGS}` })
  const posts = Array.from({ length: POSTS }, (_, n) =>
    summaryOf(`post-${n}`, START + n * DAY, {
      edition: '1.1',
      title: `第 ${n} 篇: a title of some length`,
      summary: lines.join(' ').slice(0, 120),
      tags: [label(n), label(n * 7 + 1)],
    }),
  )
  const shelf = new Shelf()
  const tags = Map.groupBy(
    posts.flatMap((post) => post.tags.map(({ key }) => ({ key, post }))),
    ({ key }) => key,
  )
  const counts = [...tags].map(([key, of]) => ({
    ...label(Number(key.slice(4))),
    posts: of.length,
  }))
  for (const [key, of] of tags)
    shelf.list(
      `tag:${key}`,
      of.map(({ post }) => post),
    )
  const inTag =
    tags
      .get(FEED)
      ?.slice(-NEWEST)
      .map(({ post }) => post) ?? []
  for (const post of new Set([...posts.slice(-WHOLE), ...inTag]))
    shelf.post(headOf(post.slug, post as object), html, text)
  return shelf.site(posts, { tags: counts, categories: counts })
}
