/** Every KV key of the shelf. No other room knows one. */

import type { ListName } from './documents.ts'

export const keys = {
  /** A post by slug, or an old address by its decoded path: slugs never start with `/`, paths always do. */
  post: (slugOrPath: string) => `post:${slugOrPath}`,
  site: () => 'site',
  list: (list: ListName, n: number) => `list:${list}:${n}`,
}

/** What a key names. A shelf key that is none of these is a mistake in the ledger. */
export type Named =
  | { kind: 'post'; slug: string }
  | { kind: 'site' }
  | { kind: 'list'; list: ListName; n: number }

/** Reads a key back. Tag names may hold colons, so a list's page number is what follows the last. */
export function parseKey(key: string): Named {
  if (key === 'site') return { kind: 'site' }
  if (key.startsWith('post:')) return { kind: 'post', slug: key.slice(5) }
  const last = key.lastIndexOf(':')
  const n = Number(key.slice(last + 1))
  if (!key.startsWith('list:') || !Number.isInteger(n)) throw new Error(`not a shelf key: ${key}`)
  return { kind: 'list', list: key.slice(5, last) as ListName, n }
}

/**
 * The cache tag of every page that was built from a shelf key, so that a put and its purge speak of the
 * same thing. Tags are ASCII without spaces or commas, at most 1,024 characters.
 */
export const cacheTag = (key: string): string => encodeURIComponent(key).slice(0, 1000)
