/** Reads a Hugo site: sections, bundles and languages, and the addresses its permalinks gave them. */

import { parseDate } from '../../../post/source/dates.ts'
import { type Wall, wallOf } from '../../../post/source/zones.ts'
import { type Config, readConfig } from '../config.ts'
import type { Zones } from '../dates.ts'
import { type Document, type Source, textField } from '../document.ts'
import { dateTokens, fillPattern } from '../permalinks.ts'
import {
  type Engine,
  isMarkdown,
  makeDocument,
  type Reading,
  readEach,
  rootBy,
  stemOf,
} from './engine.ts'

const CONFIGS = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'].flatMap(
  (name) => ['toml', 'yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`),
)
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$/i

export const hugo: Engine = {
  rootOf: (paths) =>
    rootBy(
      paths,
      /^((?:.*\/)?)(?:hugo\.(?:toml|ya?ml|json)|config\.(?:toml|ya?ml|json)|archetypes\/[^/]+)$/,
    ) ?? rootBy(paths, /^((?:(?!src\/).)*?)content\/.*\.md$/),

  read(site, options): Reading {
    const config = readConfig(site, CONFIGS)
    const zone = config.zone('timeZone')
    const local = options.dates === 'local' ? options.timezone : 'UTC'
    const zones: Zones = { shown: zone ?? options.timezone, read: zone ?? local, known: true }
    const places = new Places(config, site.paths)
    const skipped: Reading['skipped'] = []
    const texts = site.paths.filter(
      (path) => places.isContent(path) && (isMarkdown(path) || /\.html$/i.test(path)),
    )
    const bundles = new Set(
      texts.flatMap((path) => /^(.*)\/index(?:\.[\w-]+)?\.\w+$/.exec(path)?.[1] ?? []),
    )
    const { items, refused } = readEach(site, texts, (source, path): Document | null => {
      const why = whyNot(source, path, bundles)
      if (why) skipped.push({ path, why })
      return why ? null : readPage(source, path, places, zones)
    })
    linkTranslations(items, places)
    for (const path of site.paths.filter(
      (each) => places.isContent(each) && /\.(?:org|rst|adoc|pandoc|ipynb)$/i.test(each),
    )) {
      skipped.push({ path, why: 'format' })
    }
    const publicPath = (path: string) =>
      path.replace(/^(?:static|assets)\//, '').replace(places.folder, '')
    return { documents: items, refused, skipped, comments: 0, config, zones, publicPath }
  },
}

function whyNot(
  { body }: Source,
  path: string,
  bundles: Set<string>,
): Reading['skipped'][number]['why'] | null {
  if (/(?:^|\/)_index(?:\.[\w-]+)?\.\w+$/.test(path))
    return /^[^/]*\/_index/.test(path) ? 'home' : 'list'
  const inBundle = [...bundles].some((bundle) => path.startsWith(`${bundle}/`))
  if (inBundle && !/(?:^|\/)index(?:\.[\w-]+)?\.\w+$/.test(path)) return 'resource'
  return /\.html$/i.test(path) && body().text.trim() === '' ? 'template' : null
}

/** Where content stands, in which language, and under which address. */
class Places {
  readonly config: Config
  readonly main: string
  /** Matches the folders of content at the start of a path. */
  readonly folder: RegExp
  readonly #names: Set<string>

  constructor(config: Config, paths: string[]) {
    this.config = config
    const languages = config.value('languages')
    const named = Object.keys(typeof languages === 'object' && languages !== null ? languages : {})
    const content = config.text('contentDir') ?? 'content'
    const folders = [
      ...named.flatMap((name) => config.text(`languages.${name}.contentDir`) ?? []),
      content,
    ]
    this.folder = new RegExp(
      `^(?:${folders.map((each) => RegExp.escape(each.replace(/\/$/, ''))).join('|')})/`,
    )
    const suffixes = paths
      .filter((path) => this.isContent(path) && isMarkdown(path))
      .map((path) => /\.([A-Za-z-]+)\.\w+$/.exec(path)?.[1]?.toLowerCase() ?? '')
      .filter((suffix) => suffix === '' || LANGUAGE.test(suffix))
    this.#names = new Set([...named, ...suffixes].map((name) => name.toLowerCase()).filter(Boolean))
    const usual = suffixes.includes('')
      ? ''
      : this.#names.has('en')
        ? 'en'
        : ([...this.#names].sort()[0] ?? '')
    this.main = (config.text('defaultContentLanguage') ?? usual).toLowerCase()
  }

  isContent(path: string): boolean {
    return this.folder.test(path)
  }

  /** By the file's name, or by the folder of a language. Empty: the site's own. */
  languageOf(path: string): string {
    const suffix = /\.([A-Za-z-]+)\.\w+$/.exec(path)?.[1]?.toLowerCase() ?? ''
    if (this.#names.has(suffix)) return suffix
    const folder = [...this.#names].find((name) => {
      const own = this.config.text(`languages.${name}.contentDir`)
      return own !== null && path.startsWith(`${own.replace(/\/$/, '')}/`)
    })
    return folder ?? ''
  }

  /** Within the content, without language and extension: `posts/a/index`. */
  plain(path: string): string {
    const language = this.languageOf(path)
    const inside = path.replace(this.folder, '').replace(/\.[A-Za-z]\w{0,9}$/, '')
    return language && inside.toLowerCase().endsWith(`.${language}`)
      ? inside.slice(0, -language.length - 1)
      : inside
  }

  addressOf(path: string, source: Source, wall: Wall | null): string | null {
    const { fields } = source
    const language = this.languageOf(path)
    const inDirectory =
      language !== '' &&
      (language !== this.main || this.config.text('defaultContentLanguageInSubdir') === 'true')
    const prefix = inDirectory ? `/${language}` : ''
    const url = textField(fields, 'url')
    if (url) return url.startsWith('/') ? url : `${prefix}/${url}`
    const parts = this.plain(path)
      .replace(/\/index$/, '')
      .split('/')
    const file = parts.pop() ?? ''
    const section = parts[0] ?? ''
    const slug = textField(fields, 'slug')
    const title = textField(fields, 'title') ?? file
    const pattern =
      this.config.text(`permalinks.page.${section}`) ?? this.config.text(`permalinks.${section}`)
    const name = urlize(slug ?? file)
    const filled = fillPattern(
      section && pattern ? pattern : `/${parts.join('/')}/:slugorfilename/`,
      {
        ...(wall ? dateTokens(wall) : {}),
        section,
        sections: parts.join('/'),
        title: urlize(title),
        slug: urlize(slug ?? title),
        slugorfilename: name,
        slugorcontentbasename: name,
        filename: urlize(file),
        contentbasename: urlize(file),
      },
    )
    if (filled === null) return null
    const ugly = this.config.text('uglyURLs') === 'true' ? filled.replace(/\/$/, '.html') : filled
    return prefix + urlize(ugly)
  }
}

/** As Hugo writes a path: in lower case, spaces as hyphens, and without most punctuation. */
const urlize = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}./\\_#+~@-]/gu, '')
    .replace(/-{2,}/g, '-')

function readPage(source: Source, path: string, places: Places, zones: Zones): Document {
  const plain = places.plain(path)
  const name = stemOf(`${plain.replace(/\/index$/, '')}.md`)
  const language = places.languageOf(path)
  const isTop = !plain.replace(/\/index$/, '').includes('/')
  const kind = isTop || /^pages?\//.test(plain) ? 'page' : 'post'
  const own = language && language !== places.main ? `${nameOf(name)}-${language}` : nameOf(name)
  const document = makeDocument(source, {
    path,
    kind,
    name: own,
    zones,
    lang: language || null,
    day: dayOf(name),
  })
  const slug = textField(source.fields, 'slug')
  if (slug && language && language !== places.main) document.slug = `${document.slug}-${language}`
  const written = textField(source.fields, 'date') ?? ''
  const address = document.draft ? null : places.addressOf(path, source, wallAsWritten(written))
  document.addresses = [...new Set([...(address ? [address] : []), ...document.addresses])]
  return document
}

const DATED = /^(\d{4}-\d{1,2}-\d{1,2})[-_ ]+(.+)$/s
const nameOf = (name: string): string => DATED.exec(name)?.[2] ?? name
const dayOf = (name: string): string | null => DATED.exec(name)?.[1] ?? null

/** Hugo takes the day that stands in the text, whatever the zone. */
function wallAsWritten(text: string): Wall | null {
  const time = parseDate(text.trim().replace(/\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i, ''), 'UTC')
  return typeof time === 'number' ? wallOf(time, 'UTC') : null
}

/** A file in another language is the translation of the one beside it in the site's own. */
function linkTranslations(documents: Document[], places: Places): void {
  const isOwn = ({ path }: Document) => ['', places.main].includes(places.languageOf(path))
  const originals = new Map(documents.filter(isOwn).map((each) => [places.plain(each.path), each]))
  for (const document of documents.filter((each) => !isOwn(each))) {
    document.translationOf ??= originals.get(places.plain(document.path))?.slug ?? null
  }
}
