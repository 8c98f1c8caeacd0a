/** Atom (RFC 4287). */

import { isoDate } from '../dates.ts'
import type { Feed, FeedItem, FeedWriter } from './feed.ts'
import { cdata, element, escapeXml, HEADER } from './xml.ts'

export const atom: FeedWriter = {
  open: writeFeed,
  item: writeEntry,
  between: '',
  close: '</feed>\n',
}

function writeFeed(feed: Feed): string {
  return (
    `${HEADER}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(feed.language)}">\n` +
    element('title', feed.title) +
    element('subtitle', feed.description) +
    element('id', feed.self) +
    element('updated', isoDate(feed.updated)) +
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>` +
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.page)}"/>` +
    (feed.hub ? `<link rel="hub" href="${escapeXml(feed.hub)}"/>` : '') +
    element('icon', feed.icon) +
    `<author>${element('name', feed.author)}</author>\n`
  )
}

function writeEntry(item: FeedItem): string {
  return (
    `<entry xml:lang="${escapeXml(item.language)}">\n` +
    element('title', item.title) +
    element('id', item.url) +
    `<link rel="alternate" type="text/html" href="${escapeXml(item.url)}"/>` +
    element('published', isoDate(item.date)) +
    element('updated', isoDate(item.updated)) +
    (item.author && `<author>${element('name', item.author)}</author>`) +
    item.labels.map((label) => `<category term="${escapeXml(label)}"/>`).join('') +
    element('summary', item.summary) +
    `${item.html === null ? '' : `\n<content type="html">${cdata(item.html)}</content>`}\n</entry>\n`
  )
}
