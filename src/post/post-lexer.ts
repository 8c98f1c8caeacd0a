/** marked's lexer with an inline parser of our own, and with bounds on nesting and work. */

import { getDefaults, Lexer, type MarkedOptions, type Token, type TokensList } from 'marked'
import { BlockTokenizer } from './block-tokenizer.ts'
import { growth } from './bounds.ts'
import { parseInline } from './inline.ts'
import type { Additions } from './inline-context.ts'
import { Refusal } from './refusal.ts'

/** Quotes and lists within each other. */
const MAX_DEPTH = 24

export interface LexerSettings {
  /** Null: plain GFM. */
  additions: Additions | null
  extensions?: MarkedOptions['extensions']
}

export class PostLexer extends Lexer {
  #additions: Additions | null
  #spend: (length: number) => void
  #depth = 0
  /** Characters that nested blocks may still be read over. */
  #budget: number

  constructor(settings: LexerSettings, length: number) {
    const spend = growth(length)
    const tokenizer = new BlockTokenizer(settings.additions, spend)
    super({ ...getDefaults(), tokenizer, extensions: settings.extensions ?? null })
    this.#additions = settings.additions
    this.#spend = spend
    this.#budget = 100_000 + 12 * length
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList
  override blockTokens(src: string, tokens: Token[] = [], clipped = false): Token[] {
    if (++this.#depth > MAX_DEPTH) throw new Refusal('too-complex', DEEP)
    this.#budget -= src.length
    if (this.#budget < 0) throw new Refusal('too-complex', WORK)
    const { top } = this.state
    super.blockTokens(src, tokens, clipped)
    this.state.top = top
    this.#depth--
    return tokens
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    const context = { links: this.tokens.links, additions: this.#additions, spend: this.#spend }
    for (const token of parseInline(src, context)) tokens.push(token)
    return tokens
  }
}

const DEEP = {
  message: `Quotes and lists stand more than ${MAX_DEPTH} deep within each other.`,
  hint: 'Look for lines with many > or list markers.',
}

const WORK = {
  message: 'The quotes and lists of the post nest too deep for its length.',
  hint: 'Split the post, or nest less.',
}
