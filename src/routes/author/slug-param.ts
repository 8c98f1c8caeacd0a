/** The slug of an address. */

import { Refusal } from '../../post/refusal.ts'
import { slugify } from '../../post/slug.ts'

/**
 * The slug in `/api/posts/<slug>`, decoded here from the address as it was sent: routers and URL parsers
 * decode some of it, twice, or drop its dots. Throws `bad-slug` for any spelling but the canonical one.
 */
export function slugOf(request: Request): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(request.url)?.[1] ?? ''
  const slug = decode(path.split('/')[3] ?? '')
  const canonical = slugify(slug)
  if (slug === canonical && slug !== '') return slug
  throw new Refusal('bad-slug', {
    field: 'slug',
    message: `"${printable(slug)}" is not a slug: letters and digits joined by "-", at most 200 bytes.`,
    ...(canonical && { hint: `Write it as "${canonical}".` }),
  })
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    const message = 'The slug is not percent-encoded UTF-8.'
    throw new Refusal('bad-slug', { field: 'slug', message })
  }
}

const printable = (text: string): string => text.replace(/\p{C}/gu, '�').slice(0, 80)
