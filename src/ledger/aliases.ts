/** The old addresses of posts, which answer 301. */

import type { Warning } from '../post/post.ts'
import { first } from './schema.ts'

/** Keeps the old addresses of a post. Gives the paths whose document changes. An address that another post has stays with that post. */
export function saveAliases(
  sql: SqlStorage,
  slug: string,
  paths: string[],
  warnings: Warning[],
): Set<string> {
  const stale = new Set(listAliases(sql, slug))
  const fresh = new Set<string>()
  for (const path of paths) {
    const owner = first<{ slug: string }>(sql, 'SELECT slug FROM aliases WHERE path = ?', path)
    if (owner && owner.slug !== slug) {
      const message = `The old address ${path} already leads to "${owner.slug}" and stays there.`
      warnings.push({ code: 'address-taken', field: 'aliases', message })
    } else if (!stale.delete(path)) {
      sql.exec('INSERT INTO aliases VALUES (?, ?)', path, slug)
      fresh.add(path)
    }
  }
  for (const path of stale) sql.exec('DELETE FROM aliases WHERE path = ?', path)
  return stale.union(fresh)
}

export function listAliases(sql: SqlStorage, slug: string): string[] {
  return sql
    .exec<{ path: string }>('SELECT path FROM aliases WHERE slug = ?', slug)
    .toArray()
    .map(({ path }) => path)
}
