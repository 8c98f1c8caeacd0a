/** Posts for agents: Markdown with a small front matter, and `llms.txt` (llmstxt.org). */

import type { Summary } from '../../post/post.ts'
import type { Link, PostHead } from '../../shelf/documents.ts'
import type { Site } from '../../site.ts'
import { urls } from '../../urls.ts'
import { isoDate } from '../dates.ts'
import { languageOf } from '../language.ts'

/** A post's public fields as YAML between fences; its Markdown follows. */
export function writeFrontMatter(site: Site, head: PostHead): string {
  const names = (labels: { name: string }[]) =>
    labels.length > 0 ? labels.map(({ name }) => name) : undefined
  const fields = {
    title: head.title,
    url: site.url + pathOf(head),
    date: isoDate(head.date),
    updated: head.updated === null ? undefined : isoDate(head.updated),
    author: head.author ?? (site.author || undefined),
    lang: languageOf(head, site.language),
    tags: names(head.tags),
    categories: names(head.categories),
    summary: head.summary || undefined,
  }
  // JSON's strings and lists are YAML's.
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${JSON.stringify(value)}\n`,
  )
  return `---\n${lines.join('')}---\n\n`
}

export const pathOf = ({ kind, slug }: Pick<PostHead, 'kind' | 'slug'>): string =>
  kind === 'page' ? urls.standalone(slug) : urls.post(slug)

/** `parts`: how many texts all posts fill. */
export function writeLlms(
  site: Site,
  { newest, pages, parts }: { newest: Summary[]; pages: Link[]; parts: number },
): string {
  const link = (title: string, path: string, note = '') =>
    `- [${inline(title)}](${site.url}${path})${note && `: ${inline(note)}`}\n`
  const section = (name: string, links: string[]) =>
    links.length > 0 ? `\n## ${name}\n\n${links.join('')}` : ''
  return (
    `# ${inline(site.title)}\n\n${site.description && `> ${inline(site.description)}\n\n`}` +
    'Each post is also Markdown: add `.md` to its address, or ask for `text/markdown`.\n' +
    section(
      'Posts',
      newest.map(({ title, slug, summary }) =>
        link(title, urls.markdown(urls.post(slug)), summary),
      ),
    ) +
    section(
      'Pages',
      pages.map(({ title, slug }) => link(title, urls.markdown(urls.standalone(slug)))),
    ) +
    section('Optional', [
      link('All posts by year', urls.archive()),
      link('Feed', urls.feed('json'), 'JSON Feed, the 20 newest posts'),
      link('Sitemap', urls.sitemap()),
      ...(parts > 0 ? [link('The newest posts in full', urls.llmsFull())] : []),
      ...Array.from({ length: parts }, (_, i) =>
        link(`Part ${i + 1} of ${parts}, in full`, urls.llmsFull(i + 1)),
      ).reverse(),
    ])
  )
}

/** What precedes the posts of part `n`. */
export function writePartHead(site: Site, n: number, parts: number): string {
  const at = (part: number, what: string) => `${what}: ${site.url}${urls.llmsFull(part)}\n`
  return (
    `# ${inline(site.title)}: part ${n} of ${parts}, newest post first\n\n` +
    `${n < parts ? at(n + 1, 'Newer posts') : ''}${n > 1 ? at(n - 1, 'Older posts') : ''}\n`
  )
}

/** Text within a line of Markdown. */
const inline = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\\[\]<>`*_]/g, '\\$&')
