/** Makes a shelf document from the current rows. What KV holds is always the answer to this question. */

import type { Label } from '../post/post.ts'
import { encode, seal, toBytes } from '../shelf/codec.ts'
import {
  type Count,
  type Link,
  type ListName,
  NEWEST,
  type PostHead,
  type Sealed,
  type SiteDocument,
} from '../shelf/documents.ts'
import { keys, parseKey } from '../shelf/keys.ts'
import { cardOf } from './cards.ts'
import { dayOf } from './day.ts'
import { listItems } from './items.ts'
import { type Entry, findNeighbours, type Neighbours, newestEntries, readPage } from './lists.ts'
import { composeMarkdown } from './markdown.ts'
import { editionOf, findRow, type PostRow, pathOf, readDetails } from './posts.ts'
import { listRelated } from './related.ts'
import { first } from './schema.ts'
import { listTranslations } from './translations.ts'

/** A document before it is sealed with its version and hash. */
type Open<Document extends Sealed> = Omit<Document, keyof Sealed>

/** The rows, and the zone that their days are counted in. */
export interface Source {
  sql: SqlStorage
  timezone: string
}

/** The bytes that belong under `key` at version `ver`. */
export async function compose(
  { sql, timezone }: Source,
  key: string,
  ver: number,
): Promise<Uint8Array> {
  const named = parseKey(key)
  if (named.kind === 'site') return seal(composeSite({ sql, timezone }), ver)
  if (named.kind === 'list') return seal(composeList({ sql, timezone }, named.list, named.n), ver)
  if (named.slug.startsWith('/')) return seal(composeAlias(sql, named.slug), ver)
  const row = findRow(sql, named.slug)
  if (row?.status !== 'published') return seal({ state: 'gone' }, ver)
  const { article, code } = composeArticle(sql, row)
  const markdown = composeMarkdown(sql, row)
  const head = { ...composeHead({ sql, timezone }, row), ...code, length: article.length }
  return seal(head, ver, article, markdown)
}

/** The bytes of a post that may not be public, as they would be on the shelf. */
export function composeProof({ sql, timezone }: Source, row: PostRow): Uint8Array<ArrayBuffer> {
  const { article, code } = composeArticle(sql, row)
  const head = { ...composeHead({ sql, timezone }, row), ...code, length: article.length }
  return encode(head, article)
}

function composeArticle(sql: SqlStorage, { slug }: PostRow) {
  const row = first<{ html: string }>(sql, 'SELECT html FROM articles WHERE slug = ?', slug)
  const html = row?.html ?? ''
  const code = html.includes(' data-lang="') && { code: true as const }
  return { article: new TextEncoder().encode(html), code }
}

function composeHead({ sql, timezone }: Source, row: PostRow): Open<PostHead> {
  const { extra: _, translationOf: __, ...details } = readDetails(row)
  const card = cardOf(sql, row.slug)
  const translations = listTranslations(sql, row)
  const { older, newer }: Partial<Neighbours> =
    row.kind === 'post' ? findNeighbours(sql, 'all', row) : {}
  return {
    state: 'live',
    kind: row.kind,
    slug: row.slug,
    edition: editionOf(row),
    title: row.title,
    date: row.date,
    day: dayOf(row.date, timezone),
    updated: row.updated,
    updatedDay: row.updated === null ? null : dayOf(row.updated, timezone),
    ...details,
    older: toLink(sql, older),
    newer: toLink(sql, newer),
    related: listRelated(sql, row.slug),
    ...(card && { card }),
    ...(translations.length > 0 && { translations }),
  }
}

function toLink(sql: SqlStorage, entry: Entry | undefined): Link | null {
  const query = 'SELECT slug, title FROM posts WHERE slug = ?'
  return entry ? first<{ slug: string; title: string }>(sql, query, entry.slug) : null
}

function composeAlias(
  sql: SqlStorage,
  path: string,
): { state: 'moved'; to: string } | { state: 'gone' } {
  const alias = first<{ slug: string }>(sql, 'SELECT slug FROM aliases WHERE path = ?', path)
  const row = alias && findRow(sql, alias.slug)
  return row?.status === 'published' ? { state: 'moved', to: pathOf(row) } : { state: 'gone' }
}

function composeList({ sql, timezone }: Source, list: ListName, n: number): Uint8Array[] {
  const items = listItems(sql, readPage(sql, list, n), timezone)
  const opening = `${JSON.stringify({ list, n }).slice(0, -1)},"items":`
  return [toBytes(opening), ...items, toBytes('}')]
}

function composeSite({ sql, timezone }: Source): Uint8Array[] {
  const pages = sql
    .exec<{ slug: string; title: string }>(
      // Pages are few, but there are thousands of published posts: SQLite would begin with those.
      `SELECT slug, title FROM posts INDEXED BY pages_by_slug
       WHERE kind = 'page' AND status = 'published' ORDER BY slug`,
    )
    .toArray()
  const sizes = sql
    .exec<Size>('SELECT list, name, size FROM lists WHERE size > 0 ORDER BY list')
    .toArray()
  const posts = sizes.find((each) => each.list === 'all')?.size ?? 0
  const newest = listItems(sql, newestEntries(sql, 'all', NEWEST), timezone)
  const rest: Omit<Open<SiteDocument>, 'posts' | 'newest'> = {
    pages,
    tags: countsOf(sizes, 'tag:'),
    categories: countsOf(sizes, 'category:'),
    years: countsOf(sizes, 'year:')
      .map(({ key, posts }) => ({ year: Number(key), posts }))
      .sort((a, b) => b.year - a.year),
    next: nextScheduled(sql),
  }
  const closing = `,${JSON.stringify(rest).slice(1)}`
  return [toBytes(`{"posts":${posts},"newest":`), ...newest, toBytes(closing)]
}

type Size = { list: string; name: string; size: number }

function countsOf(sizes: Size[], prefix: string): Count[] {
  return sizes
    .filter(({ list }) => list.startsWith(prefix))
    .map(({ list, name, size }) => ({ name, key: list.slice(prefix.length), posts: size }))
}

/** When the next scheduled post is to go live. */
export function nextScheduled(sql: SqlStorage): number | null {
  return (
    first<{ date: number }>(
      sql,
      `SELECT date FROM posts WHERE status = 'scheduled' ORDER BY date LIMIT 1`,
    )?.date ?? null
  )
}

/** The shelf keys of a post's lists: those it stands in while it is published. */
export function listNames(row: PostRow): { list: ListName; name: string }[] {
  const { tags, categories } = readDetails(row)
  return [
    { list: 'all', name: '' },
    ...tags.map(({ key, name }: Label) => ({ list: `tag:${key}` as const, name })),
    ...categories.map(({ key, name }: Label) => ({ list: `category:${key}` as const, name })),
  ]
}

/** Every key that the current rows give a document to. What readers saw and is gone, the shelf's rows know. */
export function* listKeys(sql: SqlStorage): Generator<string> {
  for (const { slug } of sql.exec<{ slug: string }>(
    `SELECT slug FROM posts WHERE status = 'published'`,
  )) {
    yield keys.post(slug)
  }
  for (const { path } of sql.exec<{ path: string }>(
    `SELECT path FROM aliases JOIN posts USING (slug) WHERE status = 'published'`,
  )) {
    yield keys.post(path)
  }
  for (const { list, n } of sql.exec<{ list: ListName; n: number }>(
    'SELECT list, n FROM list_pages',
  )) {
    yield keys.list(list, n)
  }
  yield keys.site()
}
