/** Thousands of posts written straight into a ledger's tables, as if each had been published long ago. */

import { createHash } from 'node:crypto'
import { itemOf } from '../../src/ledger/items.ts'
import type { PostRow } from '../../src/ledger/posts.ts'
import { fold, tokensOf } from '../../src/ledger/search-text.ts'
import { RENDERER } from '../../src/post/render-post.ts'
import { PAGE_SIZE } from '../../src/shelf/documents.ts'
import { keys } from '../../src/shelf/keys.ts'

/** A statement and what it is given. */
export type Statement = [query: string, ...bindings: (string | number)[]]

const START = Date.UTC(2001, 0, 1)
const HOUR = 3_600_000
/** Of each so few that 100 posts fill a page of them. */
const TAGS = 2
const CATEGORIES = 2
const AT_ONCE = 1_000

/** The source of the n-th post, and the file it stands in. */
export function manyPost(n: number): { name: string; slug: string; date: number; source: string } {
  const date = START + n * HOUR
  const text = `Filler ${n} is one of many. 第 ${n} 篇，纸的毛边，河边的石头。\n`
  const head = `title: Filler ${n}\ndate: ${new Date(date).toISOString()}\ntags: [tag-${n % TAGS}]\ncategory: category-${n % CATEGORIES}\n`
  return {
    name: `filler-${n}.md`,
    slug: `filler-${n}`,
    date,
    source: `---\n${head}---\n\n${text}`,
  }
}

/** Posts `from` to `to` (not included) for a ledger that holds those before; in order, in one transaction each. */
export function* manyPosts(from: number, to: number): Generator<Statement[]> {
  for (let n = from; n < to; n += AT_ONCE) yield batch(n, Math.min(n + AT_ONCE, to))
}

function batch(from: number, to: number): Statement[] {
  const posts = Array.from({ length: to - from }, (_, at) => rowOf(from + at))
  const rows = JSON.stringify(posts)
  const each = 'FROM json_each(?)'
  const at = (...names: string[]) => names.map((name) => `value ->> '${name}'`).join(', ')
  const pages = pagesOf(posts)
  return [
    [
      `INSERT INTO posts (slug, kind, status, title, date, year, etag, revision, changed, bytes, name, renderer, details)
       SELECT ${at('slug')}, 'post', 'published', ${at('title', 'date', 'year', 'etag')}, 1,
       ${at('date', 'bytes', 'name')}, '${RENDERER}', ${at('details')} ${each}`,
      rows,
    ],
    [`INSERT INTO items SELECT ${at('slug', 'date', 'head', 'tail')} ${each}`, rows],
    [`INSERT INTO articles SELECT ${at('slug', 'html', 'text')} ${each}`, rows],
    [
      `INSERT INTO revisions (slug, revision, action, etag, title, changed, by, name, bytes, source, pictures)
       SELECT ${at('slug')}, 1, 'create', ${at('etag', 'title', 'date')}, 'AUTHOR_TOKEN',
       ${at('name', 'bytes')}, CAST(${at('source')} AS BLOB), '[]' ${each}`,
      rows,
    ],
    [`INSERT INTO indexed SELECT ${at('place', 'slug')} ${each}`, rows],
    [`INSERT INTO search (rowid, a) SELECT ${at('place', 'tokens')} ${each}`, rows],
    [
      `INSERT INTO list_pages
       SELECT ${at('list', 'n')}, value ->> '$.entries[0].date', value ->> '$.entries[0].slug', value ->> 'entries'
       ${each} WHERE true ON CONFLICT (list, n)
       DO UPDATE SET entries = rtrim(entries, ']') || ',' || ltrim(excluded.entries, '[')`,
      JSON.stringify(pages),
    ],
    [
      `INSERT INTO lists SELECT value ->> 0, value ->> 1, count(*) FROM json_each(?) GROUP BY 1
       ON CONFLICT (list) DO UPDATE SET size = size + excluded.size`,
      JSON.stringify(posts.flatMap(({ names }) => names)),
    ],
    [
      `INSERT OR IGNORE INTO shelf (key, rank, ver, put)
       SELECT value ->> 0, value ->> 1, 1, 1 FROM json_each(?)`,
      JSON.stringify([
        ...posts.map(({ slug }) => [keys.post(slug), 0]),
        ...pages.map(({ list, n }) => [keys.list(list as 'all', n), 1]),
        [keys.site(), 2],
      ]),
    ],
    [`INSERT OR IGNORE INTO counters VALUES ('version', 1)`],
  ]
}

/** What the ledger would keep of a post; its lists, the pages that it opens, and what its lists are called. */
function rowOf(n: number) {
  const { slug, name, date, source } = manyPost(n)
  const [tag, category] = [`tag-${n % TAGS}`, `category-${n % CATEGORIES}`]
  const text = source.slice(source.indexOf('\n\n') + 2).trim()
  const title = `Filler ${n}`
  const summary = text
  const details = {
    ...{ lang: null, author: null, cover: null, canonical: null, contents: [], minutes: 1 },
    ...{ summary, extra: {}, tags: [{ name: tag, key: tag }] },
    categories: [{ name: category, key: category }],
  }
  const year = new Date(date + 8 * HOUR).getUTCFullYear()
  const order: [string, string, number][] = [
    ['all', '', n],
    [`tag:${tag}`, tag, Math.floor(n / TAGS)],
    [`category:${category}`, category, Math.floor(n / CATEGORIES)],
  ]
  const folded = fold(`${title}\n${text}`)
  const row: PostRow = {
    ...{ slug, kind: 'post', status: 'published', title, date, year, updated: null, revision: 1 },
    ...{ changed: date, bytes: Buffer.byteLength(source), name, renderer: RENDERER },
    etag: createHash('sha256').update(source).digest('hex').slice(0, 32),
    details: JSON.stringify(details),
  }
  return {
    ...row,
    ...itemOf(row),
    ...{ source, text, html: `<p>${text}</p>\n` },
    place: Math.floor(date / (22.5 * 60_000)),
    tokens: [...tokensOf(folded, '')].join(' '),
    names: [...order.map(([list, name]) => [list, name]), [`year:${year}`, `${year}`]],
    places: order.map(([list, , nth]) => ({ list, n: Math.floor(nth / PAGE_SIZE) + 1 })),
  }
}

/** The pages that posts stand on, with those of their entries that are of these posts. */
function pagesOf(posts: ReturnType<typeof rowOf>[]) {
  const placed = posts.flatMap(({ date, slug, places }) =>
    places.map(({ list, n }) => ({ list, n, entry: { date, slug } })),
  )
  const pages = Map.groupBy(placed, ({ list, n }) => keys.list(list as 'all', n))
  return [...pages.values()].map((own) => {
    const { list, n } = own[0] ?? { list: '', n: 0 }
    return { list, n, entries: own.map(({ entry }) => entry) }
  })
}
