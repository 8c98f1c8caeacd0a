/** A feed before it is written as RSS, Atom or JSON: all addresses absolute, all times in milliseconds. */

import type { PostHead } from '../../shelf/documents.ts'
import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import { languageOf } from '../language.ts'
import { clean } from './xml.ts'

export interface Feed {
  title: string
  description: string
  language: string
  author: string
  /** The page that shows the same posts. */
  page: string
  self: string
  icon: string
  /** The WebSub hub that tells subscribers of changes. */
  hub: string | null
  /** When the newest change was made; the epoch when there is nothing. */
  updated: number
}

/** How a format puts a feed together: what stands before the items, between two, and after the last. */
export interface FeedWriter {
  open(feed: Feed): string
  item(item: FeedItem): string
  between: string
  close: string
}

export interface FeedItem {
  url: string
  title: string
  /** The whole article; null for one too long to stand in a feed. */
  html: string | null
  summary: string
  date: number
  updated: number
  author: string
  labels: string[]
  cover: string | null
  language: string
}

/** What a feed is of: all posts, a tag or a category. */
export interface FeedProps {
  site: Site
  /** The tag's or category's name, and the path of its page; null for all posts. */
  of: { name: string; path: string } | null
  /** The feed's own path. */
  self: string
  updated: number
}

export function makeFeed({ site, of, self, updated }: FeedProps): Feed {
  return {
    title: of ? `${of.name} · ${site.title}` : site.title,
    description: site.description || site.title,
    language: site.language,
    author: nameOnly(site.author) || site.title,
    page: site.url + (of?.path ?? urls.home()),
    self: site.url + self,
    icon: site.url + urls.icon(),
    hub: site.websubHub,
    updated,
  }
}

/** `html`: the post's article. */
export function makeItem(site: Site, head: PostHead, html: string | null): FeedItem {
  const url = site.url + urls.post(head.slug)
  return {
    url,
    title: clean(head.title).trim(),
    html: html === null ? null : clean(makeAbsolute(html, site.url, url)).trim(),
    summary: clean(head.summary),
    date: head.date,
    updated: Math.max(head.date, head.updated ?? 0),
    author: nameOnly(head.author ?? '') || nameOnly(site.author),
    labels: [...head.categories, ...head.tags].map(({ name }) => clean(name)),
    cover: (head.cover && URL.parse(head.cover, url)?.href) || null,
    language: languageOf(head, site.language),
  }
}

/** An author may have signed with an address; feeds are where those who send spam collect them. */
export const nameOnly = (author: string): string =>
  author.replace(/[<([]?[^\s<([]+@[^\s>)\]]+[>)\]]?/g, '').trim()

/**
 * Makes the addresses of an article absolute, since a feed is read elsewhere, and leaves out what only our style
 * sheet makes sense of: the empty links that show where a heading can be linked to, the previews of pictures. `html` is the sanitiser's own, where
 * attributes stand in double quotes and no text holds one.
 */
export function makeAbsolute(html: string, site: string, post: string): string {
  return html
    .replace(/<a class="anchor"[^>]*><\/a>|<img class="preview"[^>]*>/g, '')
    .replace(/ (href|src|poster|cite)="([^"]*)"/g, (all, name: string, address: string) => {
      if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return all
      const rooted = address.startsWith('/') ? site + address : null
      return ` ${name}="${rooted ?? URL.parse(address, post)?.href ?? address}"`
    })
    .replace(/ srcset="([^"]*)"/g, (_, candidates: string) => {
      return ` srcset="${candidates.replace(/(^|, *)\/(?!\/)/g, `$1${site}/`)}"`
    })
}
