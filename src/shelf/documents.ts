/** The documents that readers are served from: what each KV value holds. */

import type { Cover, Heading, Label, Summary } from '../post/post.ts'

/** Every document carries the ledger version it was made at and a hash of its content (for ETags). */
export interface Sealed {
  ver: number
  hash: string
}

/** The way to another post. */
export interface Link {
  slug: string
  title: string
}

/** The same post in another language. */
export interface Translation extends Link {
  kind: 'post' | 'page'
  lang: string | null
}

/** The first line of a live post document; the article's bytes follow it, then the Markdown's. */
export interface PostHead extends Sealed {
  state: 'live'
  kind: 'post' | 'page'
  slug: string
  /** Changes with whatever the author wrote and with how it is rendered: not with neighbours and the like. */
  edition?: string
  title: string
  lang: string | null
  date: number
  /** Calendar days in the site's time zone, `YYYY-MM-DD`. */
  day: string
  updated: number | null
  updatedDay: string | null
  tags: Label[]
  categories: Label[]
  author: string | null
  summary: string
  cover: string | null
  /** Absent when the cover is elsewhere, or there is none. */
  coverSize?: Cover
  /** The key of the picture that was drawn of its title, for want of a cover. */
  card?: string
  canonical: string | null
  contents: Heading[]
  minutes: number
  older: Link | null
  newer: Link | null
  /** Posts that share tags, when this one was last written. Absent from documents of an older version. */
  related?: Link[]
  /** There is code in a named language. */
  code?: true
  /** Every language of the post, its own included; absent when it has one only. */
  translations?: Translation[]
  /** Bytes of the article. Absent from documents of an older version, which hold no Markdown. */
  length?: number
}

/** A post that was removed: it answers 410. */
export interface Gone extends Sealed {
  state: 'gone'
}

/** An old address: it answers 301 to `to`, a path of this site. */
export interface Moved extends Sealed {
  state: 'moved'
  to: string
}

export interface LivePost {
  head: PostHead
  /** UTF-8 of the sanitiser's HTML. */
  article: Uint8Array
  /** UTF-8; null in a document of an older version. */
  markdown: Uint8Array | null
}

export type PostDocument = LivePost | { head: Gone } | { head: Moved }

/** A tag, a category with the number of its published posts. */
export interface Count extends Label {
  posts: number
}

/** What home, the tag index and the archive need. */
export interface SiteDocument extends Sealed {
  /** Published posts in all. */
  posts: number
  /** At most 20, newest first. */
  newest: Summary[]
  /** Published `layout: page` posts, by slug. */
  pages: Link[]
  tags: Count[]
  categories: Count[]
  /** Newest year first, in the site's time zone. */
  years: { year: number; posts: number }[]
  /** When the next scheduled post goes live, in milliseconds since the epoch. */
  next: number | null
}

export const PAGE_SIZE = 50
export const NEWEST = 20

export type ListName = 'all' | `tag:${string}` | `category:${string}`

/** Page `n` of a list, counted from the oldest; at most PAGE_SIZE summaries, oldest first. */
export interface ListDocument extends Sealed {
  list: ListName
  n: number
  items: Summary[]
}
