/** How Jekyll and Hugo want what Deckle has: which keys, which files, and what must not be taken for a template. */

import { dump } from 'js-yaml'
import type { Manifest, PostRecord } from '../../archive/format.ts'
import type { Fields } from '../../post/source/fields.ts'
import { urls } from '../../urls.ts'

/** A post as it is to be written. */
export interface Page {
  record: PostRecord
  fields: Fields
  /** Markdown, its pictures at the addresses they have on the blog. */
  body: string
  /** The calendar day in the site's time zone, `YYYY-MM-DD`. */
  day: string
}

export interface Engine {
  /** Where files are put that are served as they are. */
  assets: string
  path(page: Page): string
  write(page: Page): string
  /** What lets the engine build the folder: its configuration, and the plainest of layouts. */
  files(manifest: Manifest): Record<string, string>
}

export const ENGINES: Record<string, Engine> = {
  jekyll: {
    assets: '',
    path: ({ record: { slug }, fields, day }) =>
      fields.kind === 'page'
        ? `${slug}.md`
        : fields.draft
          ? `_drafts/${slug}.md`
          : `_posts/${day}-${slug}.md`,
    write({ record, fields, body }) {
      const liquid = /\{[{%]/.test(body)
      return frontMatter(
        {
          ...fields.extra,
          layout: fields.kind,
          ...common(record, fields),
          ...(fields.updated !== null && { last_modified_at: iso(fields.updated) }),
          ...(fields.summary !== null && { excerpt: fields.summary }),
          // Of its posts Jekyll keeps drafts and those to come back by itself.
          ...(fields.kind === 'page' && record.status !== 'published' && { published: false }),
          permalink: addressOf(record, fields),
          ...(record.aliases.length > 0 && { redirect_from: record.aliases.flatMap(withSlash) }),
        },
        liquid ? `{% raw %}\n${body}\n{% endraw %}` : body,
      )
    },
    files: ({ url, title, timezone, language }) => ({
      '_config.yml': dump({
        ...{ title, url, timezone, lang: language, excerpt_separator: '<!-- more -->' },
        plugins: ['jekyll-redirect-from', 'jekyll-feed'],
      }),
      Gemfile: `source 'https://rubygems.org'\ngem 'jekyll'\ngem 'jekyll-feed'\ngem 'jekyll-redirect-from'\n`,
      '_layouts/post.html': layout('{{ page.title | escape }}', '{{ content }}'),
      '_layouts/page.html': layout('{{ page.title | escape }}', '{{ content }}'),
      'index.html':
        '---\ntitle: Posts\nlayout: page\n---\n' +
        '<ul>{% for post in site.posts %}<li><a href="{{ post.url }}">{{ post.title | escape }}</a>{% endfor %}</ul>\n',
    }),
  },
  hugo: {
    assets: 'static/',
    path: ({ record: { slug }, fields }) =>
      fields.kind === 'page' ? `content/${slug}.md` : `content/posts/${slug}.md`,
    write: ({ record, fields, body }) =>
      frontMatter(
        {
          ...fields.extra,
          ...common(record, fields),
          ...(fields.updated !== null && { lastmod: iso(fields.updated) }),
          ...(fields.summary !== null && { summary: fields.summary }),
          ...(fields.draft && { draft: true }),
          url: addressOf(record, fields),
          ...(record.aliases.length > 0 && { aliases: record.aliases }),
        },
        body
          .replace(/\{\{([<%])(.*?)([>%])\}\}/gs, '{{$1/*$2*/$3}}')
          .replace(/<!--\s*more\s*-->/i, '<!--more-->'),
      ),
    files: ({ url, title, timezone, language }) => ({
      'hugo.yaml': dump({
        ...{ baseURL: `${url}/`, title, timeZone: timezone, languageCode: language },
        markup: { goldmark: { renderer: { unsafe: true } } },
      }),
      'layouts/_default/single.html': layout('{{ .Title }}', '{{ .Content }}'),
      'layouts/_default/list.html': layout(
        '{{ .Title }}',
        '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>',
      ),
    }),
  },
}

/** What Jekyll puts at `/a` a server does not give at `/a/`, where most of its blogs had their posts. */
const withSlash = (path: string): string[] => (/\.\w+$/.test(path) ? [path] : [path, `${path}/`])

const iso = (time: number): string => new Date(time).toISOString()

const addressOf = ({ slug }: PostRecord, { kind }: Fields): string =>
  decodeURI(kind === 'page' ? urls.standalone(slug) : urls.post(slug))

function common({ title, date }: PostRecord, fields: Fields): Record<string, unknown> {
  const { tags, categories, author, lang, cover, canonical } = fields
  return {
    title,
    date,
    ...(tags.length > 0 && { tags: tags.map(({ name }) => name) }),
    ...(categories.length > 0 && { categories: categories.map(({ name }) => name) }),
    ...(author !== null && { author }),
    ...(lang !== null && { lang }),
    ...(cover !== null && { image: cover.address }),
    ...(canonical !== null && { canonical_url: canonical }),
  }
}

const frontMatter = (fields: object, body: string): string => `---\n${dump(fields)}---\n${body}\n`

const layout = (title: string, content: string): string =>
  `<!doctype html>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<h1>${title}</h1>\n${content}\n`
