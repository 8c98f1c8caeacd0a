/** Markup as one text: where an author's HTML stands in it, only a parser knows what becomes of the two together. */

import { escapeHtml } from './escape.ts'
import type { Markup } from './markup.ts'
import type { Attributes } from './options.ts'
import type { Trusted } from './trusted.ts'

export class MarkupText implements Markup {
  written = ''
  #trusted: Trusted

  constructor(trusted: Trusted) {
    this.#trusted = trusted
  }

  open(name: string, attributes?: Attributes | null, id?: string): void {
    let tag = `<${name}`
    if (id !== undefined) tag += ` id="${this.#trusted.tag}${escapeHtml(id)}"`
    for (const [key, value] of Object.entries(attributes ?? {}))
      tag += ` ${key}="${escapeHtml(value)}"`
    this.written += `${tag}>`
  }

  close(name: string): void {
    this.written += `</${name}>`
  }

  text(text: string): void {
    this.written += escapeHtml(text)
  }

  html(html: string): void {
    this.written += html
  }

  fragment(html: string, text: string): void {
    this.written += this.#trusted.put(html, text)
  }
}
