/**
 * Posts that share tags with a post: those that share rare ones first. They are chosen when the post is
 * written, and kept: its document is not made again whenever others gain its tags.
 */

import type { Link } from '../shelf/documents.ts'
import { type Entry, findNeighbours, newestEntries } from './lists.ts'
import { type PostRow, readDetails } from './posts.ts'
import { first } from './schema.ts'

const SHOWN = 3
/** Rows looked at for one post: so many tags, and of each so many of its newest posts. */
const TAGS = 8
const NEWEST = 12

export function listRelated(sql: SqlStorage, slug: string): Link[] {
  return sql
    .exec<{ slug: string; title: string }>(
      'SELECT other AS slug, title FROM related WHERE slug = ? ORDER BY n',
      slug,
    )
    .toArray()
}

/** Chooses anew for a post whose row was written. Gives the posts that showed it and now must not. */
export function relate(sql: SqlStorage, row: PostRow): string[] {
  const shows = row.status === 'published' && row.kind === 'post'
  const chosen = shows ? chooseRelated(sql, row) : []
  if (JSON.stringify(chosen) !== JSON.stringify(listRelated(sql, row.slug))) {
    sql.exec('DELETE FROM related WHERE slug = ?', row.slug)
    for (const [n, { slug, title }] of chosen.entries()) {
      sql.exec('INSERT INTO related VALUES (?, ?, ?, ?)', row.slug, n, slug, title)
    }
  }
  if (shows) return []
  const shown = sql
    .exec<{ slug: string }>('SELECT slug FROM related WHERE other = ?', row.slug)
    .toArray()
  sql.exec('DELETE FROM related WHERE other = ?', row.slug)
  return shown.map(({ slug }) => slug)
}

/** Neighbours, which the page shows anyway, come last. */
function chooseRelated(sql: SqlStorage, row: PostRow): Link[] {
  const shared = new Map<string, Entry & { weight: number }>()
  for (const { key } of readDetails(row).tags.slice(0, TAGS)) {
    const list = `tag:${key}` as const
    const size = first<{ size: number }>(sql, 'SELECT size FROM lists WHERE list = ?', list)?.size
    for (const entry of newestEntries(sql, list, NEWEST)) {
      const weight = (shared.get(entry.slug)?.weight ?? 0) + 1 / (size || 1)
      shared.set(entry.slug, { ...entry, weight })
    }
  }
  shared.delete(row.slug)
  const { older, newer } = findNeighbours(sql, 'all', row)
  const near = new Set([older?.slug, newer?.slug])
  return [...shared.values()]
    .sort((a, b) => {
      const apart = Number(near.has(a.slug)) - Number(near.has(b.slug))
      return apart || b.weight - a.weight || b.date - a.date
    })
    .slice(0, SHOWN)
    .flatMap(({ slug }) => {
      return (
        first<{ slug: string; title: string }>(
          sql,
          'SELECT slug, title FROM posts WHERE slug = ?',
          slug,
        ) ?? []
      )
    })
}
