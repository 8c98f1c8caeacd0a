/** Which slug a post gets, and which are refused. */

import type { Warning } from '../post.ts'
import { Refusal } from '../refusal.ts'
import { MAX_SLUG_BYTES, slugify } from '../slug.ts'
import type { Entries } from './entries.ts'
import { textOf } from './entries.ts'
import { isLonger, shown } from './text.ts'

export interface SlugSources {
  /** From the address of the request. */
  asked: string | undefined
  stem: string
  title: string | null
}

/** The slug of the address, of front matter, of the file name, of the title: the first there is. */
export function chooseSlug(entries: Entries, from: SlugSources, warnings: Warning[]): string {
  const written = writtenSlug(entries, warnings)
  if (from.asked !== undefined) {
    const asked = checkAsked(from.asked)
    if (written !== null && written !== asked) {
      const message = `The address asks for the slug "${asked}", so the slug "${written}" is not used.`
      warnings.push({ code: 'slug-not-used', message, field: 'slug' })
    }
    return asked
  }
  const slug = written ?? (slugify(from.stem) || slugify(from.title ?? ''))
  if (slug !== '') return slug
  throw new Refusal('bad-slug', {
    message: 'Nothing names this post: no slug, no file name, no title.',
    field: 'slug',
    hint: 'Write title: or slug: into the front matter, or put the slug into the address.',
  })
}

function checkAsked(text: string): string {
  const slug = slugify(text)
  if (slug === text && slug !== '') return slug
  throw refusal(text, faultOf(text) ?? 'is not in its canonical form')
}

function writtenSlug(entries: Entries, warnings: Warning[]): string | null {
  const entry = entries.all.find((each) => each.name.toLowerCase() === 'slug')
  if (!entry || entry.value === null) return null
  const raw = typeof entry.written === 'string' ? entry.written.trim() : (textOf(entry) ?? '')
  const slug = slugify(raw)
  const fault = faultOf(raw)
  if (fault !== null) throw refusal(raw, fault, entry.line)
  if (slug !== raw) {
    const message = `The slug "${shown(raw)}" is written "${slug}" in addresses.`
    warnings.push({ code: 'slug-changed', message, field: 'slug', line: entry.line })
  }
  return slug
}

/** What makes a slug one that nobody can have meant, or null. */
function faultOf(text: string): string | null {
  if (text.trim() === '') return 'is empty'
  if (/\p{Cc}/u.test(text)) return 'holds a control character'
  if (/[/\\%]|\.\./.test(text)) return 'looks like a path'
  if (text !== text.normalize('NFC')) return 'is not in Unicode normal form C'
  if (slugify(text) === '') return 'holds no letter and no digit'
  if (isLonger(text.normalize('NFKC').toLowerCase(), MAX_SLUG_BYTES)) {
    return `is longer than ${MAX_SLUG_BYTES} bytes`
  }
  return null
}

function refusal(text: string, fault: string, line?: number): Refusal {
  const slug = slugify(text)
  return new Refusal('bad-slug', {
    message: `The slug "${shown(text)}" ${fault}.`,
    field: 'slug',
    ...(line === undefined ? {} : { line }),
    hint: slug === '' ? 'Use letters, digits and hyphens.' : `Use "${slug}".`,
  })
}
