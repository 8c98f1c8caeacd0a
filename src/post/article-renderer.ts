/** Writes tokens as an article: heading ids, scopes, highlighted code. */

import type { Tokens } from 'marked'
import type { HeadingIds } from './headings.ts'
import { PlainRenderer } from './plain-renderer.ts'
import { plainText } from './plain-text.ts'
import type { Heading } from './post.ts'
import type { Trusted } from './trusted.ts'

export class ArticleRenderer extends PlainRenderer {
  readonly contents: Heading[] = []
  #trusted: Trusted
  #ids: HeadingIds

  constructor(trusted: Trusted, ids: HeadingIds) {
    super()
    this.#trusted = trusted
    this.#ids = ids
  }

  override heading({ tokens, depth }: Tokens.Heading): string {
    const text = plainText(tokens).replace(/\s+/g, ' ').trim()
    const id = this.#ids.take(text)
    this.contents.push({ level: depth, id, text })
    return `<h${depth} id="${this.#trusted.tag}${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
  }
}
