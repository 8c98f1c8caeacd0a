/** JSON Feed 1.1. */

import { isoDate } from '../dates.ts'
import type { Feed, FeedItem, FeedWriter } from './feed.ts'

export const jsonFeed: FeedWriter = {
  open: writeHead,
  item: (item) => JSON.stringify(toItem(item)),
  between: ',',
  close: ']}',
}

function writeHead(feed: Feed): string {
  const head = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title.toWellFormed(),
    home_page_url: feed.page,
    feed_url: feed.self,
    description: feed.description.toWellFormed(),
    icon: feed.icon,
    language: feed.language,
    authors: [{ name: feed.author }],
    hubs: feed.hub ? [{ type: 'WebSub', url: feed.hub }] : undefined,
  })
  return `${head.slice(0, -1)},"items":[`
}

/** What is undefined is left out. */
function toItem(item: FeedItem) {
  const { url, html, summary, labels, cover } = item
  return {
    id: url,
    url,
    title: item.title,
    ...(html === null ? { content_text: summary } : { content_html: html }),
    summary: summary || undefined,
    image: cover ?? undefined,
    date_published: isoDate(item.date),
    date_modified: isoDate(item.updated),
    authors: item.author ? [{ name: item.author }] : undefined,
    tags: labels.length > 0 ? labels : undefined,
    language: item.language,
  }
}
