/** Reads a Hexo site: `source/_posts`, `_drafts`, pages, and the addresses its permalink gave them. */

import { createHash } from 'node:crypto'
import type { Wall } from '../../../post/source/zones.ts'
import { type Config, readConfig } from '../config.ts'
import type { Zones } from '../dates.ts'
import { type Document, field, type Source, textField } from '../document.ts'
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
} from './engine.ts'

export const hexo: Engine = {
  rootOf: (paths) => rootBy(paths, /^((?:.*\/)?)source\/(?:_posts|_drafts)\//),

  read(site, options): Reading {
    const config = readConfig(site, ['_config.yml', '_config.yaml', '_config.json'])
    const zone = config.zone('timezone')
    const shown = zone ?? options.timezone
    const zones: Zones = { shown, read: options.dates === 'jekyll' ? 'UTC' : shown, known: true }
    const folder = `${(config.text('source_dir') ?? 'source').replace(/^\.?\/?|\/?$/g, '')}/`
    const skipped: Reading['skipped'] = []
    const texts = site.paths.filter((path) => path.startsWith(folder) && isMarkdown(path))
    const { items, refused } = readEach(site, texts, (source, path): Document | null => {
      const inside = path.slice(folder.length)
      const [, kind, rest = ''] = /^_(posts|drafts)\/(.*)$/.exec(inside) ?? []
      if (kind) return readPost(source, path, rest, kind === 'drafts', config, zones)
      if (/(?:^|\/)_/.test(inside)) return null
      const page = readPage(source, path, inside, zones)
      if (typeof page !== 'string') return page
      skipped.push({ path, why: page })
      return null
    })
    for (const path of site.paths.filter(
      (each) =>
        each.startsWith(folder) &&
        /\.(?:org|rst|adoc|html|ejs|pug)$/i.test(each) &&
        /_posts\//.test(each),
    )) {
      skipped.push({ path, why: 'format' })
    }
    const publicPath = (path: string) =>
      path.startsWith(folder)
        ? path.slice(folder.length).replace(/^_(?:posts|drafts)\//, 'posts/')
        : path
    return { documents: items, refused, skipped, comments: 0, config, zones, publicPath }
  },
}

function readPost(
  source: Source,
  path: string,
  inside: string,
  draft: boolean,
  config: Config,
  zones: Zones,
): Document {
  const isDated = /:year.*:day/.test(config.text('new_post_name') ?? '')
  const stem = stemOf(path)
  const [, day = null, name = stem] = DATED.exec(stem) ?? []
  const document = makeDocument(source, { path, kind: 'post', name, day, draft, zones })
  const own = textField(source.fields, 'permalink')
  const folder = inside.replace(/[^/]*$/, '')
  const title = folder + (isDated ? name : stem)
  const walls = document.draft ? [] : (document.moment?.walls.slice(0, 1) ?? [])
  const filled = own ? [own] : walls.map((wall) => addressOf(source, wall, title, config))
  document.addresses = [
    ...new Set([...filled.filter((each) => each !== null), ...document.addresses]),
  ]
  return document
}

function addressOf({ fields }: Source, wall: Wall, title: string, config: Config): string | null {
  const pattern = config.text('permalink') ?? ':year/:month/:day/:title/'
  const categories = field(fields, 'categories', 'category')
  const first = Array.isArray(categories) ? categories : [categories]
  // A list within the list is a path of categories; one alone is one, too.
  const path = (Array.isArray(first[0]) ? first[0] : first).filter(
    (each) => typeof each === 'string',
  )
  const usual = config.text('default_category') ?? 'uncategorized'
  // Whatever stands in the front matter may fill a place: `:abbrlink`.
  const own = [...fields].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  )
  const day = `${wall.year}-${String(wall.month).padStart(2, '0')}-${String(wall.day).padStart(2, '0')}`
  return fillPattern(pattern, {
    ...Object.fromEntries(own),
    ...dateTokens(wall),
    title,
    name: title.replace(/^.*\//, ''),
    post_title: slugize(textField(fields, 'title') ?? ''),
    category: path.length > 0 ? path.map(slugize).join('/') : usual,
    hash: createHash('sha1').update(`${title}${day}`).digest('hex').slice(0, 12),
  })
}

/** As Hexo writes words into an address: what is special becomes a hyphen. */
const slugize = (text: string): string =>
  text.replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-').replace(/^-|-$/g, '')

/** A page; or why it does not come along. */
function readPage(
  source: Source,
  path: string,
  inside: string,
  zones: Zones,
): Document | Reading['skipped'][number]['why'] {
  const { fields, body } = source
  const stem = inside.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '')
  const isList = /^(?:tags|categories|archives?|home)$/.test(
    textField(fields, 'type', 'layout') ?? '',
  )
  if (stem === '') return 'home'
  if (isList || (body().text.trim() === '' && /^(?:tags|categories|archives?|search)$/.test(stem)))
    return 'own'
  const document = makeDocument(source, {
    path,
    kind: 'page',
    name: stem.replace(/^.*\//, ''),
    zones,
  })
  const isIndex = /(?:^|\/)index\.\w+$/.test(inside)
  const usual = textField(fields, 'permalink') ?? (isIndex ? `/${stem}/` : `/${stem}.html`)
  document.kind = 'page'
  document.addresses = [...new Set([usual, ...document.addresses])]
  return document
}
