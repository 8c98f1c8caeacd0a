/** RSS 2.0, with whole articles in `content:encoded`. */

import type { Feed, FeedItem, FeedWriter } from './feed.ts'
import { cdata, element, escapeXml, HEADER } from './xml.ts'

export const rss: FeedWriter = {
  open: writeChannel,
  item: writeItem,
  between: '',
  close: '</channel>\n</rss>\n',
}

function writeChannel(feed: Feed): string {
  return (
    `${HEADER}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" ` +
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n' +
    element('title', feed.title) +
    element('link', feed.page) +
    element('description', feed.description) +
    element('language', feed.language) +
    element('lastBuildDate', rfc822(feed.updated)) +
    `<atom:link rel="self" type="application/rss+xml" href="${escapeXml(feed.self)}"/>\n` +
    (feed.hub ? `<atom:link rel="hub" href="${escapeXml(feed.hub)}"/>\n` : '')
  )
}

function writeItem(item: FeedItem): string {
  return (
    '<item>\n' +
    element('title', item.title) +
    element('link', item.url) +
    `<guid isPermaLink="true">${escapeXml(item.url)}</guid>` +
    element('pubDate', rfc822(item.date)) +
    element('dc:creator', item.author) +
    item.labels.map((label) => element('category', label)).join('') +
    element('description', item.summary) +
    `${item.html === null ? '' : `\n<content:encoded>${cdata(item.html)}</content:encoded>`}\n</item>\n`
  )
}

/** `Sun, 16 Nov 2014 00:00:00 GMT`. */
const rfc822 = (ms: number): string => new Date(ms).toUTCString()
