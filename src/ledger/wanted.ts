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

export function saveWanted(sql: SqlStorage, slug: string, references: Reference[]): void {
  sql.exec('DELETE FROM wanted WHERE slug = ?', slug)
  const wanted = references
    .filter(({ picture }) => !picture)
    .map(({ address, line }) => [address, line, stateOf(address)])
  if (wanted.length === 0) return
  sql.exec(
    `INSERT OR REPLACE INTO wanted
     SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
    slug,
    JSON.stringify(wanted),
  )
}

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
    images: sql
      .exec<Wanted & Record<string, SqlStorageValue>>(
        'SELECT address, line, state FROM wanted WHERE slug = ? ORDER BY line, address',
        row.slug,
      )
      .toArray(),
  }))
  return { posts, next: rows.length > limit ? (posts.at(-1)?.slug ?? null) : null }
}
