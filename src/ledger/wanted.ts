/** Pictures that posts name and nobody has sent: missing, on a host that is gone, or still somebody else's. */

import { isRemote } from '../post/html/address.ts'
import { isDead } from '../post/pictures/dead-hosts.ts'
import type { Reference } from '../post/post.ts'
import type { PostRow } from './posts.ts'
import { pathOf } from './posts.ts'
import type { WantedPost } from './protocol.ts'

type Wanted = WantedPost['images'][number]

const stateOf = (address: string): Wanted['state'] =>
  isDead(address) ? 'dead' : isRemote(address) ? 'remote' : 'missing'

/** Most edits change none of them. */
export function saveWanted(sql: SqlStorage, slug: string, references: Reference[]): void {
  const wanted = references
    .filter(({ picture }) => !picture)
    .map(({ address, line }): Wanted => ({ address, line, state: stateOf(address) }))
  const rows = JSON.stringify(wanted.sort(byLine))
  const old = listImages(sql, slug)
  if (rows === JSON.stringify(old)) return
  if (old.length > 0) sql.exec('DELETE FROM wanted WHERE slug = ?', slug)
  sql.exec(
    `INSERT INTO wanted
     SELECT ?, value ->> 'address', value ->> 'line', value ->> 'state' FROM json_each(?)`,
    slug,
    rows,
  )
}

const byLine = (a: Wanted, b: Wanted): number => a.line - b.line || (a.address < b.address ? -1 : 1)

const listImages = (sql: SqlStorage, slug: string): Wanted[] =>
  sql
    .exec<Wanted & Record<string, SqlStorageValue>>(
      'SELECT address, line, state FROM wanted WHERE slug = ? ORDER BY line, address',
      slug,
    )
    .toArray()

/** By post, ordered by slug, read by slug. */
export function listWanted(
  sql: SqlStorage,
  { after = '', limit = 100 }: { after?: string; limit?: number },
): { posts: WantedPost[]; next: string | null } {
  const rows = sql
    .exec<PostRow>(
      `SELECT * FROM posts WHERE slug > ? AND status <> 'gone' AND slug IN (SELECT slug FROM wanted)
       ORDER BY slug LIMIT ?`,
      after,
      limit + 1,
    )
    .toArray()
  const posts = rows.slice(0, limit).map((row) => ({
    slug: row.slug,
    path: pathOf(row),
    images: listImages(sql, row.slug),
  }))
  return { posts, next: rows.length > limit ? (posts.at(-1)?.slug ?? null) : null }
}
