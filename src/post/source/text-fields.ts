/** The fields that are words: title, summary, author, language, and the addresses of cover and original. */

import type { Mention, Warning } from '../post.ts'
import { slugify } from '../slug.ts'
import { badField, type Entries, textOf } from './entries.ts'
import type { Entry } from './entry.ts'
import { oneLine, shown } from './text.ts'

const MAX_TITLE = 300
const MAX_SUMMARY = 500
/** Language tags that are remembered: the same few come again and again. */
const MAX_TAGS = 50

/** The title on one line, or null. More than 300 characters are refused. */
export function readTitle(entries: Entries, warnings: Warning[]): string | null {
  const entry = entries.find('title')
  const title = textOf(entry)
  if (entry && title && [...title].length > MAX_TITLE) {
    throw badField(entry, `The title is longer than ${MAX_TITLE} characters.`)
  }
  if (entry?.remark) {
    const message = `" #${shown(entry.remark)}" is a comment to YAML. If it belongs to the title, put the title in quotes.`
    warnings.push({ code: 'title-comment', message, field: entry.name, line: entry.line })
  }
  return title
}

/** The summary on one line, cut to 500 characters. */
export function readSummary(entries: Entries, warnings: Warning[]): string | null {
  const entry = entries.find('summary', 'description', 'excerpt')
  // Hexo's authors write `excerpt: false`.
  const summary = entry?.value === false ? null : textOf(entry)
  const characters = [...(summary ?? '')]
  if (entry === null || characters.length <= MAX_SUMMARY) return summary
  const message = `The ${entry.name} is longer than ${MAX_SUMMARY} characters and was cut.`
  warnings.push({ code: 'summary-cut', message, field: entry.name, line: entry.line })
  return `${characters
    .slice(0, MAX_SUMMARY - 1)
    .join('')
    .trimEnd()}…`
}

/** The author's name; of several, all; of a group of fields, its `name`. */
export function readAuthor(entries: Entries): string | null {
  const entry = entries.find('author', 'authors')
  if (entry === null) return null
  const list: unknown[] = Array.isArray(entry.written) ? entry.written : [entry.written]
  const names = list.map((each) => {
    const name = typeof each === 'object' && each !== null && 'name' in each ? each.name : each
    if (typeof name === 'string' || name === null) return oneLine(name ?? '')
    throw badField(entry, `${entry.name} must be a name or a list of names.`)
  })
  const author = names.filter((name) => name !== '').join(', ')
  if (author.length > MAX_TITLE)
    throw badField(entry, `${entry.name} is longer than ${MAX_TITLE} characters.`)
  return author || null
}

/** A BCP 47 tag from `lang`, `zh_CN` included, or from the file name. */
export function readLanguage(entries: Entries, fromName: string | null): string | null {
  const entry = entries.find('lang', 'language')
  const text = textOf(entry)
  if (entry === null || text === null) return fromName === null ? null : canonicalTag(fromName)
  const tag = canonicalTag(text.replaceAll('_', '-'))
  if (tag === null)
    throw badField(entry, `"${shown(text)}" is not a language tag.`, 'Write en, zh-Hans, pt-BR.')
  return tag
}

const canonical = new Map<string, string | null>()

function canonicalTag(text: string): string | null {
  const known = canonical.get(text)
  if (known !== undefined) return known
  try {
    const tag = Intl.getCanonicalLocales(text)[0] ?? null
    if (canonical.size < MAX_TAGS) canonical.set(text, tag)
    return tag
  } catch {
    return null // RangeError: not a language tag
  }
}

/** The cover as written: a path, a file name or an http(s) address. Themes also group it with its alt text. */
export function readCover(entries: Entries): Mention | null {
  const entry = entries.find('cover', 'image')
  if (entry === null || entry.value === false) return null
  const cover = textOf({ ...entry, written: addressIn(entry) })
  if (cover === null) return null
  if (/^[a-z][a-z0-9+.-]*:/i.test(cover) && !/^https?:\/\/[^/]/i.test(cover)) {
    throw badField(entry, `${entry.name} must be a picture's path or an http address.`)
  }
  return { address: cover, line: entry.line }
}

function addressIn({ written }: Entry): unknown {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written
  const group = new Map<string, unknown>(Object.entries(written))
  return (
    ['image', 'path', 'src', 'url', 'feature'].map((key) => group.get(key)).find(Boolean) ?? null
  )
}

/** The address of the original, when this is a copy. */
export function readCanonical(entries: Entries): string | null {
  const entry = entries.find('canonical_url', 'canonical', 'canonicalURL')
  const text = textOf(entry)
  if (entry === null || text === null) return null
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw badField(
      entry,
      `${entry.name} must be a whole http address.`,
      'Write https://example.com/post.',
    )
  }
  return url.href
}

/** The slug of the original, which the author may also write as its path. */
export function readTranslationOf(entries: Entries): string | null {
  const entry = entries.find('translation_of')
  const text = textOf(entry)
  if (entry === null || text === null) return null
  const slug = slugify(text.replace(/^.*\/(?=[^/])/, ''))
  if (slug !== '') return slug
  throw badField(entry, `${entry.name} must be the slug of a post, not "${shown(text)}".`)
}
