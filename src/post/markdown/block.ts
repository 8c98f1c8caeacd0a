/** A block as it is read, and what blocks that hold others need for it. */

import type { Budget } from '../html/bounds.ts'
import type { Additions } from './inline-context.ts'
import type { Paragraph, Token } from './tokens.ts'

export interface Block {
  token: Token
  /** Where the block ends in the text that it was read from. */
  end: number
}

export interface BlockReader {
  /** Null: plain GFM. */
  readonly additions: Additions | null
  readonly budget: Budget
  /** The tokens of lines, which are read once all blocks are. */
  inline(src: string): Token[]
  /** The blocks of a text; `kind` is what words that are no other block are. */
  blocks(text: string, kind: Paragraph['type']): Token[]
}
