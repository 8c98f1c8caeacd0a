/** Every version of every post: its exact bytes, who pushed them and when. */

import { Refusal } from '../post/refusal.ts'
import { record } from './log.ts'
import { sentPictures } from './pictures.ts'
import { findRow, type PostRow } from './posts.ts'
import type { Draft, Revision, Source } from './protocol.ts'
import { first } from './schema.ts'

/** A revision as a draft that nobody has signed yet. */
type Stored = Omit<Draft, 'by' | 'may'>

interface Change {
  action: Revision['action']
  by: string
  /** Null when the post was removed. */
  source: Uint8Array | null
}

/** Keeps a revision and records the write. Call it after the post's pictures were saved. */
export function saveRevision(sql: SqlStorage, row: PostRow, { action, by, source }: Change): void {
  sql.exec(
    'INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.slug,
    row.revision,
    action,
    row.etag,
    row.title,
    row.changed,
    by,
    row.name,
    row.bytes,
    source && toBuffer(source),
    JSON.stringify(sentPictures(sql, row.slug)),
  )
  record(sql, { at: row.changed, by, action, subject: row.slug, hash: row.etag })
}

/** Newest first. */
export function listRevisions(sql: SqlStorage, slug: string): Revision[] {
  return sql
    .exec<Omit<Revision, 'changed'> & { changed: number } & Record<string, SqlStorageValue>>(
      `SELECT revision, etag, bytes, changed, by, title, action FROM revisions
       WHERE slug = ? ORDER BY revision DESC`,
      slug,
    )
    .toArray()
    .map((each) => ({ ...each, changed: new Date(each.changed).toISOString() }))
}

/** The newest or the named revision that has bytes; null when there is none. */
export function findSource(sql: SqlStorage, slug: string, revision?: number): Source | null {
  const row = first<{ source: ArrayBuffer; etag: string; pictures: string }>(
    sql,
    `SELECT source, etag, pictures FROM revisions
     WHERE slug = ? AND source IS NOT NULL AND revision = ifnull(?, revision)
     ORDER BY revision DESC LIMIT 1`,
    slug,
    revision ?? null,
  )
  return (
    row && {
      bytes: new Uint8Array(row.source),
      etag: row.etag,
      pictures: JSON.parse(row.pictures) as Source['pictures'],
    }
  )
}

/** A stored revision as a draft, to be published once more. */
export function findDraft(sql: SqlStorage, slug: string, revision: number): Stored | null {
  const row = first<{ source: ArrayBuffer; name: string | null; pictures: string }>(
    sql,
    `SELECT source, name, pictures FROM revisions
     WHERE slug = ? AND revision = ? AND source IS NOT NULL`,
    slug,
    revision,
  )
  if (!row) return null
  return {
    slug,
    source: new Uint8Array(row.source),
    pictures: (JSON.parse(row.pictures) as Draft['pictures']).filter(({ picture }) =>
      // One that was swept meanwhile is missing now.
      first(sql, 'SELECT 1 FROM pictures WHERE key = ?', picture.key),
    ),
    ...(row.name === null ? {} : { name: row.name }),
  }
}

/** What a restore publishes: the named revision, or the one before. Throws `not-found`. */
export function findFormer(sql: SqlStorage, slug: string, revision?: number): Stored {
  const row = findRow(sql, slug)
  if (!row) {
    throw new Refusal('not-found', { field: 'slug', message: `There is no post "${slug}".` })
  }
  // A removed post comes back as it was; a live one goes back by one.
  const wanted = revision ?? row.revision - 1
  const draft = findDraft(sql, slug, wanted)
  if (draft) return draft
  const message = `"${slug}" has no revision ${wanted} to restore.`
  throw new Refusal('not-found', { field: 'revision', message })
}

/** The newest revision, to be published once more with more pictures. Throws `not-found` or `gone`. */
export function findCurrent(sql: SqlStorage, slug: string): Stored {
  const row = findRow(sql, slug)
  const draft = row && findDraft(sql, slug, row.revision)
  if (draft) return draft
  const message = `There is no post "${slug}" to add pictures to.`
  throw new Refusal(row ? 'gone' : 'not-found', { field: 'slug', message })
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
