/** What the sanitiser is told about the article it writes. */

import type { Trusted } from './trusted.ts'

export interface Attributes {
  [name: string]: string
}

export interface SanitiseOptions {
  /** What stands for the renderer's own HTML; null: nothing does. */
  trusted: Trusted | null
  /** Ids that the renderer gave; an author's HTML cannot take them again. */
  ids: ReadonlySet<string>
  /** The markup of a picture, given its decoded attributes, and what it stands in. */
  image: (attributes: Attributes, within: 'link' | 'picture' | null, before: () => string) => string
  /** Where an address leads instead, when a file came along for it. */
  address: (address: string) => string
  /** Where a picture other than an `<img>` is, or null where nothing would come. */
  source: (address: string) => string | null
  /** The longest HTML, in UTF-16 code units. */
  limit: number
}
