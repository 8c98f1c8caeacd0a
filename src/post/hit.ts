/** What a search finds: plain data that the ledger makes and a page shows. */

/** Text with what was found in it: by turns as it is and found, beginning with what is not. */
export type Marked = string[]

export interface Hit {
  slug: string
  kind: 'post' | 'page'
  /** Public path of the post. */
  path: string
  title: Marked
  /** Milliseconds since the Unix epoch, and the calendar day in the site's time zone. */
  date: number
  day: string
  lang: string | null
  /** Where it was found in the text, or else the summary. */
  excerpt: Marked
}

export interface Hits {
  hits: Hit[]
  /** Is there a page after this one? */
  more: boolean
}
