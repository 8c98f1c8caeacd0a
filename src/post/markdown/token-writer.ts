/** Writes tokens as CommonMark and GFM do, nothing added. */

import type { Token, Tokens } from 'marked'
import { encodeAddress } from '../html/address.ts'
import { printable } from '../html/escape.ts'
import type { Markup } from '../html/markup.ts'
import type { Attributes } from '../html/options.ts'
import { decodeEntities } from './entities.ts'

export class TokenWriter {
  /** What table headers say beside their alignment. */
  protected readonly header: Attributes = {}
  #markup: Markup
  /** Is the end of a line due? It is written with what comes next. */
  #line = false

  constructor(markup: Markup) {
    this.#markup = markup
  }

  protected get markup(): Markup {
    if (this.#line) {
      this.#line = false
      this.#markup.text('\n')
    }
    return this.#markup
  }

  protected line(): void {
    this.#line = true
  }

  protected unline(): void {
    this.#line = false
  }

  /** Writes a whole document. */
  document(tokens: readonly Token[]): void {
    this.blocks(tokens)
    this.markup.text('')
  }

  blocks(tokens: readonly Token[]): void {
    for (const token of tokens) this.block(token as Tokens.Generic)
  }

  protected block(token: Tokens.Generic): void {
    switch (token.type) {
      case 'space':
      case 'def':
        break
      case 'paragraph':
        this.paragraph(token as Tokens.Paragraph)
        break
      case 'heading':
        this.heading(token as Tokens.Heading)
        break
      case 'list':
        this.list(token as Tokens.List)
        break
      case 'code':
        this.code(token as Tokens.Code)
        break
      case 'table':
        this.table(token as Tokens.Table)
        break
      case 'blockquote':
        this.blockquote(token as Tokens.Blockquote)
        break
      case 'hr':
        this.markup.open('hr')
        this.line()
        break
      case 'html':
        this.rawHtml(token.text)
        break
      default:
        this.inlineToken(token)
    }
  }

  inline(tokens: readonly Token[]): void {
    for (const token of tokens) this.inlineToken(token as Tokens.Generic)
  }

  protected inlineToken(token: Tokens.Generic): void {
    switch (token.type) {
      case 'text':
        if (token.tokens) this.inline(token.tokens)
        else this.markup.text(token.text)
        break
      case 'escape':
        this.markup.text(token.text)
        break
      case 'codespan':
        this.element('code', () => this.markup.text(token.text))
        break
      case 'strong':
      case 'em':
      case 'del':
        this.element(token.type, () => this.inline(token.tokens ?? []))
        break
      case 'link':
        this.link(token as Tokens.Link)
        break
      case 'image':
        this.markup.open('img', this.picture(token as Tokens.Image))
        break
      case 'br':
        this.markup.open('br')
        this.markup.text('\n')
        break
      case 'html':
        this.inlineHtml(token.text)
        break
      case 'checkbox':
        this.checkbox(token as Tokens.Checkbox)
        break
      default:
        this.added(token)
    }
  }

  protected element(name: string, content: () => void, attributes?: Attributes | null): void {
    this.markup.open(name, attributes)
    content()
    this.markup.close(name)
  }

  /** A token that GFM does not know. */
  protected added(_token: Tokens.Generic): void {}

  protected paragraph({ tokens }: Tokens.Paragraph): void {
    this.element('p', () => this.inline(tokens))
    this.line()
  }

  protected heading({ tokens, depth }: Tokens.Heading): void {
    this.element(`h${depth}`, () => this.inline(tokens))
    this.line()
  }

  protected code({ text, lang }: Tokens.Code): void {
    const name = languageOf(lang)
    this.element('pre', () => {
      const attributes = name ? { class: `language-${name}` } : null
      this.element('code', () => this.markup.text(codeOf(text)), attributes)
    })
    this.line()
  }

  protected blockquote({ tokens }: Tokens.Blockquote): void {
    this.element('blockquote', () => {
      this.line()
      this.blocks(tokens)
    })
    this.line()
  }

  protected list({ ordered, start, items }: Tokens.List): void {
    const attributes = ordered && start !== 1 ? { start: String(start) } : null
    const content = () => {
      this.line()
      for (const item of items) this.item(item)
    }
    this.element(ordered ? 'ol' : 'ul', content, attributes)
    this.line()
  }

  protected item({ tokens }: Tokens.ListItem, attributes?: Attributes): void {
    this.markup.open('li', attributes)
    let empty = true
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'text' && token.type !== 'checkbox' && !empty) this.line()
      this.block(token as Tokens.Generic)
      if (token.type !== 'space' && token.type !== 'def') empty = false
      if (at === 0 && token.type === 'text' && tokens[1]?.type === 'text') this.line()
    }
    this.markup.close('li')
    this.line()
  }

  protected checkbox({ checked }: Tokens.Checkbox): void {
    const state = checked ? { checked: '' } : {}
    this.markup.open('input', { ...state, disabled: '', type: 'checkbox' })
    this.markup.text(' ')
  }

  protected table({ header, rows }: Tokens.Table): void {
    this.element('table', () => {
      this.line()
      this.element('thead', () => {
        this.line()
        this.row(header)
      })
      this.line()
      if (rows.length > 0) this.element('tbody', () => rows.forEach(this.row))
    })
    this.line()
  }

  protected row = (cells: readonly Tokens.TableCell[]): void => {
    this.markup.open('tr')
    for (const { header, align, tokens } of cells) {
      const own = header ? this.header : {}
      const attributes = align ? { ...own, align } : header ? { ...own } : null
      this.element(header ? 'th' : 'td', () => this.inline(tokens), attributes)
    }
    this.markup.close('tr')
    this.line()
  }

  protected link({ href, title, tokens }: Tokens.Link): void {
    const attributes = { href: encodeAddress(href), ...(title && { title }) }
    this.element('a', () => this.inline(tokens), attributes)
  }

  protected picture({ href, title, text }: Tokens.Image): Attributes {
    return { src: encodeAddress(href), alt: printable(text), ...(title && { title }) }
  }

  protected rawHtml(html: string): void {
    this.markup.html(html)
  }

  protected inlineHtml(html: string): void {
    this.markup.html(html)
  }
}

/** The first word of a code fence's info string. */
export const languageOf = (info: string | undefined): string =>
  decodeEntities(/^\S*/.exec(info?.trim() ?? '')?.[0] ?? '')

/** The lines of a code block, each with its end. */
export const codeOf = (text: string): string => (text === '' ? '' : `${text.replace(/\n$/, '')}\n`)
