/** What it takes to know an engine: how to recognise its sites, and how to read one. */

import { basename } from 'node:path/posix'
import type { Fault } from '../../../post/refusal.ts'
import { Refusal } from '../../../post/refusal.ts'
import { slugify } from '../../../post/slug.ts'
import { RESERVED } from '../../../urls.ts'
import { meaningOf } from '../../system-words.ts'
import { chooseWords } from '../../words.ts'
import type { Config } from '../config.ts'
import { type Moment, readMoment, type Zones } from '../dates.ts'
import {
  type Document,
  type Fields,
  field,
  isNo,
  isYes,
  listField,
  readSource,
  type Source,
  textField,
  without,
} from '../document.ts'
import type { Site } from '../site.ts'

export const ENGINES = ['jekyll', 'hexo', 'hugo', 'wordpress', 'ghost', 'markdown'] as const
export type EngineName = (typeof ENGINES)[number]

export interface EngineOptions {
  /** The zone of dates where the old site names none. */
  timezone: string
  /** `jekyll`: times without a zone are UTC. `local`: they are of the site's zone. Null: as the engine has it. */
  dates: 'jekyll' | 'local' | null
}

/** Why a file does not come along. */
export type Why =
  | 'home'
  | 'template'
  | 'list'
  | 'redirect'
  | 'format'
  | 'own'
  | 'trash'
  | 'resource'
  | 'kind'

export interface Reading {
  documents: Document[]
  refused: { path: string; faults: Fault[] }[]
  skipped: { path: string; why: Why }[]
  comments: number
  config: Config
  zones: Zones
  /** Where a file of the old site was seen by its readers, without the slash at the start. */
  publicPath(path: string): string
}

export interface Engine {
  /** The beginning of all paths of such a site, empty or with a slash at its end; null when this is none. */
  rootOf(paths: string[]): string | null
  read(site: Site, options: EngineOptions): Reading
}

/** Before what stands for a site of this kind: the shortest of the paths that match. */
export function rootBy(paths: string[], mark: RegExp): string | null {
  const roots = paths.flatMap((path) => mark.exec(path)?.[1] ?? [])
  return roots.sort((a, b) => a.length - b.length)[0] ?? null
}

const READ_HERE =
  'title date updated lastmod last_modified_at slug lang language permalink url aliases alias redirect_from draft published publishdate layout type translation_of'.split(
    ' ',
  )

export interface Placed {
  path: string
  kind: Document['kind']
  /** From the file's name, where the front matter has none. */
  name: string
  draft?: boolean
  zones: Zones
  /** Times that have no zone are UTC only where YAML takes them for times. */
  strict?: boolean
  /** A date the file's name gives. */
  day?: string | null
  lang?: string | null
}

/** A document from its file: what all engines share. Its addresses are still to be found. */
export function makeDocument(source: Source, placed: Placed): Document & { moment: Moment | null } {
  const { fields, lines, body } = source
  const { zones, strict = false } = placed
  const written = textField(fields, 'date', 'publishdate') ?? publishedDay(fields)
  const moment = readMoment(written ?? placed.day ?? '', zones, strict)
  const updated = textField(fields, 'updated', 'lastmod', 'last_modified_at')
  const slug =
    slugify(textField(fields, 'slug') ?? '') ||
    slugify(placed.name) ||
    slugify(textField(fields, 'title') ?? '')
  const isPage = placed.kind === 'page' || /^page$/i.test(textField(fields, 'type') ?? '')
  return {
    path: placed.path,
    kind: isPage ? 'page' : 'post',
    draft:
      placed.draft === true || isYes(field(fields, 'draft')) || isNo(field(fields, 'published')),
    slug: isPage && RESERVED.has(slug) ? `${slug}-page` : slug,
    moment,
    // What is no date is left for the blog to refuse, which names the field.
    date: moment?.written ?? written,
    updated: updated && (readMoment(updated, zones, strict)?.written ?? updated),
    lang: textField(fields, 'lang', 'language') ?? placed.lang ?? null,
    translationOf: textField(fields, 'translation_of'),
    addresses: oldAddresses(fields),
    rest: without(
      fields,
      READ_HERE.filter((name) => name !== 'title'),
    ),
    body,
    ...(lines && { lines }),
    format: /\.html?$/i.test(placed.path) ? 'html' : 'markdown',
  }
}

/** Astro's authors write the day into `published`. */
const publishedDay = (fields: Fields): string | null => {
  const text = textField(fields, 'published', 'pubdate', 'pubDate')
  return text && /^\d{4}-/.test(text) ? text : null
}

const oldAddresses = (fields: Fields): string[] =>
  ['aliases', 'alias', 'redirect_from'].flatMap((name) => listField(fields, name))

/** Reads each file; one that cannot be read is refused, with its line, and the others go on. */
export function readEach<Item>(
  site: Site,
  paths: string[],
  make: (source: Source, path: string) => Item | null,
): { items: Item[]; refused: Reading['refused'] } {
  const items: Item[] = []
  const refused: Reading['refused'] = []
  for (const path of paths) {
    try {
      const item = make(
        readSource(() => site.read(path)),
        path,
      )
      if (item !== null) items.push(item)
    } catch (error) {
      refused.push({ path, faults: faultsOf(error, path) })
    }
  }
  return { items, refused }
}

export function faultsOf(error: unknown, path: string): Fault[] {
  if (error instanceof Refusal) return error.data.errors
  const { code, message } = error as NodeJS.ErrnoException
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code))
    return [{ message: chooseWords().unreadable(basename(path), meaningOf(code)) }]
  if (error instanceof Error && error.name === 'ZipError') return [{ message }]
  throw error
}

export const isMarkdown = (path: string): boolean =>
  /\.(?:md|markdown|mkd|mkdn|mkdown|mdown|mdx)$/i.test(path)

/** The file's name without folder and extension. */
export const stemOf = (path: string): string =>
  path.replace(/^.*\//, '').replace(/\.[A-Za-z]\w{0,9}$/, '')

export const DATED = /^(\d{4}-\d{1,2}-\d{1,2})[-_ ]+(.+)$/s
