/** Reads what WordPress exports: posts and pages in one file of extended RSS (WXR). */

import { slugify } from '../../../post/slug.ts'
import { RESERVED } from '../../../urls.ts'
import { Config } from '../config.ts'
import { Mapped } from '../constructs/mapped.ts'
import { withOffset, type Zones } from '../dates.ts'
import type { Document, Fields } from '../document.ts'
import { toParagraphs } from '../html/wordpress-html.ts'
import { type Item, readWxr } from '../html/wxr.ts'
import { type Engine, type Reading, rootBy } from './engine.ts'

export const wordpress: Engine = {
  rootOf: (paths) =>
    paths.length === 1
      ? rootBy(paths, /^(.*)\.xml$/) && ''
      : rootBy(paths, /^((?:.*\/)?)[^/]*(?:wordpress|wxr)[^/]*\.xml$/i),

  read(site, options): Reading {
    const zones: Zones = { shown: options.timezone, read: options.timezone, known: true }
    const reading: Reading = {
      ...{ documents: [], refused: [], skipped: [], comments: 0, zones },
      config: new Config(null, {}),
      publicPath: (path) => path,
    }
    for (const path of site.paths.filter((each) => /\.xml$/i.test(each))) {
      const { items, home, problem } = readWxr(new TextDecoder().decode(site.read(path)))
      if (problem) reading.refused.push({ path, faults: [problem] })
      if (home) reading.config = new Config(null, { url: home })
      const attached = new Map(items.map(({ id, attachment }) => [id, attachment]))
      for (const item of items) take(item, path, attached, reading)
    }
    return reading
  },
}

const STATES = /^(?:publish|future|draft|pending|private)$/

function take(
  item: Item,
  file: string,
  attached: ReadonlyMap<string, string>,
  reading: Reading,
): void {
  const { type, status, id, name, title } = item
  if (
    /^(?:attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_\w+)$/.test(
      type,
    )
  )
    return
  const path = `${file}#${decode(name) || id}`
  if (type !== 'post' && type !== 'page') {
    reading.skipped.push({ path, why: 'kind' })
    return
  }
  if (!STATES.test(status)) {
    if (status === 'trash') reading.skipped.push({ path, why: 'trash' })
    return
  }
  reading.comments += item.comments
  const slug = slugify(decode(name)) || slugify(title) || `post-${id}`
  const rest: Fields = new Map<string, unknown>([['title', title]])
  const add = (key: string, value: unknown) => value && rest.set(key, value)
  add('author', item.author)
  add(
    'description',
    item.excerpt
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 500),
  )
  add('tags', item.tags.length > 0 && item.tags)
  add('categories', item.categories.length > 0 && item.categories)
  add('cover', attached.get(item.thumbnail))
  const originals = new Set(attached.values())
  reading.documents.push({
    path,
    kind: type,
    // What was for some readers only must not be for all.
    draft: !/^(?:publish|future)$/.test(status) || item.password !== '',
    slug: type === 'page' && RESERVED.has(slug) ? `${slug}-page` : slug,
    date: dateOf(item),
    updated: null,
    lang: null,
    translationOf: null,
    addresses: addressesOf(item),
    rest,
    body: () => Mapped.of(toParagraphs(item.content, originals), item.line),
    format: 'html',
  } satisfies Document)
}

/** Both clocks stand in the file: together they tell the zone. */
function dateOf({ local, utc }: Item): string | null {
  const time = Date.parse(`${utc.replace(' ', 'T')}Z`)
  const wall = Date.parse(`${local.replace(' ', 'T')}Z`)
  if (Number.isNaN(wall)) return null
  const offset = Number.isNaN(time) ? 0 : Math.round((wall - time) / 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return Number.isNaN(time)
    ? withOffset(wall, 'UTC')
    : `${local.replace(' ', 'T')}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`
}

/** A plain `?p=123` cannot lead anywhere else. */
function addressesOf({ link }: Item): string[] {
  const url = URL.parse(link)
  return url && url.search === '' && url.pathname !== '/' ? [url.pathname] : []
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a bare %
  }
}
