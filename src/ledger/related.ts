/** Posts that share tags with a post: those that share rare ones first. */

import type { Link } from '../shelf/documents.ts'
import { findRow, type PostRow, readDetails } from './posts.ts'
import { first } from './schema.ts'

const SHOWN = 3
/** Rows looked at for one post: so many tags, and of each so many of its newest posts. */
const TAGS = 8
const NEWEST = 12

type Entry = { slug: string; date: number }

/**
 * At most three, as the tags' lists are now: a post's document is not made again when others gain its tags.
 * `beside`: posts that its page shows anyway; they come last.
 */
export function listRelated(sql: SqlStorage, row: PostRow, beside: (Link | null)[]): Link[] {
  const shared = new Map<string, Entry & { weight: number }>()
  for (const { key } of readDetails(row).tags.slice(0, TAGS)) {
    const list = `tag:${key}`
    const size = first<{ size: number }>(sql, 'SELECT size FROM lists WHERE list = ?', list)?.size
    const newest = sql.exec<Entry>(
      'SELECT slug, date FROM entries WHERE list = ? ORDER BY date DESC, slug DESC LIMIT ?',
      list,
      NEWEST,
    )
    for (const entry of newest.toArray()) {
      const weight = (shared.get(entry.slug)?.weight ?? 0) + 1 / (size || 1)
      shared.set(entry.slug, { ...entry, weight })
    }
  }
  shared.delete(row.slug)
  const near = new Set(beside.map((link) => link?.slug))
  return [...shared.values()]
    .sort((a, b) => {
      const apart = Number(near.has(a.slug)) - Number(near.has(b.slug))
      return apart || b.weight - a.weight || b.date - a.date
    })
    .slice(0, SHOWN)
    .flatMap(({ slug }) => {
      const other = findRow(sql, slug)
      return other ? [{ slug, title: other.title }] : []
    })
}
