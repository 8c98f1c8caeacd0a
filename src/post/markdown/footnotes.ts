/** Footnotes: `[^label]` in the text, `[^label]: note` on a line of its own, notes at the end. */

import type { Lexer, Token, Tokens } from 'marked'
import { labelId } from './link-parts.ts'
import { readItem } from './list-item.ts'

const DEFINITION = /^ {0,3}\[\^([^\]\s[]{1,200})\]:[ \t]*/
/** Ways back to the text from one note. */
const MAX_BACK = 10

export interface Note {
  tokens: Token[]
  /** 0 until the text first refers to it. */
  number: number
  references: number
}

/** The notes of one article. Ids hold a `:`, which no heading's id does. */
export class Footnotes {
  #notes = new Map<string, Note>()
  #order: Note[] = []

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

  /** The mark in the text, as HTML. */
  mark = (label: string): string => {
    const note = this.#notes.get(label)
    if (!note) return ''
    if (note.number === 0) note.number = this.#order.push(note)
    const id = `fnref:${note.number}${note.references++ === 0 ? '' : `:${note.references}`}`
    const link = `<a href="#fn:${note.number}" id="${id}" role="doc-noteref">${note.number}</a>`
    return `<sup class="footnote-ref">${link}</sup>`
  }

  /** The notes that the text refers to, in order; it grows while one is written that refers to further ones. */
  get referred(): readonly Note[] {
    return this.#order
  }
}

/** The links from a note back to the text, as HTML, once the note itself is written: it may refer to itself. */
export function linksBack({ number, references }: Note): string {
  let links = ''
  for (let each = 1; each <= Math.min(references, MAX_BACK); each++) {
    const id = `fnref:${number}${each === 1 ? '' : `:${each}`}`
    links += ` <a href="#${id}" class="footnote-back" role="doc-backlink">↩${each === 1 ? '' : `<sup>${each}</sup>`}</a>`
  }
  return links
}
