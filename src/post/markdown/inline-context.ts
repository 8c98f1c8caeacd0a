/** What inline text may refer to. */

import type { Links } from 'marked'
import type { Budget } from '../html/bounds.ts'

export interface InlineContext {
  /** Link definitions by label. */
  links: Links
  /** Null in plain GFM; else the additions: footnotes, math, the rules for Chinese. */
  additions: Additions | null
  budget: Budget
}

export interface Additions {
  hasFootnote: (label: string) => boolean
  /** Told that the article has math, so that its writer is loaded. */
  sawMath: () => void
  /** Told of HTML of the author's own. */
  sawHtml: (html: string) => void
  /** Told of each code fence's info string. */
  sawCode: (info: string) => void
}
