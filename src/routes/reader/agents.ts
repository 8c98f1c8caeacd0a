/** What agents read: a post as Markdown, `llms.txt`, and all posts as text in parts. */

import { pathOf, writeFrontMatter, writeLlms, writePartHead } from '../../pages/feeds/markdown.ts'
import { join } from '../../pages/print.ts'
import { toBytes } from '../../shelf/codec.ts'
import { type LivePost, PAGE_SIZE } from '../../shelf/documents.ts'
import { findList, findSite } from '../../shelf/read.ts'
import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { file } from './answers.ts'
import { listPieces, type Piece, within } from './pieces.ts'
import type { Reading } from './reading.ts'
import { pageHolding } from './sections.ts'

const MARKDOWN = 'text/markdown; charset=utf-8'
const TEXT = 'text/plain; charset=utf-8'

/** Posts in one part: a fifth of a page of the list, since each is one read of KV. */
const PART = PAGE_SIZE / 5

/** Bytes of posts in one part. One that is longer than what is left stands there as its address. */
const MAX_PART = 2 * 1024 * 1024

/** A post as Markdown: what the author wrote goes out byte for byte. Null for a document of an older version. */
export async function showMarkdown(reading: Reading, post: LivePost): Promise<Answer | null> {
  const { head, markdown } = post
  if (!markdown) return null
  const { site } = reading
  const front = toBytes(writeFrontMatter(site, head))
  const answer = await file(reading, MARKDOWN, join([front, markdown]))
  const link = `<${head.canonical ?? site.url + pathOf(head)}>; rel="canonical"`
  return { ...answer, headers: { ...answer.headers, Link: link } }
}

export async function showLlms(reading: Reading): Promise<Answer> {
  const shelf = await findSite(reading.find)
  const { newest = [], pages = [], posts = 0, next = null } = shelf ?? {}
  const text = writeLlms(reading.site, { newest, pages, parts: partsOf(posts) })
  return file(reading, MARKDOWN, text, next)
}

const partsOf = (posts: number): number => Math.ceil(posts / PART)

/** `/llms-full.txt`, the newest part, and `/llms-full/<n>.txt`, counted from the oldest. */
export async function showLlmsFull(reading: Reading): Promise<Answer | null> {
  const { site, find } = reading
  const shelf = await findSite(find)
  const parts = partsOf(shelf?.posts ?? 0)
  const asked = reading.param('part')
  const n = asked === '' ? parts : Number(/^([1-9]\d{0,6})\.txt$/.exec(asked)?.[1])
  if (!shelf || !n || n > parts) return null
  const list = await findList(find, 'all', pageHolding(n * PART))
  const from = ((n - 1) * PART) % PAGE_SIZE
  const items = list?.items.slice(from, from + PART).reverse() ?? []
  const pieces = await listPieces(reading, 'text', items, (post) => writeText(site, post))
  const body = join([toBytes(writePartHead(site, n, parts)), ...within(pieces, MAX_PART)])
  return file(reading, TEXT, body, n === parts ? shelf.next : null)
}

function writeText(site: Site, { head, markdown }: LivePost): Piece {
  const front = writeFrontMatter(site, head)
  const short = toBytes(`${front}${site.url}${urls.markdown(urls.post(head.slug))}\n\n`)
  return {
    full: markdown ? join([toBytes(front), markdown, toBytes('\n')]) : short,
    short,
    length: markdown?.length ?? 0,
    updated: head.updated ?? head.date,
  }
}
