/** The rows of posts: finding one, listing them by key, and what the author API shows of them. */

import type { Cover, Post } from '../post/post.ts'
import { urls } from '../urls.ts'
import type { PostRecord, Status } from './protocol.ts'
import { first } from './schema.ts'

/** What a post row keeps as JSON beside its columns. */
export type Details = Pick<
  Post,
  | 'lang'
  | 'tags'
  | 'categories'
  | 'author'
  | 'summary'
  | 'cover'
  | 'canonical'
  | 'contents'
  | 'minutes'
  | 'extra'
> & { translationOf?: string; coverSize?: Cover }

export type PostRow = {
  slug: string
  kind: 'post' | 'page'
  status: Status
  title: string
  date: number
  year: number
  updated: number | null
  etag: string
  revision: number
  changed: number
  bytes: number
  name: string | null
  renderer: string
  details: string
}

export function findRow(sql: SqlStorage, slug: string): PostRow | null {
  return first<PostRow>(sql, 'SELECT * FROM posts WHERE slug = ?', slug)
}

const read = new WeakMap<object, Details>()

/** Parsed once a row: whoever has a part in a change looks into them. */
export function readDetails(row: Pick<PostRow, 'details'>): Readonly<Details> {
  const details = read.get(row) ?? (JSON.parse(row.details) as Details)
  read.set(row, details)
  return details
}

/** Writes what differs from `old`, the row that is there: each index of a column that is written costs a row. */
export function saveRow(sql: SqlStorage, old: PostRow | null, row: PostRow): void {
  const columns = Object.entries(row).filter(
    ([column, value]) => value !== old?.[column as keyof PostRow],
  )
  const names = columns.map(([column]) => column)
  const values = columns.map(([, value]) => value)
  if (!old) {
    sql.exec(`INSERT INTO posts (${names}) VALUES (${names.map(() => '?')})`, ...values)
  } else if (names.length > 0) {
    const changes = names.map((column) => `${column} = ?`)
    sql.exec(`UPDATE posts SET ${changes} WHERE slug = ?`, ...values, row.slug)
  }
}

/** Changes with whatever the author wrote and with how it is rendered. */
export const editionOf = ({ revision, renderer }: PostRow): string => `${revision}.${renderer}`

/** Where readers find a post. */
export function pathOf(row: Pick<PostRow, 'kind' | 'slug'>): string {
  return row.kind === 'page' ? urls.standalone(row.slug) : urls.post(row.slug)
}

const iso = (time: number): string => new Date(time).toISOString()

export function toRecord(row: PostRow): PostRecord {
  return {
    slug: row.slug,
    kind: row.kind,
    title: row.title,
    path: pathOf(row),
    etag: row.etag,
    revision: row.revision,
    status: row.status,
    date: iso(row.date),
    updated: row.updated === null ? null : iso(row.updated),
    changed: iso(row.changed),
    bytes: row.bytes,
    name: row.name,
  }
}

/**
 * Lists posts newest first by key, never by OFFSET. The cursor names the last row given; a cursor that
 * is not one of ours starts at the newest. Removed posts are listed only when asked for.
 */
export function listRows(
  sql: SqlStorage,
  options: { before?: string; limit?: number; status?: Status },
): { posts: PostRecord[]; next: string | null } {
  const limit = Math.min(Math.max(options.limit ?? 100, 1), 500)
  const cursor = readCursor(options.before)
  const status = options.status ?? null
  const rows = sql
    .exec<PostRow>(
      `SELECT * FROM posts WHERE (date, slug) < (?, ?)
       AND (CASE WHEN ? IS NULL THEN status <> 'gone' ELSE status = ? END)
       ORDER BY date DESC, slug DESC LIMIT ?`,
      cursor.date,
      cursor.slug,
      status,
      status,
      limit + 1,
    )
    .toArray()
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    posts: rows.slice(0, limit).map(toRecord),
    next: last ? `${last.date}.${last.slug}` : null,
  }
}

function readCursor(text: string | undefined): { date: number; slug: string } {
  const match = /^(-?\d{1,16})\.(.+)$/s.exec(text ?? '')
  return match
    ? { date: Number(match[1]), slug: match[2] ?? '' }
    : { date: Number.MAX_SAFE_INTEGER, slug: '' }
}
