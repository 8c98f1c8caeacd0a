/** Writes tokens as CommonMark and GFM do, nothing added. */

import { Renderer, type Tokens } from 'marked'
import { encodeAddress } from '../html/address.ts'
import { escapeHtml } from '../html/escape.ts'
import { decodeEntities } from './entities.ts'

export class PlainRenderer extends Renderer {
  override text(token: Tokens.Text | Tokens.Escape): string {
    if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens)
    return escapeHtml(token.text)
  }

  override code({ text, lang }: Tokens.Code): string {
    const name = languageOf(lang)
    const open = name ? `<pre><code class="language-${escapeHtml(name)}">` : '<pre><code>'
    return `${open}${escapeHtml(text ? `${text.replace(/\n$/, '')}\n` : '')}</code></pre>\n`
  }

  override codespan({ text }: Tokens.Codespan): string {
    return `<code>${escapeHtml(text)}</code>`
  }

  override br(): string {
    return '<br>\n'
  }

  override listitem(item: Tokens.ListItem): string {
    let body = ''
    for (const [at, token] of item.tokens.entries()) {
      if (token.type !== 'text' && token.type !== 'checkbox' && body !== '' && !body.endsWith('\n'))
        body += '\n'
      body += this.parser.parse([token])
      if (at === 0 && token.type === 'text' && item.tokens[1]?.type === 'text') body += '\n'
    }
    return `<li>${body}</li>\n`
  }

  override link({ href, title, tokens }: Tokens.Link): string {
    const named = title ? ` title="${escapeHtml(title)}"` : ''
    return `<a href="${escapeHtml(encodeAddress(href))}"${named}>${this.parser.parseInline(tokens)}</a>`
  }

  override image({ href, title, text }: Tokens.Image): string {
    const named = title ? ` title="${escapeHtml(title)}"` : ''
    return `<img src="${escapeHtml(encodeAddress(href))}" alt="${escapeHtml(text)}"${named}>`
  }
}

/** The first word of a code fence's info string. */
export const languageOf = (info: string | undefined): string =>
  decodeEntities(/^\S*/.exec(info?.trim() ?? '')?.[0] ?? '')
