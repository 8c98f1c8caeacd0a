/** Renders Markdown of a test. */

import type { Article, ArticleOptions } from '../../src/post/article.ts'
import { renderMarkdown } from '../../src/post/markdown/markdown.ts'
import type { Picture } from '../../src/post/post.ts'

export const render = (markdown: string, options: Partial<ArticleOptions> = {}): Promise<Article> =>
  renderMarkdown(markdown, {
    bodyLine: 1,
    looseHeadings: null,
    title: '',
    summary: null,
    cover: null,
    pictures: new Map(),
    ...options,
  })

/** The HTML alone. */
export const html = async (
  markdown: string,
  options: Partial<ArticleOptions> = {},
): Promise<string> => (await render(markdown, options)).html.trim()

export const picture = (key: string, width = 1400, height = 560): Picture => ({
  key,
  type: 'image/jpeg',
  width,
  height,
  bytes: 1,
})
