/** From Markdown to a finished article. */

import { getDefaults, Lexer, Parser } from 'marked'
import type { Article, ArticleOptions } from './article.ts'
import { ArticleRenderer } from './article-renderer.ts'
import { HeadingIds } from './headings.ts'
import { Pictures, pictureAddress } from './pictures.ts'
import { PlainRenderer } from './plain-renderer.ts'
import { sanitise } from './sanitise.ts'
import { summarise } from './summary.ts'
import { Trusted } from './trusted.ts'
import { readingMinutes } from './words.ts'

/** GFM alone, not sanitised: only for tests of conformance. */
export function plainMarkdown(text: string): string {
  const options = { ...getDefaults(), renderer: new PlainRenderer() }
  return new Parser(options).parse(new Lexer(options).lex(text))
}

export async function renderMarkdown(body: string, options: ArticleOptions): Promise<Article> {
  const trusted = new Trusted()
  const ids = new HeadingIds()
  const renderer = new ArticleRenderer(trusted, ids)
  const settings = { ...getDefaults(), renderer }
  const dirty = new Parser(settings).parse(new Lexer(settings).lex(body))
  const pictures = new Pictures(options.pictures, () => options.bodyLine)
  const cover = options.cover === null ? null : pictures.refer(options.cover)
  const { html, passages } = sanitise(dirty, {
    trusted,
    ids: ids.taken,
    image: pictures.image,
    address: pictures.address,
    limit: 1_900_000,
  })
  const text = passages.all()
  return {
    html,
    contents: renderer.contents,
    text,
    summary: summarise(options.summary, passages),
    minutes: readingMinutes(text),
    cover: cover ? pictureAddress(cover) : options.cover,
    references: [...pictures.references.values()],
    warnings: [],
  }
}
