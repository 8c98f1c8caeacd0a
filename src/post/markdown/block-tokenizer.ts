/** The blocks whose tokenizers in marked take more than linear time, read anew; the others stay marked's. */

import { Tokenizer, type Tokens } from 'marked'
import type { Budget } from '../html/bounds.ts'
import { interrupts, lineEnd, paragraphEnd, splitRow, tableAt } from './block-starts.ts'
import type { Additions } from './inline-context.ts'
import { labelId, readDestination, readLabel, readTitle, skipSpace } from './link-parts.ts'
import { readList } from './list.ts'
import { readQuote } from './quote.ts'

/** Length of the markup of an empty cell. */
const CELL = '<td></td>\n'.length
/** A heading's id and its line in the contents cost as much as other pieces. */
const HEADING = 2
const INDENT = /^ {0,3}/
const UNDERLINE = /\n {0,3}(=+|-+)[ \t]*(?=\n|$)/g
const ALIGNMENTS: [RegExp, 'left' | 'center' | 'right'][] = [
  [/^:-+:$/, 'center'],
  [/^:-+$/, 'left'],
  [/^-+:$/, 'right'],
]

export class BlockTokenizer extends Tokenizer {
  #added: boolean
  #additions: Additions | null
  #budget: Budget
  #asked = ''
  #end = 0

  constructor(additions: Additions | null, budget: Budget) {
    super()
    this.#added = additions !== null
    this.#additions = additions
    this.#budget = budget
  }

  /** Asked for twice: is it a heading, and then as a paragraph. */
  #paragraphEnd(src: string): number {
    if (src !== this.#asked) {
      this.#asked = src
      this.#end = paragraphEnd(src, this.#added)
    }
    return this.#end
  }

  override fences(src: string): Tokens.Code | undefined {
    const token = super.fences(src)
    if (!token) return
    this.#budget.pieces(1)
    if (token.lang) this.#additions?.sawCode(token.lang)
    // marked takes the indent of ``` alone.
    const indent = /^ *(?=~)/.exec(src)?.[0].length ?? 0
    if (indent > 0) token.text = token.text.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '')
    return token
  }

  override html(src: string): Tokens.HTML | undefined {
    const token = super.html(src)
    if (token) this.#additions?.sawHtml(token.text)
    return token
  }

  override heading(src: string): Tokens.Heading | undefined {
    const token = super.heading(src)
    if (token) this.#budget.pieces(HEADING)
    return token
  }

  override lheading(src: string): Tokens.Heading | undefined {
    const end = this.#paragraphEnd(src)
    // The underline is a line of the paragraph, or, as `---`, the rule that ends it.
    UNDERLINE.lastIndex = 0
    const line = UNDERLINE.exec(src.slice(0, lineEnd(src, end + 1)))
    if (!line) return
    this.#budget.pieces(HEADING)
    const text = src.slice(0, line.index).trim()
    const raw = src.slice(0, UNDERLINE.lastIndex)
    const depth = line[1]?.startsWith('=') ? 1 : 2
    return { type: 'heading', raw, depth, text, tokens: this.lexer.inline(text) }
  }

  override paragraph(src: string): Tokens.Paragraph | undefined {
    if (src === '' || src.startsWith('\n')) return
    const text = src.slice(0, this.#paragraphEnd(src))
    return { type: 'paragraph', raw: text, text, tokens: this.lexer.inline(text) }
  }

  /** A paragraph of a tight list. */
  override text(src: string): Tokens.Text | undefined {
    if (src === '' || src.startsWith('\n')) return
    const text = src.slice(0, this.#paragraphEnd(src))
    return { type: 'text', raw: text, text, tokens: this.lexer.inline(text) }
  }

  override def(src: string): Tokens.Def | undefined {
    const start = INDENT.exec(src)?.[0].length ?? 0
    if (src[start] !== '[') return
    const label = readLabel(src, start)
    if (!label || label.value.trim() === '' || src[label.end] !== ':') return
    const from = lineGap(src, label.end + 1)
    const destination = from < 0 ? null : readDestination(src, from)
    if (!destination || (destination.end === from && src[from] !== '<')) return
    let end = blankTo(src, destination.end)
    let title: string | undefined
    const gap = lineGap(src, destination.end)
    if (gap > destination.end) {
      const read = readTitle(src, gap)
      const stop =
        read && !/\n[ \t]*\n/.test(src.slice(gap, read.end)) ? blankTo(src, read.end) : -1
      if (read && stop >= 0) {
        title = read.value
        end = stop
      }
    }
    if (end < 0) return
    const raw = src.slice(0, end)
    return {
      type: 'def',
      tag: labelId(label.value),
      raw,
      href: destination.value,
      title: title as string,
    }
  }

  override table(src: string): Tokens.Table | undefined {
    const head = tableAt(src, 0)
    if (!head) return
    const align = head.delimiter.map(alignment)
    const cell = (text: string, at: number, header: boolean): Tokens.TableCell => {
      return { text, tokens: this.lexer.inline(text), header, align: align[at] ?? null }
    }
    const header = head.header.map((text, at) => cell(text, at, true))
    const rows: Tokens.TableCell[][] = []
    let end = head.end
    while (end < src.length) {
      const next = end + 1
      if (next >= src.length || interrupts(src, next, this.#added)) break
      end = lineEnd(src, next)
      const cells = splitRow(src.slice(next, end))
      this.#budget.print(align.length * CELL)
      rows.push(align.map((_, at) => cell(cells[at] ?? '', at, false)))
    }
    return { type: 'table', raw: src.slice(0, end), header, align, rows }
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    const quote = readQuote(src, this.#added)
    if (!quote) return
    const { top } = this.lexer.state
    this.lexer.state.top = true
    const tokens = this.lexer.blockTokens(quote.text)
    this.lexer.state.top = top
    return { type: 'blockquote', raw: quote.raw, text: quote.text, tokens }
  }

  override list(src: string): Tokens.List | undefined {
    return readList(src, this.lexer, this.#added)
  }
}

function alignment(cell: string): 'left' | 'center' | 'right' | null {
  return ALIGNMENTS.find(([form]) => form.test(cell))?.[1] ?? null
}

/** Past spaces and at most one line break; -1 at a blank line. */
function lineGap(text: string, at: number): number {
  const end = skipSpace(text, at)
  return text.slice(at, end).split('\n').length > 2 || end >= text.length ? -1 : end
}

/** The end of the line when only spaces are left on it, else -1. */
function blankTo(text: string, at: number): number {
  let end = at
  while (text[end] === ' ' || text[end] === '\t') end++
  return end >= text.length || text[end] === '\n' ? end : -1
}
