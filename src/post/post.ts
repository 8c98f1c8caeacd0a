/** What a post is once its source has been read: plain data that pages, shelf and ledger share. */

import type { SafeHtml } from './html/safe-html.ts'

/** A tag or a category: `name` as the author wrote it, `key` as it stands in addresses and KV keys. */
export interface Label {
  name: string
  key: string
}

/** A heading of the article, for the table of contents. `level` is 1 to 6. */
export interface Heading {
  level: number
  id: string
  text: string
}

/** A stored picture. Sizes in pixels as a reader sees them (orientation applied); `bytes` its length. */
export interface Picture {
  /** The R2 object's public name: `<32 hex digits of the SHA-256>.<extension>`. */
  key: string
  type: string
  width: number
  height: number
  bytes: number
  /** The picture in a few pixels, to be seen until it comes: a WebP in base64. */
  preview?: string
  /** The file says that it is to be turned, and is shown as its pixels lie. */
  turned?: boolean
}

/** The picture that stands for its post: in lists, and where others link to it. */
export interface Cover {
  /** In pixels. */
  width: number
  height: number
  alt: string
  /** Narrower forms of it that can be had, in pixels, ascending. */
  widths: number[]
}

export interface Mention {
  /** The address exactly as the author wrote it. */
  address: string
  /** 1-based line of the source where it first stands. */
  line: number
}

/** A picture the source names. `picture` is null when no file came for it. */
export interface Reference extends Mention {
  picture: Picture | null
}

/** Something the author should know though the post was accepted. */
export interface Warning {
  code: string
  message: string
  field?: string
  line?: number
}

/** What a list shows of a post. Times are milliseconds since the Unix epoch. */
export interface Summary {
  slug: string
  /** As in the post's own document. Absent from documents of an older version. */
  edition?: string
  title: string
  date: number
  /** The calendar day of `date` in the site's time zone, `YYYY-MM-DD`: pages need not work it out again. */
  day: string
  /** Absent when the post was not updated. */
  updated?: number
  summary: string
  tags: Label[]
  lang: string | null
  minutes: number
  cover: string | null
  /** Absent when the cover is elsewhere, or there is none. */
  coverSize?: Cover
}

/** A source that was read, checked and rendered. */
export interface Post {
  slug: string
  kind: 'post' | 'page'
  title: string
  /** BCP 47 language tag, or null for the site's own language. */
  lang: string | null
  /** From front matter, then the file name; null when neither says one: the ledger then keeps or makes it. */
  date: number | null
  updated: number | null
  /** `draft: true` or `published: false`. */
  draft: boolean
  tags: Label[]
  categories: Label[]
  author: string | null
  summary: string
  /** Address of the cover the author named, else of the first picture that is large enough, or null. */
  cover: string | null
  /** Null when the cover is elsewhere, or there is none. */
  coverSize: Cover | null
  canonical: string | null
  /** The slug of the post that this one is a translation of. */
  translationOf: string | null
  /** Old addresses that answer 301, as decoded paths that start with `/`. */
  aliases: string[]
  html: SafeHtml
  contents: Heading[]
  /** The article's words without markup, for the search index. */
  text: string
  minutes: number
  references: Reference[]
  /** Front matter keys that Deckle gives no meaning to, kept as they came. */
  extra: Record<string, unknown>
  warnings: Warning[]
}

/** What rendering needs to know beside the source. */
export interface RenderOptions {
  /** IANA time zone for dates without one. */
  timezone: string
  /** The slug the address asked for (`PUT /api/posts/:slug`); it wins over front matter. */
  slug?: string
  /** The source's file name, for its date and slug. */
  name?: string
  /** Slugs that a standalone page may not take. */
  reserved?: ReadonlySet<string>
  /** Stored pictures by the file name (or path) they were uploaded under. */
  pictures?: ReadonlyMap<string, Picture>
  /** Widths in which pictures can be had beside their own, in pixels, ascending. */
  widths?: readonly number[]
}
