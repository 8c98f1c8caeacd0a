/** Writes tokens as an article: heading ids, scopes, notes, alerts, math, highlighted code. */

import type { Token, Tokens } from 'marked'
import { escapeHtml } from '../html/escape.ts'
import type { Markup } from '../html/markup.ts'
import type { Attributes } from '../html/options.ts'
import { IN_ROW, picturesAlone, sideBySide } from '../pictures/picture-rows.ts'
import type { Heading } from '../post.ts'
import { readAlert } from './alerts.ts'
import { type Footnotes, linksBack, type Note } from './footnotes.ts'
import type { HeadingIds } from './headings.ts'
import type { Highlighter } from './highlight.ts'
import { findLanguage } from './languages.ts'
import type { MathWriter } from './math.ts'
import { headingText } from './opening-title.ts'
import { codeOf, languageOf, TokenWriter } from './token-writer.ts'

const MORE = /<!--\s*more\s*-->/i
// HTML blocks of pictures alone, perhaps linked: a paragraph, as any other picture is.
const PICTURES = /^\s*(?:<p>\s*)?((?:<(?:img\b|a\b|\/a\b|br\b)[^<>]*>\s*)+?)(?:<\/p>\s*)?$/i

/** A way to copy a heading's address. Ears and keyboards have the contents; its sign is the style sheet's. */
const anchorTo = (id: string): string =>
  `<a class="anchor" href="#${id}" aria-hidden="true" tabindex="-1"></a>`

export interface Writers {
  ids: HeadingIds
  footnotes: Footnotes
  highlight: Highlighter
  /** Null when the article has no math. */
  math: MathWriter | null
}

export class ArticleWriter extends TokenWriter {
  readonly contents: Heading[] = []
  /** What could not be shown as meant. */
  readonly complaints: string[] = []
  protected override readonly header = { scope: 'col' }
  #writers: Writers
  /** Pictures that stand in the paragraph that is written, and nothing else. */
  #pictures = 0
  /** The note whose last paragraph comes next: the links back from it stand there. */
  #note: Note | null = null

  constructor(markup: Markup, writers: Writers) {
    super(markup)
    this.#writers = writers
  }

  override heading({ tokens, depth }: Tokens.Heading): void {
    const text = headingText(tokens)
    const id = this.#writers.ids.take(text)
    this.contents.push({ level: depth, id, text })
    this.markup.open(`h${depth}`, null, id)
    this.inline(tokens)
    this.markup.fragment(anchorTo(id), '')
    this.markup.close(`h${depth}`)
    this.line()
  }

  override code({ text, lang }: Tokens.Code): void {
    const name = languageOf(lang)
    if (name === 'math') {
      this.#math(text, true)
      return
    }
    const code = codeOf(text)
    const language = name === '' ? null : findLanguage(name)
    const colored = language === null ? null : this.#writers.highlight(code, language)
    const classes = colored === null ? '' : ` class="hljs language-${language}"`
    // A long line scrolls: whoever has no mouse needs to get there.
    const label = language === null ? '' : ` data-lang="${language}"`
    const html = `<pre tabindex="0"${label}><code${classes}>${colored ?? escapeHtml(code)}</code></pre>`
    this.markup.fragment(html, `\n${code}\n`)
    this.line()
  }

  override added(token: Tokens.Generic): void {
    if (token.type === 'math') this.#math(token.text, token.display)
    else if (token.type === 'mathBlock') {
      this.#math(token.text, true)
      this.line()
    } else if (token.type === 'footnoteRef') {
      const mark = this.#writers.footnotes.mark(token.label)
      if (mark !== '') this.markup.fragment(mark, '')
    }
  }

