/** The fields of a front matter as Deckle understands them. */

import { readLabels } from '../labels.ts'
import type { Label, Mention, Warning } from '../post.ts'
import { Refusal } from '../refusal.ts'
import { chooseSlug } from './choose-slug.ts'
import { DATE_HINT, parseDate } from './dates.ts'
import { badField, type Entries, flagOf, indexEntries, textOf } from './entries.ts'
import type { Entry } from './entry.ts'
import { type FileName, readFileName } from './file-name.ts'
import { readAliases } from './old-addresses.ts'
import { plain, UnboundedError } from './plain.ts'
import {
  readAuthor,
  readCanonical,
  readCover,
  readLanguage,
  readSummary,
  readTitle,
  readTranslationOf,
} from './text-fields.ts'

export interface Fields {
  slug: string
  kind: 'post' | 'page'
  /** null: the first heading is the title, or else the slug. */
  title: string | null
  /** BCP 47 language tag, or null for the site's own. */
  lang: string | null
  /** Milliseconds since the Unix epoch, from front matter or the file name. */
  date: number | null
  updated: number | null
  draft: boolean
  tags: Label[]
  categories: Label[]
  author: string | null
  summary: string | null
  /** As written: a path, a file name or an http(s) address. */
  cover: Mention | null
  canonical: string | null
  /** The slug of the original. */
  translationOf: string | null
  /** Old addresses, as decoded paths that start with `/` and do not end with it. */
  aliases: string[]
  /** `loose_headings`; null: the source decides. */
  looseHeadings: boolean | null
  /** Keys that Deckle gives no meaning to, as JSON could hold them. */
  extra: Record<string, unknown>
}

export interface SourceOptions {
  /** IANA time zone of dates that have none. */
  timezone: string
  /** The slug the address asked for. */
  slug?: string
  /** The file's name, or its path. */
  name?: string
  /** Slugs that a page may not take. */
  reserved?: ReadonlySet<string>
}

const KNOWN = new Set(
  `title date updated lastmod last_modified_at slug permalink url aliases alias redirect_from tags tag
  categories category draft published layout type summary description excerpt author authors lang language
  cover image canonical canonical_url canonicalurl loose_headings
  translation_of`.split(/\s+/),
)

/** Checks and reads every field. Refusals: `bad-field`, `bad-slug`, `too-complex`, each with its field. */
export function readFields(list: Entry[], options: SourceOptions, warnings: Warning[]): Fields {
  const entries = indexEntries(list, warnings)
  const { timezone } = options
  const file = readFileName(options.name ?? '', timezone)
  const title = readTitle(entries, warnings)
  const slug = chooseSlug(entries, { asked: options.slug, stem: file.stem, title }, warnings)
  const kind = readKind(entries)
  if (kind === 'page' && options.reserved?.has(slug)) {
    const message = `The site itself answers at /${slug}, so no page can have the slug "${slug}".`
    throw new Refusal('bad-slug', { message, field: 'slug', hint: `Use "${slug}-page".` })
  }
  const date = readDate(entries, file, timezone, warnings)
  const categories = readLabels(entries.find('categories'), entries.find('category'), warnings)
  const known = {
    date,
    timezone,
    title: file.stem || slug,
    slug,
    categories: categories.map((each) => each.name),
  }
  const own = kind === 'page' ? `/${slug}` : `/posts/${slug}`
  return {
    slug,
    kind,
    title,
    lang: readLanguage(entries, file.lang),
    date,
    updated: timeOf(entries.find('updated', 'lastmod', 'last_modified_at'), timezone),
    draft: flagOf(entries.find('draft')) === true || isUnpublished(entries, timezone),
    tags: readLabels(entries.find('tags'), entries.find('tag'), warnings),
    categories,
    author: readAuthor(entries),
    summary: readSummary(entries, warnings),
    cover: readCover(entries),
    canonical: readCanonical(entries),
    translationOf: readTranslationOf(entries),
    aliases: readAliases(entries, known, own, warnings),
    looseHeadings: flagOf(entries.find('loose_headings')),
    extra: readExtra(entries),
  }
}

function readKind(entries: Entries): 'post' | 'page' {
  const kinds = [entries.find('layout'), entries.find('type')].map((each) => each?.written)
  return kinds.some((kind) => typeof kind === 'string' && kind.trim().toLowerCase() === 'page')
    ? 'page'
    : 'post'
}

function readDate(
  entries: Entries,
  file: FileName,
  timezone: string,
  warnings: Warning[],
): number | null {
  const published = entries.find('published')
  const dated = published && isDate(published, timezone) ? published : null
  const date = timeOf(entries.find('date') ?? dated, timezone)
  if (date === null && file.badDay !== null) {
    const message = `The file name says ${file.badDay}, a day that does not exist.`
    warnings.push({ code: 'bad-file-date', message, field: 'date' })
  }
  return date ?? file.date
}

/** Astro's authors write the day into `published`; everyone else yes or no. */
function isUnpublished(entries: Entries, timezone: string): boolean {
  const entry = entries.find('published')
  return entry !== null && !isDate(entry, timezone) && flagOf(entry) === false
}

const isDate = (entry: Entry, timezone: string): boolean =>
  typeof entry.written === 'string' && typeof parseDate(entry.written, timezone) === 'number'

function timeOf(entry: Entry | null, timezone: string): number | null {
  const text = textOf(entry)
  // Hugo's archetypes leave Go's zero time where no date was given.
  if (entry === null || text === null || text.startsWith('0001-01-01')) return null
  const time = parseDate(text, timezone)
  if (typeof time === 'string') throw badField(entry, `${entry.name}: ${time}`, DATE_HINT)
  return time
}

function readExtra(entries: Entries): Record<string, unknown> {
  const extra = entries.all.filter(
    ({ name }) => !KNOWN.has(name.toLowerCase()) && name !== '__proto__',
  )
  return Object.fromEntries(
    extra.map((entry) => {
      try {
        return [entry.name, plain(entry.value)]
      } catch (error) {
        if (!(error instanceof UnboundedError)) throw error
        const message = `${entry.name} nests too deep or repeats too much.`
        throw new Refusal('too-complex', { message, field: entry.name, line: entry.line })
      }
    }),
  )
}
