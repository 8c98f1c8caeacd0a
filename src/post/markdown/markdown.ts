/** From Markdown to a finished article. */

import type { Article, ArticleOptions } from '../article.ts'
import { Budget, htmlLimit, refuseGrowth } from '../html/bounds.ts'
import { MarkupText } from '../html/markup-text.ts'
import { SafeMarkup } from '../html/safe-markup.ts'
import { Trusted } from '../html/trusted.ts'
import { measureCover } from '../pictures/cover.ts'
import { Pictures, pictureAddress } from '../pictures/pictures.ts'
import { SourceLines } from '../pictures/source-lines.ts'
import { byteLength } from '../source/text.ts'
import { summarise } from '../summary.ts'
import { listWarnings } from '../warnings.ts'
import { readingMinutes } from '../words.ts'
import { readArticle } from './article-lexer.ts'
import { ArticleWriter } from './article-writer.ts'
import { HeadingIds } from './headings.ts'
import { loadHighlighter } from './highlight.ts'
import { spaceHeadings } from './loose-headings.ts'
import { loadMath } from './math.ts'
import { takeOpeningTitle } from './opening-title.ts'
import { PostLexer } from './post-lexer.ts'
import { TokenWriter } from './token-writer.ts'

/** CommonMark, section 2.3: U+0000 cannot stand in a document. */
function clean(text: string): string {
  const whole = text.replaceAll('\0', '\ufffd')
  return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
}

/** Plain GFM, neither bounded in length nor sanitised: only for tests of conformance. */
export function plainMarkdown(source: string): string {
  const text = clean(source)
  const tokens = new PostLexer({ additions: null, budget: new Budget(text.length) }).lex(text)
  const markup = new MarkupText(new Trusted())
  new TokenWriter(markup).document(tokens)
  return markup.written
}

/** Renders an article. Throws a Refusal (`too-complex`) when it nests too deep or grows too much. */
export async function renderMarkdown(body: string, options: ArticleOptions): Promise<Article> {
  const text = spaceHeadings(clean(body), options.looseHeadings)
  const ids = new HeadingIds()
  const { tokens, footnotes, languages, math, html: mixed } = readArticle(text)
  const opening = takeOpeningTitle(tokens, options.title)
  const highlight = await loadHighlighter(languages)
  const writers = { ids, footnotes, highlight, math: math ? await loadMath() : null }
  const { lineOf } = new SourceLines(body, options.bodyLine)
  const pictures = new Pictures(options.pictures, lineOf, options.widths ?? [])
  const { cover: wanted } = options
  const named = wanted && pictures.refer(wanted.address, wanted.line).picture
  // A UTF-16 code unit is at most three bytes: lengths in bytes are only asked for where they may matter.
  const limit = htmlLimit(3 * body.length)
  const trusted = mixed ? new Trusted() : null
  const safe = new SafeMarkup({
    trusted,
    ids: ids.taken,
    image: pictures.image,
    address: pictures.address,
    source: pictures.source,
    limit,
  })
  const markup = trusted ? new MarkupText(trusted) : safe
  const writer = new ArticleWriter(markup, writers)
  writer.document(tokens)
  if (markup instanceof MarkupText) {
    // Ids and attributes that are dropped may make it longer than its result, but not by so much.
    if (markup.written.length > 2 * limit) refuseGrowth()
    safe.html(markup.written)
  }
  const html = safe.finish()
  const { passages, dropped } = safe
  if (3 * html.length > htmlLimit(body.length) && byteLength(html) > htmlLimit(byteLength(body))) {
    refuseGrowth()
  }
  const words = passages.all()
  const cover = wanted === null ? pictures.first : named && { picture: named, alt: '' }
  const references = [...pictures.references.values()]
  return {
    title: options.title ?? opening ?? (writer.contents[0]?.text || null),
    html,
    contents: writer.contents,
    text: words,
    summary: summarise(options.summary, passages),
    minutes: readingMinutes(words),
    cover: cover ? pictureAddress(cover.picture) : (wanted?.address ?? null),
    coverSize: cover && measureCover(cover, options.widths ?? []),
    references,
    warnings: listWarnings(references, pictures.unnamed, dropped, writer.complaints),
  }
}
