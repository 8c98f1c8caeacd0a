/** `/sitemap.xml`: an index; `/sitemaps/pages.xml` and `/sitemaps/<n>.xml`: what stands in it. */

import { writeIndex, writeSitemap } from '../../pages/feeds/sitemap.ts'
import { PAGE_SIZE, type SiteDocument } from '../../shelf/documents.ts'
import { findList, findSite } from '../../shelf/read.ts'
import { urls } from '../../urls.ts'
import type { Answer } from '../respond.ts'
import { file } from './answers.ts'
import type { Reading } from './reading.ts'
import { pageHolding } from './sections.ts'

const XML = 'application/xml; charset=utf-8'
/**
 * List pages in one part, so that it holds 200 posts of the 50,000 that a sitemap may: few to read and to write at a
 * time. Counted from the oldest, a full part changes only with its own posts.
 */
const PAGES = 4
/** Addresses of tags and categories: what a sitemap may hold, less the pages. */
const MOST = 40_000

export async function showSitemapIndex(reading: Reading): Promise<Answer> {
  const { url } = reading.site
  const shelf = await findSite(reading.find)
  const parts = Math.ceil((shelf?.posts ?? 0) / (PAGES * PAGE_SIZE))
  const places = [
    urls.sitemapPart(),
    ...Array.from({ length: parts }, (_, i) => urls.sitemapPart(i + 1)),
  ]
  return file(reading, XML, writeIndex(places.map((path) => url + path)), shelf?.next ?? null)
}

export async function showSitemapPart(reading: Reading): Promise<Answer | null> {
  const part = /^(pages|[1-9]\d{0,5})\.xml$/.exec(reading.param('part'))?.[1]
  const shelf = await findSite(reading.find)
  if (part === 'pages') return showPages(reading, shelf)
  const { site, find } = reading
  const last = pageHolding(shelf?.posts ?? 0)
  const first = (Number(part) - 1) * PAGES + 1
  if (!part || !shelf || first > last) return null
  const count = Math.min(PAGES, last - first + 1)
  const lists = await Promise.all(
    Array.from({ length: count }, (_, i) => findList(find, 'all', first + i)),
  )
  const places = lists
    .flatMap((list) => list?.items ?? [])
    .map((post) => {
      const url = site.url + urls.post(post.slug)
      const image = post.cover && URL.parse(post.cover, url)?.href
      return { url, changed: Math.max(post.date, post.updated ?? 0), image: image ?? null }
    })
  return file(reading, XML, writeSitemap(places), first + count > last ? shelf.next : null)
}

function showPages(reading: Reading, shelf: SiteDocument | null): Promise<Answer> {
  const labels = [
    ...(shelf?.tags ?? []).map(({ key }) => urls.tag(key)),
    ...(shelf?.categories ?? []).map(({ key }) => urls.category(key)),
  ]
  const paths = [
    urls.home(),
    urls.archive(),
    urls.tags(),
    urls.categories(),
    ...(shelf?.years ?? []).map(({ year }) => urls.year(year)),
    ...(shelf?.pages ?? []).map(({ slug }) => urls.standalone(slug)),
    ...labels.slice(0, MOST),
  ]
  const places = paths.map((path) => ({ url: reading.site.url + path }))
  return file(reading, XML, writeSitemap(places), shelf?.next ?? null)
}
