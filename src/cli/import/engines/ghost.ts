/** Reads what Ghost exports: posts and pages in one JSON file. */

import { slugify } from '../../../post/slug.ts'
import { RESERVED } from '../../../urls.ts'
import { Config } from '../config.ts'
import { Mapped } from '../constructs/mapped.ts'
import type { Zones } from '../dates.ts'
import type { Document, Fields } from '../document.ts'
import { type Engine, type Reading, rootBy } from './engine.ts'

type Row = Record<string, unknown>

export const ghost: Engine = {
  rootOf: (paths) =>
    paths.length === 1
      ? rootBy(paths, /^(.*)\.json$/) && ''
      : rootBy(paths, /^((?:.*\/)?)[^/]*ghost[^/]*\.json$/i),

  read(site, options): Reading {
    const zones: Zones = { shown: options.timezone, read: 'UTC', known: true }
    const reading: Reading = {
      ...{ documents: [], refused: [], skipped: [], comments: 0, zones },
      config: new Config(null, {}),
      publicPath: (path) => path,
    }
    for (const path of site.paths.filter((each) => /\.json$/i.test(each))) {
      const text = new TextDecoder().decode(site.read(path))
      const data = readData(text)
      if (!data) {
        const hint = 'Make one in Ghost: Settings, Import/Export, Export content.'
        reading.refused.push({
          path,
          faults: [{ message: 'This is no Ghost export.', line: 1, hint }],
        })
        continue
      }
      const zone = rows(data, 'settings').find(
        ({ key }) => key === 'timezone' || key === 'active_timezone',
      )
      if (typeof zone?.value === 'string')
        reading.zones.shown = new Config(null, { zone: zone.value }).zone('zone') ?? zones.shown
      for (const post of rows(data, 'posts'))
        reading.documents.push(readPost(post, path, data, text))
    }
    return reading
  },
}

/** Null when the text is something else. */
function readData(text: string): Row | null {
  try {
    const { db, data } = JSON.parse(text) as { db?: { data?: Row }[]; data?: Row }
    const found = db?.[0]?.data ?? data
    return found && Array.isArray(found.posts) ? found : null
  } catch {
    return null // not JSON
  }
}

const rows = (data: Row, name: string): Row[] =>
  Array.isArray(data[name]) ? (data[name] as Row[]) : []
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function readPost(post: Row, file: string, data: Row, text: string): Document {
  const title = textOf(post.title)
  const slug = slugify(textOf(post.slug)) || slugify(title) || `post-${post.id}`
  const isPage = post.type === 'page' || post.page === true || post.page === 1
  const rest: Fields = new Map<string, unknown>([['title', title]])
  const add = (key: string, value: unknown) => value && rest.set(key, value)
  add('author', namesOf(post, data, 'posts_authors', 'author_id', 'users').join(', '))
  add('description', textOf(post.custom_excerpt))
  const tags = namesOf(post, data, 'posts_tags', 'tag_id', 'tags').filter(
    (name) => !name.startsWith('#'),
  )
  add('tags', tags.length > 0 && tags)
  add('canonical_url', textOf(post.canonical_url))
  add('cover', local(textOf(post.feature_image)))
  const markdown = markdownOf(post)
  const published = textOf(post.published_at)
  // What was for members only must not be for all.
  const isOpen =
    /^(?:published|scheduled)$/.test(textOf(post.status)) &&
    /^(?:public)?$/.test(textOf(post.visibility))
  return {
    path: `${file}#${slug}`,
    kind: isPage ? 'page' : 'post',
    draft: !isOpen,
    slug: isPage && RESERVED.has(slug) ? `${slug}-page` : slug,
    date: published ? isoOf(published) : null,
    updated: null,
    lang: null,
    translationOf: null,
    addresses: isOpen ? [`/${textOf(post.slug)}/`] : [],
    rest,
    body: () => Mapped.of(local(markdown ?? textOf(post.html)), lineOf(text, post)),
    format: markdown === null ? 'html' : 'markdown',
  }
}

/** All lines of a post are one of the file. */
const lineOf = (text: string, { id, uuid }: Row): number => {
  const at = text.indexOf(JSON.stringify(uuid ?? id))
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}

const local = (text: string): string => text.replaceAll('__GHOST_URL__', '')

/** UTC, with or without saying so. */
const isoOf = (written: string): string =>
  written.replace(' ', 'T').replace(/(?:\.\d+)?(?:Z|\+00:00)?$/, '+00:00')

function namesOf(post: Row, data: Row, join: string, key: string, table: string): string[] {
  const named = new Map(rows(data, table).map((row) => [row.id, textOf(row.name)]))
  const joined = rows(data, join).filter((row) => row.post_id === post.id)
  const order = joined.sort((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0))
  return order.flatMap((row) => named.get(row[key]) || [])
}

/** A post that its author wrote as Markdown has it still, in a card. */
function markdownOf(post: Row): string | null {
  try {
    const { cards = [], sections = [] } = JSON.parse(textOf(post.mobiledoc)) as {
      cards?: [string, Row][]
      sections?: unknown[][]
    }
    const [card] = cards
    const isAll =
      cards.length === 1 &&
      sections.every(([kind, , , ...more]) => kind === 10 || more.length === 0)
    const isMarkdown = card && /^(?:card-)?markdown$/.test(card[0])
    return isAll && isMarkdown && sections.filter(([kind]) => kind === 10).length === 1
      ? textOf(card[1].markdown) || null
      : null
  } catch {
    return null // none, or of another editor
  }
}
