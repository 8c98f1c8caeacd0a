/** Feeds of all posts, of a tag, of a category: RSS, Atom and JSON Feed, and a page for who opens one in a browser. */

import { writeAtom } from '../../pages/feeds/atom.ts'
import { type Feed, makeFeed } from '../../pages/feeds/feed.ts'
import { FeedPage } from '../../pages/feeds/feed-page.tsx'
import { writeJsonFeed } from '../../pages/feeds/json-feed.ts'
import { writeRss } from '../../pages/feeds/rss.ts'
import { print } from '../../pages/print.ts'
import type { Summary } from '../../post/post.ts'
import { NEWEST } from '../../shelf/documents.ts'
import { findList, findPosts, findSite } from '../../shelf/read.ts'
import type { Site } from '../../site.ts'
import { type FeedFormat, urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { HTML, wantsHtml } from './accept.ts'
import { file, page, rare, redirect, usual } from './answers.ts'
import type { Reading } from './reading.ts'
import { findLabel, shownPages, wholeList } from './sections.ts'

/** Bytes of articles in one feed. A post beyond them stands there with its summary. */
const MAX_FULL = 2 * 1024 * 1024

const XML = ['application/xml', 'text/xml']

/** Each format's media type, and those by which a client also asks for it. */
const FORMATS: Record<FeedFormat, { types: string[]; write: (feed: Feed) => string }> = {
  rss: { types: ['application/rss+xml', 'application/atom+xml', ...XML], write: writeRss },
  atom: { types: ['application/atom+xml', 'application/rss+xml', ...XML], write: writeAtom },
  json: { types: ['application/feed+json', 'application/json'], write: writeJsonFeed },
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
    let room = MAX_FULL
    const posts = (await findPosts(find, newest, reading.vouch)).map(({ head, article }) => {
      room -= article.length
      return { head, html: room < 0 ? null : new TextDecoder().decode(article) }
    })
    const text = write(makeFeed({ site, of, self, posts }))
    const answer = await file(reading, `${types[0]}; charset=utf-8`, text, next)
    return usual(withHub(answer, site, self), HTML)
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
