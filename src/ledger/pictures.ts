/** Which pictures are stored and which post shows which. The bytes are in R2. */

import type { Picture, Reference } from '../post/post.ts'
import { Refusal } from '../post/refusal.ts'
import { holdPictures, releasePictures } from './idle.ts'
import { record } from './log.ts'
import type { PictureRecord } from './protocol.ts'
import { first } from './schema.ts'

type Named = { name: string; picture: Picture }

/** `by`: who sent them on their own, which is recorded. */
export function savePictures(sql: SqlStorage, pictures: Named[], now: number, by?: string): void {
  for (const { picture } of pictures) {
    const { key, type, width, height, bytes, preview } = picture
    sql.exec(
      'INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?, ?, ?)',
      key,
      type,
      width,
      height,
      bytes,
      now,
    )
    if (preview) sql.exec('INSERT OR REPLACE INTO previews VALUES (?, ?)', key, preview)
    if (by) record(sql, { at: now, by, action: 'save-image', subject: key, hash: key })
  }
}

/** The picture with its preview, if one was made. */
export function withPreview(sql: SqlStorage, picture: Picture): Picture {
  if (picture.preview) return picture
  const row = first<{ data: string }>(sql, 'SELECT data FROM previews WHERE key = ?', picture.key)
  return row ? { ...picture, preview: row.data } : picture
}

/** Keeps which picture stands at which of the author's addresses, so that a later text-only push keeps it. */
export function saveUses(
  sql: SqlStorage,
  slug: string,
  references: Reference[],
  now: number,
): void {
  const before = [...listUses(sql, slug).values()].map(({ key }) => key)
  if (before.length > 0) sql.exec('DELETE FROM uses WHERE slug = ?', slug)
  for (const { address, picture } of references) {
    if (picture)
      sql.exec('INSERT OR REPLACE INTO uses VALUES (?, ?, ?)', slug, address, picture.key)
  }
  releasePictures(sql, before, now)
}

/** The pictures a stored post shows, by the address its author wrote. */
export function listUses(sql: SqlStorage, slug: string): Map<string, Picture> {
  const rows = sql.exec<{ address: string } & Picture & Record<string, SqlStorageValue>>(
    `SELECT address, key, type, width, height, bytes FROM uses JOIN pictures USING (key)
     WHERE slug = ?`,
    slug,
  )
  return new Map(rows.toArray().map(({ address, ...picture }) => [address, picture]))
}

/** Pictures that are stored, under the names they are to stand for. Throws `bad-field` for one that is not. */
export function listStored(
  sql: SqlStorage,
  keys: Record<string, string> = {},
): Map<string, Picture> {
  const pictures = new Map<string, Picture>()
  for (const [name, key] of Object.entries(keys)) {
    const picture = first<Picture & Record<string, SqlStorageValue>>(
      sql,
      'SELECT key, type, width, height, bytes FROM pictures WHERE key = ?',
      key,
    )
    if (!picture) {
      const message = `There is no picture "${key}" to stand for "${name}".`
      throw new Refusal('bad-field', { field: 'stored', message, hint: 'Send it first.' })
    }
    pictures.set(name, picture)
  }
  return pictures
}

/** What a revision needs to show the same pictures again. */
export function sentPictures(sql: SqlStorage, slug: string): Named[] {
  return [...listUses(sql, slug)].map(([name, picture]) => ({ name, picture }))
}

type PictureRow = { [Key in keyof Omit<Picture, 'turned'>]: Picture[Key] } & {
  created: number
  slugs: string | null
}

/** Ordered by key, read by key. */
export function listPictures(
  sql: SqlStorage,
  { after = '', limit = 100, keys }: { after?: string; limit?: number; keys?: string[] },
): { images: PictureRecord[]; next: string | null } {
  const most = Math.min(Math.max(limit, 1), 500)
  const rows = sql
    .exec<PictureRow>(
      `SELECT pictures.*, (SELECT json_group_array(DISTINCT slug) FROM shown WHERE shown.key = pictures.key)
       AS slugs FROM pictures WHERE key > ?1
       AND (?2 IS NULL OR key IN (SELECT value FROM json_each(?2))) ORDER BY key LIMIT ?3`,
      after,
      keys ? JSON.stringify(keys) : null,
      most + 1,
    )
    .toArray()
  const images = rows.slice(0, most).map(({ created, slugs, ...picture }) => ({
    ...picture,
    created: new Date(created).toISOString(),
    usedBy: JSON.parse(slugs ?? '[]') as string[],
  }))
  return { images, next: rows.length > most ? (images.at(-1)?.key ?? null) : null }
}

/** Forgets a picture that no post shows: its bytes are due to be swept. Throws `not-found`, or `conflict` naming the posts. */
export function removePicture(sql: SqlStorage, key: string, by: string, now: number): void {
  const users = sql
    .exec<{ slug: string }>('SELECT DISTINCT slug FROM shown WHERE key = ?', key)
    .toArray()
    .map(({ slug }) => slug)
  if (users.length > 0) {
    const message = `The picture is shown by ${users.map((slug) => `"${slug}"`).join(', ')}.`
    throw new Refusal('conflict', { field: 'key', message })
  }
  const { rowsWritten } = sql.exec('DELETE FROM pictures WHERE key = ?', key)
  if (rowsWritten === 0) {
    throw new Refusal('not-found', { field: 'key', message: `There is no picture "${key}".` })
  }
  holdPictures(sql, [key], 0)
  record(sql, { at: now, by, action: 'delete-image', subject: key, hash: key })
}
