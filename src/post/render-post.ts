/** From the bytes an author pushed to a finished post: the one way, for the Worker and the command alike. */

import { renderMarkdown } from './markdown/markdown.ts'
import type { Post, RenderOptions } from './post.ts'
import { readSource, type Source } from './source/read-source.ts'

/** Changes whenever the same source would render to other HTML: posts made by another are rendered again. */
export const RENDERER = '12'

/** The same, for what a blog renders that offers its pictures in these widths. */
export const rendererFor = (widths: readonly number[]): string =>
  widths.length > 0 ? `${RENDERER}w` : RENDERER

/** Reads, checks and renders a source. Throws a Refusal, and nothing else, for what an author can get wrong. */
export const renderPost = (bytes: Uint8Array, options: RenderOptions): Promise<Post> =>
  renderSource(readSource(bytes, options), options)

/** The same for a source that was read already. */
export async function renderSource(
  { fields, body, bodyLine, warnings }: Source,
  options: Pick<RenderOptions, 'pictures' | 'widths'>,
): Promise<Post> {
  const article = await renderMarkdown(body, {
    bodyLine,
    looseHeadings: fields.looseHeadings,
    title: fields.title,
    summary: fields.summary,
    cover: fields.cover,
    pictures: options.pictures ?? new Map(),
    widths: options.widths ?? [],
  })
  const { looseHeadings: _, cover: __, ...own } = fields
  return {
    ...own,
    title: article.title ?? fields.slug,
    summary: article.summary,
    cover: article.cover,
    coverSize: article.coverSize,
    html: article.html,
    contents: article.contents,
    text: article.text,
    minutes: article.minutes,
    references: article.references,
    warnings: [...warnings, ...article.warnings],
  }
}
