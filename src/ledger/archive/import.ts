/** Takes what an archive holds into the ledger: into an empty one, or where the very same is there already. */

import {
  type ImageRecord,
  type PostRecord,
  paths,
  type RevisionRecord,
} from '../../archive/format.ts'
import { labelKey } from '../../post/labels.ts'
import type { Picture } from '../../post/post.ts'
import { Refusal } from '../../post/refusal.ts'
import { SCOPES } from '../../post/scopes.ts'
import { keys } from '../../shelf/keys.ts'
import { saveAliases } from '../aliases.ts'
import { saveContent, savePost, toRow } from '../change.ts'
import { record } from '../log.ts'
import { savePictures } from '../pictures.ts'
import { findRow, type PostRow } from '../posts.ts'
import { type Prepared, prepare, type Setting } from '../prepare.ts'
import type { Draft } from '../protocol.ts'
import { findSource } from '../revisions.ts'
import { first, nextVersion } from '../schema.ts'
import { markDirty } from '../shelf-rows.ts'

export interface ImportBatch {
  /** The id of the archive: what was begun with it may be gone on with. */
  archive: string
  by: string
  pictures: (Picture & Pick<ImageRecord, 'created'>)[]
  posts: { record: PostRecord; source: Uint8Array }[]
  /** Of posts that are there, or among those above. */
  revisions: { record: RevisionRecord; source: Uint8Array | null }[]
  labels: Record<string, string>
  gone: string[]
  dry: boolean
}

/** How many were stored, and how many were there. */
export interface Imported {
  created: number
  unchanged: number
}

/** Renders what is new. Gives the change, to be made in one transaction, which may throw a Refusal. */
export async function prepareImport(
  sql: SqlStorage,
  batch: ImportBatch,
  setting: Setting,
): Promise<() => Imported> {
  const prepared = new Map<string, Prepared>()
  for (const { record, source } of batch.posts) {
    const { slug, name } = record
    if (findRow(sql, slug)) continue
    const pictures = toPictures(sql, record.pictures)
    const draft = {
      slug,
      source,
      pictures,
      by: record.by,
      may: SCOPES,
      ...(name !== null && { name }),
    }
    prepared.set(slug, await render(sql, draft, setting))
  }
  return () => {
    const now = Date.now()
    const done = { created: 0, unchanged: 0 }
    const began = `restore:${batch.archive}`
    const open =
      !first(sql, 'SELECT 1 FROM posts LIMIT 1') ||
      first(sql, 'SELECT 1 FROM counters WHERE name = ?', began) !== null
    const store = (slug: string, place: (() => unknown) | null) => {
      if (place && !open) throw notEmpty(slug)
      place?.()
      done[place ? 'created' : 'unchanged'] += 1
    }
    for (const { created, ...picture } of batch.pictures) {
      savePictures(sql, [{ name: picture.key, picture }], Date.parse(created), batch.by)
    }
    for (const { record, source } of batch.posts) {
      const { slug } = record
      const ready = prepared.get(slug)
      const there = isThere(sql, slug, record, source)
      const place = () => ready && placePost(sql, ready, record, { ...setting, now })
      store(slug, there ? null : place)
    }
    for (const { record, source } of batch.revisions) {
      const { slug } = record
      const there = isThereRevision(sql, record, source)
      const place = () => batch.dry || placeRevision(sql, record, source)
      store(slug, there ? null : place)
    }
    if (open) finish(sql, batch, now)
    if (done.created > 0) sql.exec('INSERT OR IGNORE INTO counters VALUES (?, ?)', began, now)
    return done
  }
}

/** Throws a Refusal that names the file. */
async function render(
  sql: SqlStorage,
  draft: Draft & { slug: string },
  setting: Setting,
): Promise<Prepared> {
  const field = paths.source(draft.slug)
  try {
    const prepared = await prepare(sql, draft, setting)
    if (prepared.post.slug === draft.slug) return prepared
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, errors } = error.data
    const named = errors.map((each) => ({ ...each, field, message: `${field}: ${each.message}` }))
    throw new Refusal(code, named)
  }
  throw broken(field, `"${draft.slug}" is no slug.`)
}

const broken = (field: string, message: string): Refusal =>
  new Refusal('bad-archive', { field, message })

const conflict = (field: string, message: string): Refusal =>
  new Refusal('conflict', { field, message, hint: 'An archive goes into an empty blog.' })

const notEmpty = (slug: string): Refusal =>
  conflict(slug, `The blog is not empty, and has no "${slug}".`)

const differs = (slug: string): Refusal =>
  conflict(slug, `"${slug}" is there, and is not what the archive has.`)

