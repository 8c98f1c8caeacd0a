/** Reads a Jekyll site: `_posts`, `_drafts`, pages, and the addresses its permalinks gave them. */

import type { Wall } from '../../../post/source/zones.ts'
import { type Config, readConfig } from '../config.ts'
import type { Zones } from '../dates.ts'
import {
  type Document,
  type Fields,
  field,
  listField,
  type Source,
  textField,
} from '../document.ts'
import { dateTokens, fillPattern } from '../permalinks.ts'
import {
  DATED,
  type Engine,
  isMarkdown,
  makeDocument,
  type Reading,
  readEach,
  rootBy,
  stemOf,
  type Why,
} from './engine.ts'

const STYLES: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
}

const OTHER = /\.(?:textile|rst|org|adoc|asciidoc)$/i
/** What a site's author writes for whoever works on it. */
const NO_PAGE =
  /(?:^|\/)(?:readme(?:[-_.][\w-]+)?|license|licence|changelog|contributing|code_of_conduct|404)\.\w+$/i

export const jekyll: Engine = {
  rootOf: (paths) =>
    rootBy(
      paths.filter((path) => !/(?:^|\/)source\/_posts\//.test(path)),
      /^((?:.*\/)?)(?:_posts\/|_drafts\/|_config\.ya?ml$)/,
    ),

  read(site, options): Reading {
    const config = readConfig(site, ['_config.yml', '_config.yaml', '_config.toml'])
    const zone = config.zone('timezone')
    const shown = zone ?? options.timezone
    const isLocal = options.dates === 'local'
    const zones: Zones = { shown, read: isLocal ? shown : 'UTC', known: zone !== null || isLocal }
    const skipped: Reading['skipped'] = []
    const base = config.text('source')?.replace(/^\.?\/?|\/?$/g, '') ?? ''
    const prefix = base === '' || base === '.' ? '' : `${base}/`
    const paths = site.paths.filter((path) => path.startsWith(prefix) && !NO_PAGE.test(path))
    const old: Old = { config, zones, prefix }
    const texts = paths.filter((path) => isText(path.slice(prefix.length), config))
    const { items, refused } = readEach(site, texts, (source, path): Document | null => {
      const found = readText(source, path, old)
      if (typeof found !== 'string') return found
      skipped.push({ path, why: found })
      return null
    })
    for (const path of paths) if (OTHER.test(path)) skipped.push({ path, why: 'format' })
    const comments = paths.filter((path) => /(?:^|\/)_data\/comments\//.test(path)).length
    const publicPath = (path: string) => path.slice(prefix.length)
    return { documents: items, refused, skipped, comments, config, zones, publicPath }
  },
}

/** The old site, as far as all its files share it. */
interface Old {
  config: Config
  zones: Zones
  /** The folder of its sources, empty or with a slash at its end. */
  prefix: string
}

/** A folder of `collections:`, by the path of a file in it; null for what is in none. */
function collectionOf(path: string, config: Config): { name: string; isShown: boolean } | null {
  const name = /^_([\w-]+)\//.exec(path)?.[1] ?? ''
  const all = config.value('collections')
  if (Array.isArray(all) ? !all.includes(name) : config.value(`collections.${name}`) === undefined)
    return null
  return { name, isShown: config.text(`collections.${name}.output`) === 'true' }
}

function isText(path: string, config: Config): boolean {
  if (!isMarkdown(path) && !/\.html?$/i.test(path)) return false
  if (/(?:^|\/)_(?:posts|drafts)\//.test(path)) return true
  return !/(?:^|\/)_/.test(path) || collectionOf(path, config) !== null
}

/** A post or a page; or why it does not come along. */
function readText(source: Source, path: string, old: Old): Document | Why {
  const inside = path.slice(old.prefix.length)
  const [, folder = '', kind] = /^(.*?)\/?_(posts|drafts)\//.exec(inside) ?? []
  if (kind)
    return readPost(
      withDefaults(source, old.config, inside, 'posts'),
      path,
      folder,
      kind === 'drafts',
      old,
    )
  const collection = collectionOf(inside, old.config)
  if (collection && !collection.isShown) return 'resource'
  return readPage(
    withDefaults(source, old.config, inside, collection?.name ?? 'pages'),
    path,
    collection?.name,
    old,
  )
}

/** `defaults:` of the configuration, under what the file says itself. */
function withDefaults(source: Source, config: Config, path: string, type: string): Source {
  const defaults = config.value('defaults')
  const fields: Fields = new Map()
  for (const each of Array.isArray(defaults) ? defaults : []) {
    const { scope = {}, values = {} } = (each ?? {}) as {
      scope?: { path?: string; type?: string }
      values?: object
    }
    const within = String(scope?.path ?? '').replace(/^\/|\/$/g, '')
    if (scope?.type && scope.type !== type) continue
    if (within !== '' && path !== within && !path.startsWith(`${within}/`)) continue
    for (const [name, value] of Object.entries(values ?? {})) {
      if (/^(?:permalink|published|lang|categories|category|tags|author)$/.test(name))
        fields.set(name, value)
    }
  }
  for (const [name, value] of source.fields) fields.set(name, value)
  return { ...source, fields }
}

function readPost(
  source: Source,
  path: string,
  folder: string,
  draft: boolean,
  { config, zones }: Old,
): Document {
  const stem = stemOf(path)
  const [, day = null, title = stem] = DATED.exec(stem) ?? []
  const document = makeDocument(source, {
    path,
    kind: 'post',
    name: title,
    day,
    draft,
    zones,
    strict: true,
  })
  const categories = [...folder.split('/').filter(Boolean), ...categoriesOf(source.fields)]
  if (folder !== '' && categories.length > 0) {
    document.rest.delete('category')
    document.rest.set('categories', categories)
  }
  const walls = document.moment?.walls ?? []
  const pattern = textField(source.fields, 'permalink') ?? config.text('permalink') ?? 'date'
  const own = { slug: textField(source.fields, 'slug') ?? title, categories }
  const addresses = (draft ? [] : walls).map((wall) => addressOf(pattern, wall, own))
  document.addresses = [
    ...new Set([...addresses.filter((each) => each !== null), ...document.addresses]),
  ]
  return document
}

/** A text of several words is several categories. */
function categoriesOf(fields: Fields): string[] {
  const value = field(fields, 'categories')
  const plural = typeof value === 'string' ? value.split(/\s+/) : listField(fields, 'categories')
  return [...new Set([...listField(fields, 'category'), ...plural])]
}

function addressOf(
  pattern: string,
  wall: Wall,
  { slug, categories }: { slug: string; categories: string[] },
): string | null {
  const title = slug.replace(/[^\p{L}\p{M}\p{N}._~!$&'()+,;=@]+/gu, '-').replace(/^-|-$/g, '')
  return fillPattern(STYLES[pattern] ?? pattern, {
    ...dateTokens(wall),
    title,
    name: title,
    slug:
      slug
        .toLowerCase()
        .match(/[\p{L}\p{M}\p{N}]+/gu)
        ?.join('-') ?? '',
    categories: categories.join('/').toLowerCase(),
    category: (categories[0] ?? '').toLowerCase(),
    output_ext: '.html',
    collection: 'posts',
  })
}

/** A page, perhaps of a collection; or why it does not come along. */
function readPage(
  source: Source,
  path: string,
  collection: string | undefined,
  old: Old,
): Document | Why {
  const { fields, body } = source
  const { config, zones, prefix } = old
  if (fields.size === 0 && /\.html?$/i.test(path)) return 'template'
  if (textField(fields, 'redirect_to')) return 'redirect'
  const inside = path.slice(prefix.length).replace(/^_/, '')
  const stem = inside.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '')
  const permalink = textField(fields, 'permalink')
  const address = permalink ?? `/${stem}`
  if (stem === '' && (permalink === null || permalink === '/')) return 'home'
  const { text } = body()
  if (/\{%-?\s*(?:for|paginate)\b/.test(text)) return 'template'
  if (text.replace(/<[^>]*>|\{%.*?%\}/gs, '').trim() === '') return 'template'
  const name = address.replace(/\/$|\.html?$/g, '').replace(/^.*\//, '') || stem
  const document = makeDocument(source, { path, kind: 'page', name, zones, strict: true })
  const isPretty = /^pretty$|\/$/.test(config.text('permalink') ?? '')
  const pattern = collection && config.text(`collections.${collection}.permalink`)
  const filled =
    pattern &&
    fillPattern(pattern, {
      collection,
      name,
      title: name,
      path: stem.slice(collection.length + 1),
      output_ext: '.html',
    })
  const usual = isPretty ? [`/${stem}/`] : [`/${stem}.html`, `/${stem}/`]
  const own = permalink ?? filled
  document.addresses = [...new Set([...(own ? [own] : usual), ...document.addresses])]
  return document
}
