/** The fields of a front matter as Deckle understands them. */

import type { Label } from './post.ts'

export interface Fields {
  slug: string
  kind: 'post' | 'page'
  /** null: the first heading is the title, or else the slug. */
  title: string | null
  /** BCP 47 language tag, or null for the site's own. */
  lang: string | null
  /** Milliseconds since the Unix epoch, from front matter or the file name. */
  date: number | null
  updated: number | null
  draft: boolean
  tags: Label[]
  categories: Label[]
  author: string | null
  summary: string | null
  /** As written: a path, a file name or an http(s) address. */
  cover: string | null
  canonical: string | null
  /** Old addresses, as decoded paths that start with `/` and do not end with it. */
  aliases: string[]
  /** `loose_headings`; null: the source decides. */
  looseHeadings: boolean | null
  /** Keys that Deckle gives no meaning to, as JSON could hold them. */
  extra: Record<string, unknown>
}
