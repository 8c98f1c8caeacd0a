/** Reads a document's blocks, with bounds on nesting and work, and then what stands in their lines. */

import type { Budget } from '../html/bounds.ts'
import { Refusal } from '../refusal.ts'
import type { Block, BlockReader } from './block.ts'
import { blankEnd, lineEnd, paragraphEnd, RULE, startsProse } from './block-starts.ts'
import { readFence, readIndented } from './code-blocks.ts'
import { readDefinition } from './definition.ts'
import { readHeading, underlineOf } from './heading-lines.ts'
import { readHtmlBlock } from './html-block.ts'
import { parseInline } from './inline.ts'
import type { Additions } from './inline-context.ts'
import { readList } from './list.ts'
import { readQuote } from './quote.ts'
import { readTable } from './table.ts'
import type { Links, Paragraph, Token } from './tokens.ts'

/** Quotes and lists within each other. */
const MAX_DEPTH = 24
/** A heading's id and its line in the contents cost as much as other pieces. */
const HEADING = 2
const THEMATIC = new RegExp(RULE, 'y')

export interface LexerSettings {
  /** Null: plain GFM. */
  additions: Additions | null
  budget: Budget
  /** Blocks that GFM does not know: those at the start of the source. */
  extension?: (src: string) => Block | null
}

export class BlockLexer implements BlockReader {
  readonly budget: Budget
  readonly additions: Additions | null
  readonly links: Links = Object.create(null)
  #extension: LexerSettings['extension']
  #queue: { src: string; tokens: Token[] }[] = []
  #depth = 0

  constructor({ additions, budget, extension }: LexerSettings) {
    this.additions = additions
    this.budget = budget
    this.#extension = extension
  }

  lex(text: string): Token[] {
    const tokens = this.blocks(text, 'paragraph')
    const context = { links: this.links, additions: this.additions, budget: this.budget }
    // Links may be defined below the text that names them.
    for (const { src, tokens } of this.#queue)
      for (const token of parseInline(src, context)) tokens.push(token)
    return tokens
  }

  inline(src: string): Token[] {
    this.budget.pieces(1)
    const tokens: Token[] = []
    this.#queue.push({ src, tokens })
    return tokens
  }

  blocks(text: string, kind: Paragraph['type']): Token[] {
    if (++this.#depth > MAX_DEPTH) throw new Refusal('too-complex', DEEP)
    this.budget.nest(text.length)
    const tokens: Token[] = []
    for (let src = text; src !== ''; ) {
      const last = tokens.at(-1)
      const interrupts = last?.type === 'paragraph' || last?.type === 'line'
      const { token, end } = this.#next(src, kind, interrupts)
      // What looked as if it started a block goes on with the words before it.
      if (token.type === 'line' && last?.type === 'line') this.#join(last, token)
      // Only a blank line parts blocks, and not the end of the one before.
      else if (token.type !== 'space' || end > 1 || !last) tokens.push(token)
      src = src.slice(end)
    }
    this.#depth--
    return tokens
  }

  /** `interrupts`: no blank line parts it from a paragraph. */
  #next(src: string, kind: Paragraph['type'], interrupts: boolean): Block {
    if (startsProse(src, 0)) return this.#words(src, kind)
    return this.#extension?.(src) ?? this.#marked(src, interrupts) ?? this.#words(src, kind)
  }

  /** A block that says what it is by how it starts. */
  #marked(src: string, interrupts: boolean): Block | null {
    const blank = blankEnd(src)
    if (blank > 0) {
      const lines = src.slice(0, blank)
      const parts = lines.indexOf('\n') < lines.lastIndexOf('\n')
      return { token: { type: 'space', parts }, end: blank }
    }
    const code = readIndented(src) ?? this.#fence(src)
    if (code) return code
    const heading = readHeading(src)
    if (heading) {
      this.budget.pieces(HEADING)
      const { depth, text, end } = heading
      return { token: { type: 'heading', depth, tokens: this.inline(text) }, end }
    }
    THEMATIC.lastIndex = 0
    if (THEMATIC.test(src)) return { token: { type: 'hr' }, end: lineEnd(src, 0) }
    const quote = readQuote(src, this.additions !== null)
    if (quote) {
      const { text, end } = quote
      return { token: { type: 'blockquote', text, tokens: this.blocks(text, 'paragraph') }, end }
    }
    const list = readList(src, this)
    if (list) return list
    const html = readHtmlBlock(src, interrupts)
    if (html) {
      this.additions?.sawHtml(html.text)
      return { token: { type: 'html', text: html.text, block: true }, end: html.end }
    }
    const definition = interrupts ? null : readDefinition(src)
    if (!definition) return null
    this.links[definition.label] ??= { href: definition.href, title: definition.title }
    return { token: { type: 'def' }, end: definition.end }
  }

  #fence(src: string): Block | null {
    const fence = readFence(src)
    if (!fence) return null
    this.budget.pieces(1)
    if (fence.token.lang) this.additions?.sawCode(fence.token.lang)
    return fence
  }

  /** A table, a heading by its underline, or else a paragraph. */
  #words(src: string, type: Paragraph['type']): Block {
    const added = this.additions !== null
    const table = readTable(src, this)
    if (table) return table
    const end = paragraphEnd(src, added)
    const line = underlineOf(src, end)
    if (line) {
      this.budget.pieces(HEADING)
      const tokens = this.inline(src.slice(0, line.start).trim())
      return { token: { type: 'heading', depth: line.depth, tokens }, end: line.end }
    }
    const text = src.slice(0, end)
    return { token: { type, text, tokens: this.inline(text) }, end }
  }

  #join(line: Paragraph, next: Paragraph): void {
    line.text += `\n${next.text}`
    this.#queue.pop()
    const queued = this.#queue.at(-1)
    if (queued) queued.src = line.text
  }
}

const DEEP = {
  message: `Quotes and lists stand more than ${MAX_DEPTH} deep within each other.`,
  hint: 'Look for lines with many > or list markers.',
}