/** Is this very post there? Throws `conflict` when another one is. */
function isThere(sql: SqlStorage, slug: string, wanted: PostRecord, source: Uint8Array): boolean {
  const row = findRow(sql, slug)
  if (!row) return false
  const { revision, changed } = wanted
  const last = findSource(sql, slug, revision) ?? findSource(sql, slug)
  const same =
    row.revision === revision &&
    row.changed === Date.parse(changed) &&
    (row.status === 'gone') === (wanted.status === 'gone') &&
    isSame(last?.bytes ?? null, source)
  if (!same) throw differs(slug)
  return true
}

function isThereRevision(
  sql: SqlStorage,
  { slug, revision, changed }: RevisionRecord,
  source: Uint8Array | null,
): boolean {
  const row = first<{ changed: number; source: ArrayBuffer | null }>(
    sql,
    'SELECT changed, source FROM revisions WHERE slug = ? AND revision = ?',
    slug,
    revision,
  )
  if (!row) return false
  const bytes = row.source && new Uint8Array(row.source)
  if (row.changed !== Date.parse(changed) || !isSame(bytes, source)) throw differs(slug)
  return true
}

const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null
    ? a === b
    : a.length === b.length && a.every((byte, index) => byte === b[index])

/** Its own date, revision and time of change, though it was pushed just now. */
function placePost(
  sql: SqlStorage,
  prepared: Prepared,
  wanted: PostRecord,
  { timezone, now }: Pick<Setting, 'timezone'> & { now: number },
): void {
  const { slug, revision, name, changed, status } = wanted
  const before = { date: Date.parse(wanted.date), revision: revision - 1, name }
  const row: PostRow = {
    ...toRow(prepared, before, timezone, now),
    changed: Date.parse(changed),
    ...(status === 'gone' && { status }),
  }
  saveContent(sql, row, prepared.post, now)
  insertRevision(sql, wanted, wanted.action === 'delete' ? null : prepared.draft.source)
  // Of the addresses its text asks for, others may have had some first.
  const own = prepared.post.aliases.filter((path) => wanted.aliases.includes(path))
  const moved = saveAliases(sql, slug, own, [])
  savePost(sql, null, row, now, moved, 'refresh')
  const card = 'UPDATE cards SET key = ?1 WHERE slug = ?2 AND ?1 IN (SELECT key FROM pictures)'
  sql.exec(card, wanted.card, slug)
  sql.exec('DELETE FROM related WHERE slug = ?', slug)
  for (const [n, { slug: other, title }] of wanted.related.entries()) {
    sql.exec('INSERT INTO related VALUES (?, ?, ?, ?)', slug, n, other, title)
  }
}

function placeRevision(sql: SqlStorage, wanted: RevisionRecord, source: Uint8Array | null): void {
  const { slug, revision } = wanted
  if ((findRow(sql, slug)?.revision ?? 0) < revision) {
    throw broken(slug, `Revision ${revision} of "${slug}" has no post to belong to.`)
  }
  insertRevision(sql, wanted, source)
}

function insertRevision(sql: SqlStorage, wanted: RevisionRecord, source: Uint8Array | null): void {
  const { slug, revision, action, etag, title, by, name, bytes } = wanted
  const at = Date.parse(wanted.changed)
  sql.exec(
    'INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[slug, revision, action, etag, title, at, by, name, bytes],
    source && (source.slice().buffer as ArrayBuffer),
    JSON.stringify(toPictures(sql, wanted.pictures)),
  )
  record(sql, { at, by, action, subject: slug, hash: etag })
}

/** Those that are stored. */
function toPictures(sql: SqlStorage, named: RevisionRecord['pictures']) {
  return named.flatMap(({ address, key }) => {
    const picture = first<{ [Name in keyof Omit<Picture, 'turned'>]: Picture[Name] }>(
      sql,
      'SELECT key, type, width, height, bytes FROM pictures WHERE key = ?',
      key,
    )
    return picture ? [{ name: address, picture }] : []
  })
}

/** What belongs to no single post. */
function finish(sql: SqlStorage, { labels, gone }: ImportBatch, now: number): void {
  const dirty = new Set<string>()
  for (const [list, name] of Object.entries(labels)) {
    if (!list.endsWith(`:${labelKey(name)}`)) throw broken(list, `"${name}" is not "${list}".`)
    const { rowsWritten } = sql.exec(
      'UPDATE lists SET name = ?1 WHERE list = ?2 AND name <> ?1',
      name,
      list,
    )
    if (rowsWritten > 0) dirty.add(keys.site())
  }
  for (const path of gone) {
    const key = keys.post(path)
    if (!first(sql, 'SELECT 1 FROM shelf WHERE key = ?', key)) dirty.add(key)
  }
  if (dirty.size > 0) markDirty(sql, dirty, nextVersion(sql), now)
}