  #math(tex: string, display: boolean): void {
    const result = this.#writers.math?.(tex, display)
    if (!result) {
      this.markup.text(tex)
      return
    }
    const { html, complaint } = result
    if (complaint !== null) this.complaints.push(`${complaint} ${tex.slice(0, 60)}`)
    this.markup.fragment(html, display ? `\n${tex}\n` : tex)
  }

  override paragraph({ tokens }: Tokens.Paragraph): void {
    const pictures = picturesAlone(tokens)
    const [only] = pictures
    if (pictures.length === 1 && only?.type === 'image' && only.title) {
      this.element('figure', () => {
        this.inlineToken({ ...only, title: null } as Tokens.Image)
        this.element('figcaption', () => this.markup.text(only.title))
      })
      this.line()
      return
    }
    // Line breaks between pictures of a row are no more than spaces.
    const shown = pictures.length > 1 ? tokens.filter(({ type }) => type !== 'br') : tokens
    this.#row(pictures.length, () => this.inline(shown))
  }

  /** A paragraph; with a picture and nothing else, or a row of them, it says so. */
  #row(pictures: number, content: () => void): void {
    const note = this.#note
    this.#note = null
    this.#pictures = pictures
    const kind = pictures > 1 ? 'gallery' : 'figure'
    this.markup.open('p', pictures > 0 ? { class: kind } : null)
    content()
    if (note) this.markup.fragment(linksBack(note), '')
    this.markup.close('p')
    this.#pictures = 0
    this.line()
  }

  override picture(token: Tokens.Image): Attributes {
    const attributes = super.picture(token)
    if (this.#pictures > 1) attributes[IN_ROW] = sideBySide(this.#pictures)
    return attributes
  }

  override rawHtml(html: string): void {
    const pictures = PICTURES.exec(html)?.[1]?.trim()
    if (pictures === undefined) this.inlineHtml(html)
    else this.#row(pictures.match(/<img\b/gi)?.length ?? 0, () => this.inlineHtml(pictures))
  }

  override inlineHtml(html: string): void {
    const more = html.startsWith('<!--') ? MORE.exec(html) : null
    if (more) {
      super.inlineHtml(html.slice(0, more.index))
      this.markup.fragment('', '')
      super.inlineHtml(html.slice(more.index + more[0].length))
    } else if (this.#pictures > 1) {
      const count = sideBySide(this.#pictures)
      super.inlineHtml(html.replace(/<img\b/gi, `$& ${IN_ROW}="${count}"`))
    } else super.inlineHtml(html)
  }

  override blockquote(token: Tokens.Blockquote): void {
    const alert = readAlert(token)
    if (!alert) {
      super.blockquote(token)
      return
    }
    const { kind, title, tokens } = alert
    const content = () => {
      this.line()
      const words = () => this.markup.text(title)
      this.element('p', words, { class: 'markdown-alert-title' })
      this.line()
      this.blocks(tokens)
    }
    this.element('div', content, { class: `markdown-alert markdown-alert-${kind}` })
    this.line()
  }

  override item(item: Tokens.ListItem): void {
    super.item(item, item.task ? { class: 'task' } : undefined)
  }

  /** Writes the whole article: its text, and the notes that the text refers to. */
  override document(tokens: readonly Token[]): void {
    this.blocks(tokens)
    const { referred } = this.#writers.footnotes
    if (referred.length > 0) {
      const content = () => {
        this.line()
        this.element('ol', () => {
          this.line()
          for (const note of referred) this.#item(note)
        })
        this.line()
      }
      this.element('section', content, { class: 'footnotes', role: 'doc-endnotes' })
      this.line()
    }
    super.document([])
  }

  #item(note: Note): void {
    this.markup.open('li', null, `fn:${note.number}`)
    const last = note.tokens.findLastIndex(({ type }) => !/^(?:space|def|footnote)$/.test(type))
    super.blocks(note.tokens.slice(0, Math.max(last, 0)))
    const token = note.tokens[last] as Tokens.Generic | undefined
    const inside = token?.type === 'paragraph' || token?.type === 'html'
    if (inside) this.#note = note
    if (token) this.block(token)
    this.unline()
    if (!inside || this.#note) this.markup.fragment(linksBack(note), '')
    this.#note = null
    this.markup.close('li')
    this.line()
  }
}
