/** Old addresses of a post: permalinks of other blogs as plain paths of this site. */

import { isLonger } from './text.ts'
import { type Wall, wallOf } from './zones.ts'

/** An alias is part of a KV key of at most 512 bytes. */
export const MAX_ALIAS_BYTES = 480

/** What stands in for `:year`, `:title` and the like. */
export interface Placeholders {
  date: number | null
  timezone: string
  /** The file name without date and extension, or the slug. */
  title: string
  slug: string
  categories: string[]
}

const STYLES: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  none: '/:categories/:title.html',
}

/** The form in which old addresses are kept: NFC, without doubled slashes and without one at the end. */
export function normalisePath(path: string): string {
  return path
    .normalize('NFC')
    .replace(/\/{2,}/g, '/')
    .replace(/(.)\/$/, '$1')
}

/**
 * The decoded path of an old address as an author writes it: a path, or an absolute http(s) address. `{ dropped }`
 * says why no path can stand for it, `{ fault }` what nobody may write.
 */
export function aliasPath(
  text: string,
): { path: string } | { dropped: string } | { fault: string } {
  let path = text.trim()
  const absolute = /^(?:https?:)?\/\/[^/?#]*/i.exec(path)
  if (absolute) path = path.slice(absolute[0].length)
  else if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return { fault: 'is not a path' }
  if (/[?]/.test(path)) return { dropped: 'has a query' }
  path = path.replace(/#.*$/s, '')
  const once = decode(path)
  const twice = once === null ? null : (decode(once) ?? once)
  if (once === null || twice === null)
    return { fault: 'has a % that no two hexadecimal digits of UTF-8 follow' }
  if (/[\p{Cc}\\]/u.test(twice)) return { fault: 'has a control character or a backslash' }
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(twice)) return { fault: 'climbs out of the site' }
  const plain = normalisePath(`/${once}`)
  if (isLonger(plain, MAX_ALIAS_BYTES)) return { fault: `is longer than ${MAX_ALIAS_BYTES} bytes` }
  return plain === '/' ? { dropped: 'is home' } : { path: plain }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null // URIError: malformed
  }
}

/** A permalink with its placeholders filled, or the name of the first one that nothing can fill. */
export function fillPermalink(
  permalink: string,
  known: Placeholders,
): { path: string } | { unknown: string } {
  const template = Object.hasOwn(STYLES, permalink) ? (STYLES[permalink] ?? '') : permalink
  if (/^[a-z]+:\/\//i.test(template)) return { path: template }
  const wall = known.date === null ? null : wallOf(known.date, known.timezone)
  let unknown: string | null = null
  const path = template.replace(/:([a-z_]+)/g, (all, name: string) => {
    const value = fill(name, wall, known)
    if (value === null) unknown ??= all
    return value === null ? all : encodeURIComponent(value).replaceAll('%2F', '/')
  })
  // A post without categories leaves two slashes, and those would name a host.
  return unknown === null ? { path: path.replace(/\/{2,}/g, '/') } : { unknown }
}

function fill(name: string, wall: Wall | null, known: Placeholders): string | null {
  const pad = (n: number) => String(n).padStart(2, '0')
  switch (name) {
    case 'title':
      return known.title.replace(/[^\p{L}\p{M}\p{N}._~!$&'()+,;=@]+/gu, '-').replace(/^-|-$/g, '')
    case 'slug':
      return known.slug
    case 'categories':
      return known.categories.join('/').toLowerCase()
    case 'output_ext':
      return '.html'
    case 'year':
      return wall && String(wall.year)
    case 'short_year':
      return wall && pad(wall.year % 100)
    case 'month':
      return wall && pad(wall.month)
    case 'i_month':
      return wall && String(wall.month)
    case 'day':
      return wall && pad(wall.day)
    case 'i_day':
      return wall && String(wall.day)
    default:
      return null
  }
}
