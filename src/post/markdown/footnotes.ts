/** Footnotes: `[^label]` in the text, `[^label]: note` on a line of its own, notes at the end. */

import type { Lexer, Parser, Token, Tokens } from 'marked'
import type { Trusted } from '../html/trusted.ts'
import { labelId } from './link-parts.ts'
import { readItem } from './list-item.ts'

const DEFINITION = /^ {0,3}\[\^([^\]\s[]{1,200})\]:[ \t]*/
/** Ways back to the text from one note. */
const MAX_BACK = 10

interface Note {
  tokens: Token[]
  /** 0 until the text first refers to it. */
  number: number
  references: number
}

/** The notes of one article. Ids hold a `:`, which no heading's id does. */
export class Footnotes {
  #notes = new Map<string, Note>()
  #order: Note[] = []
  #trusted: Trusted

  constructor(trusted: Trusted) {
    this.#trusted = trusted
  }

  has = (label: string): boolean => this.#notes.has(label)

  /** A definition at the start of the source, or undefined: a block tokenizer for marked. */
  read = (src: string, lexer: Lexer): Tokens.Generic | undefined => {
    const match = DEFINITION.exec(src)
    if (!match) return
    const marker = { kind: '^', number: 0, indent: 4, pad: '', start: match[0].length }
    const item = readItem(src, marker, true)
    const label = labelId(match[1] ?? '')
    const tokens = lexer.blockTokens(item.text, [])
    if (!this.#notes.has(label)) this.#notes.set(label, { tokens, number: 0, references: 0 })
    return { type: 'footnote', raw: src.slice(0, item.end) }
  }

  /** The mark in the text. */
  mark = (label: string): string => {
    const note = this.#notes.get(label)
    if (!note) return ''
    if (note.number === 0) note.number = this.#order.push(note)
    const id = `fnref:${note.number}${note.references++ === 0 ? '' : `:${note.references}`}`
    const link = `<a href="#fn:${note.number}" id="${id}" role="doc-noteref">${note.number}</a>`
    return this.#trusted.put(`<sup class="footnote-ref">${link}</sup>`, '')
  }

  /** The notes that the text refers to, in order; notes may refer to further ones. */
  list(parser: Parser): string {
    let items = ''
    for (let at = 0; at < this.#order.length; at++)
      items += this.#item(this.#order[at] as Note, parser)
    if (items === '') return ''
    return `<section class="footnotes" role="doc-endnotes">\n<ol>\n${items}</ol>\n</section>\n`
  }

  #item(note: Note, parser: Parser): string {
    const body = parser.parse(note.tokens).trimEnd()
    let back = ''
    for (let each = 1; each <= Math.min(note.references, MAX_BACK); each++) {
      const id = `fnref:${note.number}${each === 1 ? '' : `:${each}`}`
      back += ` <a href="#${id}" class="footnote-back" role="doc-backlink">↩${each === 1 ? '' : `<sup>${each}</sup>`}</a>`
    }
    const links = this.#trusted.put(back, '')
    const inside = body.endsWith('</p>') ? `${body.slice(0, -4)}${links}</p>` : `${body}${links}`
    return `<li id="${this.#trusted.tag}fn:${note.number}">${inside}</li>\n`
  }
}
