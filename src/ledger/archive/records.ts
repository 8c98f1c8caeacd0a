/** The rows of the ledger as the files of an archive, read by key: each file is whole, whatever is written meanwhile. */

import {
  type ImageRecord,
  type Manifest,
  type PostRecord,
  paths,
  type RevisionRecord,
} from '../../archive/format.ts'
import { type Entry, toBytes } from '../../archive/writer.ts'
import { cardOf } from '../cards.ts'
import { listUses } from '../pictures.ts'
import type { PostRow } from '../posts.ts'
import type { Draft } from '../protocol.ts'
import { listRelated } from '../related.ts'
import { findSource } from '../revisions.ts'
import { first } from '../schema.ts'
import { listTokens } from '../tokens.ts'

/** The post read last, its revision that was read last, and the one that stands with the post. */
export interface Place {
  slug: string
  revision: number
  newest: number
}

export const START: Place = { slug: '', revision: 0, newest: 0 }

export type RevisionRow = {
  slug: string
  revision: number
  action: RevisionRecord['action']
  etag: string
  title: string
  changed: number
  by: string
  name: string | null
  bytes: number
  source: ArrayBuffer | null
  pictures: string
}

/** The older revisions of a post follow it; null after the last of the last post. */
export function nextFiles(sql: SqlStorage, place: Place): { files: Entry[]; place: Place } | null {
  const { slug, revision, newest } = place
  const older = first<RevisionRow>(
    sql,
    `SELECT * FROM revisions WHERE slug = ? AND revision > ? AND revision < ?
     ORDER BY revision LIMIT 1`,
    slug,
    revision,
    newest,
  )
  if (older) {
    return { files: revisionFiles(older), place: { ...place, revision: older.revision } }
  }
  const row = first<PostRow>(sql, 'SELECT * FROM posts WHERE slug > ? ORDER BY slug LIMIT 1', slug)
  if (!row) return null
  return {
    files: postFiles(sql, row),
    place: { slug: row.slug, revision: 0, newest: row.revision },
  }
}

function revisionFiles(row: RevisionRow): Entry[] {
  const { slug, revision, changed: time, source } = row
  const pictures = (JSON.parse(row.pictures) as Draft['pictures']).map(({ name, picture }) => {
    return { address: name, key: picture.key }
  })
  const record: RevisionRecord = { ...versionOf(row), pictures }
  const files = [{ path: paths.revision(slug, revision), bytes: toBytes(record), time }]
  if (!source) return files
  return [
    { path: paths.revisionSource(slug, revision), bytes: new Uint8Array(source), time },
    ...files,
  ]
}

const versionOf = ({ source: _, pictures: __, changed, ...row }: RevisionRow) => ({
  ...row,
  changed: new Date(changed).toISOString(),
})

function postFiles(sql: SqlStorage, { slug, revision, status, date }: PostRow): Entry[] {
  const newest = first<RevisionRow>(
    sql,
    'SELECT * FROM revisions WHERE slug = ? AND revision = ?',
    slug,
    revision,
  )
  const source = findSource(sql, slug, revision) ?? findSource(sql, slug)
  if (!newest || !source) throw new Error(`"${slug}" has no revision ${revision}`)
  const aliases = sql.exec<{ path: string }>(
    'SELECT path FROM aliases WHERE slug = ? ORDER BY path',
    slug,
  )
  const record: PostRecord = {
    ...versionOf(newest),
    status,
    date: new Date(date).toISOString(),
    pictures: [...listUses(sql, slug)].map(([address, { key }]) => ({ address, key })),
    aliases: aliases.toArray().map(({ path }) => path),
    related: listRelated(sql, slug),
    card: cardOf(sql, slug),
    place: first<{ id: number }>(sql, 'SELECT id FROM indexed WHERE slug = ?', slug)?.id ?? null,
  }
  const time = newest.changed
  const bytes = source.bytes as Uint8Array<ArrayBuffer>
  return [
    { path: paths.source(slug), bytes, time },
    { path: paths.post(slug), bytes: toBytes(record), time },
  ]
}

/** The picture that follows a key, without the name of its file; null after the last. */
export function nextPicture(
  sql: SqlStorage,
  after: string,
): (Omit<ImageRecord, 'name'> & { time: number }) | null {
  const row = first<{ key: string; created: number; preview: string | null }>(
    sql,
    `SELECT pictures.key, created, data AS preview FROM pictures LEFT JOIN previews USING (key)
     WHERE pictures.key > ? ORDER BY pictures.key LIMIT 1`,
    after,
  )
  if (!row) return null
  const { key, created, preview } = row
  return { key, created: new Date(created).toISOString(), preview, time: created }
}

/** What belongs to no single post. */
export const readRest = (sql: SqlStorage): Pick<Manifest, 'labels' | 'gone' | 'tokens'> => ({
  labels: readLabels(sql),
  gone: readGone(sql),
  tokens: listTokens(sql).map(({ name, scopes, expires }) => ({ name, scopes, expires })),
})

/** How each tag and category is spelled, by list. */
function readLabels(sql: SqlStorage): Record<string, string> {
  const rows = sql.exec<{ list: string; name: string }>(
    `SELECT list, name FROM lists WHERE size > 0 AND name <> '' AND list NOT LIKE 'year:%'`,
  )
  return Object.fromEntries(rows.toArray().map(({ list, name }) => [list, name]))
}

/** Addresses that answer 410: posts and old addresses that readers once had. */
function readGone(sql: SqlStorage): string[] {
  const rows = sql.exec<{ slug: string }>(
    `SELECT substr(key, 6) AS slug FROM shelf WHERE key >= 'post:' AND key < 'post;'
     AND NOT EXISTS (SELECT 1 FROM aliases JOIN posts USING (slug)
       WHERE path = substr(key, 6) AND status = 'published')
     AND NOT EXISTS (SELECT 1 FROM posts WHERE slug = substr(key, 6) AND status = 'published')`,
  )
  return rows.toArray().map(({ slug }) => slug)
}
