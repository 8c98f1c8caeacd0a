/** Writes tokens as CommonMark and GFM do, nothing added. */

import { encodeAddress } from '../html/address.ts'
import { printable } from '../html/escape.ts'
import type { Markup } from '../html/markup.ts'
import type { Attributes } from '../html/options.ts'
import { decodeEntities } from './entities.ts'
import {
  type Code,
  type Heading,
  type Image,
  isSilent,
  type Link,
  type List,
  type ListItem,
  type Paragraph,
  type Quote,
  type Table,
  type TableCell,
  type Token,
} from './tokens.ts'

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
    this.write(tokens)
    this.markup.text('')
  }

  protected write(tokens: readonly Token[]): void {
    for (const token of tokens) this.token(token)
  }

  protected token(token: Token): void {
    switch (token.type) {
      case 'text':
      case 'escape':
        this.markup.text(token.text)
        break
      case 'codespan':
        this.markup.open('code')
        this.markup.text(token.text)
        this.markup.close('code')
        break
      case 'strong':
      case 'em':
      case 'del':
        this.element(token.type, token.tokens)
        break
      case 'link':
        this.link(token)
        break
      case 'image':
        this.markup.open('img', this.picture(token))
        break
      case 'br':
        this.markup.open('br')
        this.markup.text('\n')
        break
      case 'paragraph':
        this.paragraph(token)
        break
      case 'line':
        this.write(token.tokens)
        break
      case 'heading':
        this.heading(token)
        break
      case 'list':
        this.list(token)
        break
      case 'code':
        this.code(token)
        break
      case 'table':
        this.table(token)
        break
      case 'blockquote':
        this.quote(token)
        break
      case 'hr':
        this.markup.open('hr')
        this.line()
        break
      case 'html':
        if (token.block) this.htmlBlock(token.text)
        else this.html(token.text)
        break
      case 'checkbox':
        this.checkbox(token.checked)
        break
      default:
        if (!isSilent(token)) this.added(token)
    }
  }

  protected element(name: string, tokens: readonly Token[], attributes?: Attributes): void {
    this.markup.open(name, attributes)
    this.write(tokens)
    this.markup.close(name)
  }

  /** A token that GFM does not know. */
  protected added(_token: Token): void {}

  protected paragraph({ tokens }: Paragraph): void {
    this.element('p', tokens)
    this.line()
  }

  protected heading({ tokens, depth }: Heading): void {
    this.element(`h${depth}`, tokens)
    this.line()
  }

  protected code({ text, lang }: Code): void {
    const name = languageOf(lang)
    this.markup.open('pre')
    this.markup.open('code', name ? { class: `language-${name}` } : null)
    this.markup.text(codeOf(text))
    this.markup.close('code')
    this.markup.close('pre')
    this.line()
  }

  protected quote({ tokens }: Quote): void {
    this.markup.open('blockquote')
    this.line()
    this.write(tokens)
    this.markup.close('blockquote')
    this.line()
  }

  protected list({ ordered, start, items }: List): void {
    const name = ordered ? 'ol' : 'ul'
    this.markup.open(name, start === 1 ? null : { start: String(start) })
    this.line()
    for (const item of items) this.item(item)
    this.markup.close(name)
    this.line()
  }

  protected item({ tokens }: ListItem, attributes?: Attributes): void {
    this.markup.open('li', attributes)
    let empty = true
    for (const token of tokens) {
      if (token.type !== 'line' && token.type !== 'checkbox' && !empty) this.line()
      this.token(token)
      if (!isSilent(token)) empty = false
    }
    this.markup.close('li')
    this.line()
  }

  protected checkbox(checked: boolean): void {
    const state = checked ? { checked: '' } : {}
    this.markup.open('input', { ...state, disabled: '', type: 'checkbox' })
    this.markup.text(' ')
  }

  protected table({ header, rows }: Table): void {
    this.markup.open('table')
    this.line()
    this.markup.open('thead')
    this.line()
    this.row(header)
    this.markup.close('thead')
    this.line()
    if (rows.length > 0) {
      this.markup.open('tbody')
      for (const row of rows) this.row(row)
      this.markup.close('tbody')
    }
    this.markup.close('table')
    this.line()
  }

  protected row(cells: readonly TableCell[]): void {
    this.markup.open('tr')
    for (const { header, align, tokens } of cells) {
      const own = header ? this.header : undefined
      this.element(header ? 'th' : 'td', tokens, align ? { ...own, align } : own && { ...own })
    }
    this.markup.close('tr')
    this.line()
  }

  protected link({ href, title, tokens }: Link): void {
    this.element('a', tokens, { href: encodeAddress(href), ...(title && { title }) })
  }

  protected picture({ href, title, text }: Image): Attributes {
    return { src: encodeAddress(href), alt: printable(text), ...(title && { title }) }
  }

  protected htmlBlock(html: string): void {
    this.markup.html(html)
  }

  protected html(html: string): void {
    this.markup.html(html)
  }
}

/** The first word of a code fence's info string. */
export const languageOf = (info: string | undefined): string =>
  decodeEntities(/^\S*/.exec(info?.trim() ?? '')?.[0] ?? '')

/** The lines of a code block, each with its end. */
export const codeOf = (text: string): string => (text === '' ? '' : `${text.replace(/\n$/, '')}\n`)
