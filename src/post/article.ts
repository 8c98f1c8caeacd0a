/** What rendering a post's Markdown needs and what it gives. */

import type { SafeHtml } from './html/safe-html.ts'
import type { Cover, Heading, Mention, Picture, Reference, Warning } from './post.ts'

export interface ArticleOptions {
  /** 1-based line of the source where the Markdown starts. */
  bodyLine: number
  /** `loose_headings` of the front matter; null: the text decides. */
  looseHeadings: boolean | null
  /** The title of the front matter; null: the first heading is the title. */
  title: string | null
  /** The summary of the front matter. */
  summary: string | null
  /** The cover of the front matter, as written. */
  cover: Mention | null
  /** Pictures by file name or path. */
  pictures: ReadonlyMap<string, Picture>
  /** Widths in which pictures can be had beside their own, in pixels, ascending. */
  widths?: readonly number[]
}

export interface Article {
  /** The front matter's, else that of the first heading; null: there is neither. */
  title: string | null
  html: SafeHtml
  contents: Heading[]
  text: string
  summary: string
  minutes: number
  cover: string | null
  coverSize: Cover | null
  references: Reference[]
  warnings: Warning[]
}
