/** The inline structure of a paragraph, in one pass from left to right: marked's own passes are quadratic. */

import type { Token } from 'marked'
import { assemble, type Part, textToken } from './assemble.ts'
import { type BareLink, findBareLinks } from './bare-links.ts'
import { Brackets } from './brackets.ts'
import { CodeSpans } from './code-spans.ts'
import { readRun } from './delimiters.ts'
import { decodeEntities } from './entities.ts'
import type { InlineContext } from './inline-context.ts'
import { Finder, htmlEnd, readAngleLink } from './inline-html.ts'
import { readMath } from './inline-math.ts'
import { joinLines } from './join-lines.ts'

// Bounded, since a bare link may end it early again and again.
const PLAIN = /[^\n\\`*_[\]!<&~$]{1,400}/y
const ESCAPABLE = /^[!-/:-@[-`{-~]/
const ENTITY = /&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});/y
/** A formula costs as much as this many other pieces. */
const MATH = 10
const PIECES = /[*_~[<`]/
const MARKUP = /[\n\\`*_[\]!<&~$@:]|www\./i
const BARE = /:\/\/|www\.|@/i

export function parseInline(text: string, context: InlineContext): Token[] {
  if (!MARKUP.test(text)) return [textToken(text.trim())]
  return new Inline(trimEdges(text), context).parse()
}

/** Without spaces, tabs and line breaks around it; other white space is the author's. */
function trimEdges(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && ' \t\n'.includes(text.charAt(start))) start++
  while (end > start && ' \t\n'.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

class Inline {
  #text: string
  #context: InlineContext
  #at = 0
  #parts: Part[] = []
  #brackets: Brackets
  #finder: Finder | null = null
  #code: CodeSpans | null = null
  #bare: BareLink[]
  #nextBare = 0

  constructor(text: string, context: InlineContext) {
    this.#text = text
    this.#context = context
    this.#brackets = new Brackets(text, this.#parts, context)
    this.#bare = BARE.test(text) ? findBareLinks(text, context.additions !== null) : []
  }

  parse(): Token[] {
    const { budget } = this.#context
    while (this.#at < this.#text.length) {
      if (PIECES.test(this.#text.charAt(this.#at))) budget.pieces(1)
      this.#step()
    }
    const tokens = assemble(this.#parts)
    if (this.#context.additions) joinLines(tokens, this.#text)
    return tokens
  }

  #step(): void {
    if (this.#bareLink()) return
    switch (this.#text[this.#at]) {
      case '\n':
        this.#lineEnd(false)
        break
      case '\\':
        this.#escape()
        break
      case '`':
        this.#codeSpan()
        break
      case '*':
      case '_':
      case '~':
        this.#run()
        break
      case '[':
        this.#open(1)
        break
      case '!':
        if (this.#text[this.#at + 1] === '[') this.#open(2)
        else this.#literal(1)
        break
      case ']':
        this.#at = this.#brackets.close(this.#at)
        break
      case '<':
        this.#angle()
        break
      case '&':
        this.#entity()
        break
      case '$':
        this.#math()
        break
      default:
        this.#plain()
    }
  }

  #push(part: Part, end: number): void {
    this.#parts.push(part)
    this.#at = end
  }

  #literal(length: number): void {
    const end = this.#at + length
    this.#push(textToken(this.#text.slice(this.#at, end)), end)
  }

  #plain(): void {
    PLAIN.lastIndex = this.#at
    let end = PLAIN.test(this.#text) ? PLAIN.lastIndex : this.#at + 1
    const bare = this.#bare[this.#nextBare]
    if (bare && bare.start > this.#at && bare.start < end) end = bare.start
    this.#literal(end - this.#at)
  }

  /** The bare link that starts here, if one does. An open bracket ends it at the next `]`. */
  #bareLink(): boolean {
    while ((this.#bare[this.#nextBare]?.start ?? Number.POSITIVE_INFINITY) < this.#at)
      this.#nextBare++
    const link = this.#bare[this.#nextBare]
    if (link?.start !== this.#at) return false
    this.#context.budget.pieces(1)
    let { end, href } = link
    const bracket = this.#brackets.open ? this.#text.slice(this.#at, end).indexOf(']') : -1
    if (bracket > 0) {
      href = href.slice(0, href.length - (end - this.#at - bracket))
      end = this.#at + bracket
    }
    const label = this.#text.slice(this.#at, end)
    this.#push(
      {
        type: 'link',
        raw: label,
        href,
        title: null,
        text: label,
        tokens: [textToken(label)],
        bare: true,
      },
      end,
    )
    return true
  }

  #lineEnd(hard: boolean): void {
    const last = this.#parts.at(-1)
    if (last?.type === 'text') {
      const text: string = last.text
      let end = text.length
      while (end > 0 && text[end - 1] === ' ') end--
      if (end < text.length) {
        if (text.length - end >= 2) hard = true
        last.text = text.slice(0, end)
      }
    }
    let end = this.#at + 1
    while (this.#text[end] === ' ' || this.#text[end] === '\t') end++
    this.#push(hard ? { type: 'br', raw: '\n' } : textToken('\n'), end)
  }

  #escape(): void {
    const next = this.#text[this.#at + 1] ?? ''
    if (next === '\n') {
      this.#at++
      this.#lineEnd(true)
    } else if (ESCAPABLE.test(next)) {
      this.#push({ type: 'escape', raw: `\\${next}`, text: next }, this.#at + 2)
    } else {
      this.#literal(1)
    }
  }

  #codeSpan(): void {
    this.#code ??= new CodeSpans(this.#text)
    const span = this.#code.read(this.#at)
    if (span.text === null) this.#literal(span.end - this.#at)
    else this.#push({ type: 'codespan', raw: span.text, text: span.text }, span.end)
  }

  #run(): void {
    const run = readRun(this.#text, this.#at, this.#context.additions !== null)
    this.#push(run, this.#at + run.length)
  }

  #open(length: number): void {
    const end = this.#brackets.footnote(this.#at, length) ?? this.#brackets.embed(this.#at, length)
    if (end !== null) {
      this.#at = end
      return
    }
    this.#brackets.push(this.#at, length)
    this.#literal(length)
  }

  #angle(): void {
    const link = readAngleLink(this.#text, this.#at)
    if (link) {
      const { href, label, end } = link
      this.#push(
        { type: 'link', raw: label, href, title: null, text: label, tokens: [textToken(label)] },
        end,
      )
      return
    }
    this.#finder ??= new Finder(this.#text)
    const end = htmlEnd(this.#text, this.#at, this.#finder)
    if (end < 0) {
      this.#literal(1)
      return
    }
    const raw = this.#text.slice(this.#at, end)
    this.#context.additions?.sawHtml(raw)
    this.#push({ type: 'html', raw, text: raw, block: false }, end)
  }

  #entity(): void {
    ENTITY.lastIndex = this.#at
    const raw = ENTITY.exec(this.#text)?.[0]
    const text = raw === undefined ? '' : decodeEntities(raw)
    if (raw === undefined || text === raw) {
      this.#literal(1)
      return
    }
    this.#push({ type: 'escape', raw, text }, this.#at + raw.length)
  }

  #math(): void {
    this.#finder ??= new Finder(this.#text)
    const math = this.#context.additions ? readMath(this.#text, this.#at, this.#finder) : null
    if (!math) {
      this.#literal(this.#text.startsWith('$$', this.#at) ? 2 : 1)
      return
    }
    this.#context.additions?.sawMath()
    this.#context.budget.pieces(MATH)
    this.#push({ type: 'math', raw: '', text: math.tex, display: math.display }, math.end)
  }
}
