/** marked's lexer with an inline parser of our own, and with bounds on nesting and work. */

import { getDefaults, Lexer, type MarkedOptions, type Token, type TokensList } from 'marked'
import type { Budget } from '../html/bounds.ts'
import { Refusal } from '../refusal.ts'
import { BlockTokenizer } from './block-tokenizer.ts'
import { parseInline } from './inline.ts'
import type { Additions } from './inline-context.ts'

/** Quotes and lists within each other. */
const MAX_DEPTH = 24

export interface LexerSettings {
  /** Null: plain GFM. */
  additions: Additions | null
  budget: Budget
  extensions?: MarkedOptions['extensions']
}

export class PostLexer extends Lexer {
  #additions: Additions | null
  #budget: Budget
  #depth = 0

  constructor(settings: LexerSettings) {
    const { budget } = settings
    const tokenizer = new BlockTokenizer(settings.additions, budget)
    super({ ...getDefaults(), tokenizer, extensions: settings.extensions ?? null })
    this.#additions = settings.additions
    this.#budget = budget
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList
  override blockTokens(src: string, tokens: Token[] = [], clipped = false): Token[] {
    if (++this.#depth > MAX_DEPTH) throw new Refusal('too-complex', DEEP)
    this.#budget.nest(src.length)
    const { top } = this.state
    super.blockTokens(src, tokens, clipped)
    this.state.top = top
    this.#depth--
    return tokens
  }

  override inline(src: string, tokens: Token[] = []): Token[] {
    this.#budget.pieces(1)
    return super.inline(src, tokens)
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    const context = { links: this.tokens.links, additions: this.#additions, budget: this.#budget }
    for (const token of parseInline(src, context)) tokens.push(token)
    return tokens
  }
}

const DEEP = {
  message: `Quotes and lists stand more than ${MAX_DEPTH} deep within each other.`,
  hint: 'Look for lines with many > or list markers.',
}
