/** Feeds of all posts, of a tag, of a category: RSS, Atom and JSON Feed, and a page for who opens one in a browser. */

import { atom } from '../../pages/feeds/atom.ts'
import { type FeedWriter, makeFeed, makeItem } from '../../pages/feeds/feed.ts'
import { FeedPage } from '../../pages/feeds/feed-page.tsx'
import { jsonFeed } from '../../pages/feeds/json-feed.ts'
import { rss } from '../../pages/feeds/rss.ts'
import { join, print } from '../../pages/print.ts'
import type { Summary } from '../../post/post.ts'
import { toBytes } from '../../shelf/codec.ts'
import { type LivePost, NEWEST } from '../../shelf/documents.ts'
import { findList, findSite } from '../../shelf/read.ts'
import type { Site } from '../../site.ts'
import { type FeedFormat, urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { HTML, wantsHtml } from './accept.ts'
import { file, page, rare, redirect, usual } from './answers.ts'
import { listPieces, type Piece, within } from './pieces.ts'
import type { Reading } from './reading.ts'
import { findLabel, shownPages, wholeList } from './sections.ts'

/** Bytes of articles in one feed. A post beyond them stands there with its summary. */
const MAX_FULL = 2 * 1024 * 1024

const XML = ['application/xml', 'text/xml']

/** Each format's media type, and those by which a client also asks for it. */
const FORMATS: Record<FeedFormat, { types: string[]; write: FeedWriter }> = {
  rss: { types: ['application/rss+xml', 'application/atom+xml', ...XML], write: rss },
  atom: { types: ['application/atom+xml', 'application/rss+xml', ...XML], write: atom },
  json: { types: ['application/feed+json', 'application/json'], write: jsonFeed },
}

/** `kind` is null for the feed of all posts. */
export function showFeed(kind: 'tags' | 'categories' | null, format: FeedFormat) {
  const { types, write } = FORMATS[format]
  return async (reading: Reading): Promise<Answer | null> => {
    const { site, find } = reading
    const shelf = await findSite(find)
    const label = kind && findLabel(shelf, kind, reading.param('key'))
    if (kind && !label) return null
    const of = label && { name: label.name, path: label.href() }
    const self = urls.feed(format, of?.path)
    if (label && label.key !== reading.param('key')) return redirect(reading, self)

    const next = shelf?.next ?? null
    const newest = label ? await newestOf(reading, label) : (shelf?.newest ?? [])
    if (wantsHtml(reading.accept, types)) {
      const body = print(FeedPage({ site, of, self, posts: newest }))
      return rare(page(reading, body, [], next))
    }
    const pieces = await listPieces(reading, format, newest, (post) => writePost(site, post, write))
    const updated = Math.max(0, ...pieces.map((piece) => piece.updated))
    const [between, close] = [toBytes(write.between), toBytes(write.close)]
    const items = within(pieces, MAX_FULL).flatMap((item, n) =>
      n === 0 ? [item] : [between, item],
    )
    const body = join([toBytes(write.open(makeFeed({ site, of, self, updated }))), ...items, close])
    const answer = await file(reading, `${types[0]}; charset=utf-8`, body, next)
    return usual(withHub(answer, site, self), HTML)
  }
}

/** A post as an item of a feed: with its article, and with its summary alone. */
function writePost(site: Site, { head, article }: LivePost, { item }: FeedWriter): Piece {
  const whole = makeItem(site, head, new TextDecoder().decode(article))
  return {
    full: toBytes(item(whole)),
    short: toBytes(item({ ...whole, html: null })),
    length: article.length,
    updated: whole.updated,
  }
}

/** Where a subscriber asks to be told, and of what (WebSub, section 4). */
function withHub(answer: Answer, { url, websubHub }: Site, self: string): Answer {
  if (!websubHub) return answer
  const Link = `<${websubHub}>; rel="hub", <${url}${self}>; rel="self"`
  return { ...answer, headers: { ...answer.headers, Link } }
}

async function newestOf(
  { find }: Reading,
  { list, posts }: NonNullable<ReturnType<typeof findLabel>>,
): Promise<Summary[]> {
  const pages = shownPages(wholeList(list, posts))
  const lists = await Promise.all(pages.map((n) => findList(find, list, n)))
  return lists.flatMap((each) => each?.items.toReversed() ?? []).slice(0, NEWEST)
}

/** Where other blogs have their feeds, at the top or below a tag or category. */
const GUESS =
  /^(\/(?:tags|categories)\/[^/]+)?\/(?:(feed|rss|(?:rss|index)\.xml|feed\.rss)|(atom|feed\.atom)|(index\.json))\/?$/

/** One address a feed, or else a reader would subscribe twice: the others lead there. */
export function guessFeed(reading: Reading): Answer | null {
  const [found, of = '', rss, atom] = GUESS.exec(reading.url.pathname) ?? []
  if (found === undefined) return null
  return redirect(reading, urls.feed(rss ? 'rss' : atom ? 'atom' : 'json', of))
}
