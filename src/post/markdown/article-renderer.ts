/** Writes tokens as an article: heading ids, scopes, notes, alerts, math, highlighted code. */

import type { Tokens } from 'marked'
import { escapeHtml } from '../html/escape.ts'
import type { Trusted } from '../html/trusted.ts'
import { inRow, picturesAlone } from '../pictures/picture-rows.ts'
import type { Heading } from '../post.ts'
import { readAlert } from './alerts.ts'
import type { Footnotes } from './footnotes.ts'
import type { HeadingIds } from './headings.ts'
import type { Highlighter } from './highlight.ts'
import { findLanguage } from './languages.ts'
import type { MathWriter } from './math.ts'
import { headingText } from './opening-title.ts'
import { languageOf, PlainRenderer } from './plain-renderer.ts'

const MORE = /<!--\s*more\s*-->/i
// HTML blocks of pictures alone, perhaps linked: a paragraph, as any other picture is.
const PICTURES = /^\s*(?:<p>\s*)?((?:<(?:img\b|a\b|\/a\b|br\b)[^<>]*>\s*)+?)(?:<\/p>\s*)?$/i

/** A way to copy a heading's address. Ears and keyboards have the contents; its sign is the style sheet's. */
const anchorTo = (id: string): string =>
  `<a class="anchor" href="#${id}" aria-hidden="true" tabindex="-1"></a>`

/** A paragraph; with a picture and nothing else, or a row of them, it says so. */
const row = (html: string, pictures: number): string => {
  if (pictures > 1) return `<p class="gallery">${inRow(html, pictures)}</p>\n`
  return `<p${pictures > 0 ? ' class="figure"' : ''}>${html}</p>\n`
}

export interface Writers {
  trusted: Trusted
  ids: HeadingIds
  footnotes: Footnotes
  highlight: Highlighter
  /** Null when the article has no math. */
  math: MathWriter | null
}

export class ArticleRenderer extends PlainRenderer {
  readonly contents: Heading[] = []
  /** What could not be shown as meant. */
  readonly complaints: string[] = []
  #writers: Writers

  constructor(writers: Writers) {
    super()
    this.#writers = writers
  }

  override heading({ tokens, depth }: Tokens.Heading): string {
    const text = headingText(tokens)
    const id = this.#writers.ids.take(text)
    this.contents.push({ level: depth, id, text })
    const { trusted } = this.#writers
    const anchor = trusted.put(anchorTo(id), '')
    return `<h${depth} id="${trusted.tag}${id}">${this.parser.parseInline(tokens)}${anchor}</h${depth}>\n`
  }

  override code({ text, lang }: Tokens.Code): string {
    const name = languageOf(lang)
    if (name === 'math') return this.math(text, true)
    const code = text === '' ? '' : `${text.replace(/\n$/, '')}\n`
    const language = name === '' ? null : findLanguage(name)
    const colored = language === null ? null : this.#writers.highlight(code, language)
    const classes = colored === null ? '' : ` class="hljs language-${language}"`
    // A long line scrolls: whoever has no mouse needs to get there.
    const label = language === null ? '' : ` data-lang="${language}"`
    const html = `<pre tabindex="0"${label}><code${classes}>${colored ?? escapeHtml(code)}</code></pre>`
    return `${this.#writers.trusted.put(html, `\n${code}\n`)}\n`
  }

  math = (tex: string, display: boolean): string => {
    if (!this.#writers.math) return escapeHtml(tex)
    const { html, complaint } = this.#writers.math(tex, display)
    if (complaint !== null) this.complaints.push(`${complaint} ${tex.slice(0, 60)}`)
    return this.#writers.trusted.put(html, display ? `\n${tex}\n` : tex)
  }

  override paragraph({ tokens }: Tokens.Paragraph): string {
    const pictures = picturesAlone(tokens)
    const [only] = pictures
    if (pictures.length === 1 && only?.type === 'image' && only.title) {
      const picture = this.image({ ...only, title: null } as Tokens.Image)
      return `<figure>${picture}<figcaption>${escapeHtml(only.title)}</figcaption></figure>\n`
    }
    // Line breaks between pictures of a row are no more than spaces.
    const shown = pictures.length > 1 ? tokens.filter(({ type }) => type !== 'br') : tokens
    return row(this.parser.parseInline(shown), pictures.length)
  }

  override html({ text, block }: Tokens.HTML | Tokens.Tag): string {
    const pictures = block ? PICTURES.exec(text)?.[1]?.trim() : undefined
    if (pictures) return row(pictures, pictures.match(/<img\b/gi)?.length ?? 0)
    return text.startsWith('<!--')
      ? text.replace(MORE, () => this.#writers.trusted.put('', ''))
      : text
  }

  override blockquote(token: Tokens.Blockquote): string {
    const alert = readAlert(token)
    if (!alert) return super.blockquote(token)
    const { kind, title, tokens } = alert
    return (
      `<div class="markdown-alert markdown-alert-${kind}">\n` +
      `<p class="markdown-alert-title">${title}</p>\n${this.parser.parse(tokens)}</div>\n`
    )
  }

  override listitem(item: Tokens.ListItem): string {
    const html = super.listitem(item)
    return item.task ? html.replace('<li>', '<li class="task">') : html
  }

  override tablerow({ text }: Tokens.TableRow): string {
    return `<tr>${text}</tr>\n`
  }

  override tablecell({ header, align, tokens }: Tokens.TableCell): string {
    const name = header ? 'th' : 'td'
    const scope = header ? ' scope="col"' : ''
    const aligned = align ? ` align="${align}"` : ''
    return `<${name}${scope}${aligned}>${this.parser.parseInline(tokens)}</${name}>`
  }
}
