/** Finds the cover of a post under the names that themes have for it. */

import type { Document, Fields } from './document.ts'

const NAMES =
  'cover image featured_image featuredimage featured-image thumbnail banner cover_image coverimage index_img header-img feature og_image'.split(
    ' ',
  )

/** The cover's new address; null when there is none, or it stays as it is written. */
export function pickCover(
  { rest }: Document,
  convert: (address: string) => string | null,
): string | null {
  const written = findCover(rest)
  if (written === null) return null
  const changed = convert(written)
  if (changed !== null) return decodeURI(changed)
  // An address of another name is only worth a cover where the picture is known.
  return rest.has('cover') || rest.has('image') ? null : /^https?:/.test(written) ? written : null
}

function findCover(rest: Fields): string | null {
  for (const name of NAMES) {
    for (const [key, value] of rest) {
      if (key.toLowerCase() !== name) continue
      const address = addressIn(value)
      if (address !== null) return address
    }
  }
  const header = rest.get('header')
  const resources = rest.get('resources')
  return (
    addressIn(header) ??
    featured(resources) ??
    addressIn(rest.get('images')) ??
    addressIn(rest.get('photos'))
  )
}

function addressIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value[0] || null : null
  if (typeof value !== 'object' || value === null) return null
  const group = new Map<string, unknown>(Object.entries(value))
  const names = ['image', 'path', 'src', 'url', 'feature', 'overlay_image', 'teaser']
  const found = names
    .map((name) => group.get(name))
    .find((each) => typeof each === 'string' && each !== '')
  return typeof found === 'string' ? found : null
}

/** Hugo's themes name one of a bundle's files. */
function featured(value: unknown): string | null {
  const list: unknown[] = Array.isArray(value) ? value : []
  for (const each of list) {
    if (typeof each !== 'object' || each === null) continue
    const group = new Map<string, unknown>(Object.entries(each))
    const [name, src] = [group.get('name'), group.get('src')]
    if (typeof src === 'string' && /^(?:featured|cover|feature|thumbnail)/.test(String(name)))
      return src
  }
  return null
}
