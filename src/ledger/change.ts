/** The changes a post can go through. Each runs inside one transaction and says what it did. */

import type { Post } from '../post/post.ts'
import { Refusal } from '../post/refusal.ts'
import { keys } from '../shelf/keys.ts'
import { listAliases, saveAliases } from './aliases.ts'
import { once } from './answers.ts'
import { wantCard } from './cards.ts'
import { checkConditions } from './conditions.ts'
import { yearOf } from './day.ts'
import { saveItem } from './items.ts'
import { noteNews } from './news.ts'
import { checkMay } from './permission.ts'
import { listStored, savePictures, saveUses } from './pictures.ts'
import { placePost } from './placing.ts'
import { type Details, findRow, type PostRow, saveRow, toRecord } from './posts.ts'
import type { Prepared } from './prepare.ts'
import type { Conditions, Receipt } from './protocol.ts'
import { relate } from './related.ts'
import { saveRevision } from './revisions.ts'
import { nextVersion } from './schema.ts'
import { markUnindexed } from './search-index.ts'
import { markDirty } from './shelf-rows.ts'
import { placeTranslation } from './translations.ts'
import { saveWanted } from './wanted.ts'

export interface Settings {
  timezone: string
  now: number
}

/** Why a post is written: an author pushed it, an old revision comes back, or the renderer changed. */
export type Reason = 'push' | 'restore' | 'refresh'

/** Creates or replaces a post. Throws a Refusal; the transaction around it then leaves no trace. */
export function commitPost(
  sql: SqlStorage,
  prepared: Prepared,
  settings: Settings,
  reason: Reason = 'push',
): Receipt {
  const { draft, digest } = prepared
  const write = () => writePost(sql, prepared, settings, reason)
  return once(sql, draft, { digest, now: settings.now }, write)
}

function writePost(
  sql: SqlStorage,
  prepared: Prepared,
  { timezone, now }: Settings,
  reason: Reason,
): Receipt {
  const { draft, post } = prepared
  const old = findRow(sql, post.slug)
  const row = toRow(prepared, old, timezone, now)
  // First of all, since the others tell what is there.
  if (reason !== 'refresh') checkMay(draft.may, old, row)
  checkConditions(old, draft, post.slug)
  checkOwner(old, prepared)

  const created = old === null || old.status === 'gone'
  const changedContent = !old || !isSame(old, row)
  const warnings = [...post.warnings]
  if (changedContent) {
    savePictures(sql, draft.pictures, now)
    listStored(sql, draft.stored) // none was swept since it was looked for
    saveContent(sql, row, post, now)
    if (reason === 'refresh' && old) {
      row.revision = old.revision
      row.changed = old.changed
    } else {
      const action = reason === 'restore' ? 'restore' : created ? 'create' : 'update'
      saveRevision(sql, row, { action, by: draft.by, source: draft.source })
    }
    const paths = saveAliases(sql, row.slug, post.aliases, warnings)
    savePost(sql, old, row, now, paths, reason)
  }
  return {
    ...toRecord(changedContent ? row : old),
    created,
    changedContent,
    live: false,
    warnings,
    images: post.references,
    replayed: false,
  }
}

/** What a post shows, and what is found in it. */
export function saveContent(sql: SqlStorage, { slug }: PostRow, post: Post, now: number): void {
  saveUses(sql, slug, post.references, now)
  saveWanted(sql, slug, post.references)
  sql.exec(
    `INSERT INTO articles VALUES (?, ?, ?)
     ON CONFLICT (slug) DO UPDATE SET html = excluded.html, text = excluded.text`,
    ...[slug, post.html, post.text],
  )
}

/** Takes a post away; its revisions stay. Removing it again changes nothing. */
export function removePost(
  sql: SqlStorage,
  slug: string,
  options: Conditions & { by: string },
  now: number,
): Receipt {
  const remove = () => takeDown(sql, slug, options, now)
  return once(sql, options, { digest: `remove ${slug}`, now }, remove)
}

function takeDown(
  sql: SqlStorage,
  slug: string,
  { by, ...conditions }: Conditions & { by: string },
  now: number,
): Receipt {
  const old = findRow(sql, slug)
  checkConditions(old, conditions, slug)
  if (!old)
    throw new Refusal('not-found', { field: 'slug', message: `There is no post "${slug}".` })
  const changedContent = old.status !== 'gone'
  const row: PostRow = changedContent
    ? { ...old, status: 'gone', revision: old.revision + 1, changed: now }
    : old
  if (changedContent) {
    saveRevision(sql, row, { action: 'delete', by, source: null })
    savePost(sql, old, row, now)
  }
  return {
    ...toRecord(row),
    created: false,
    changedContent,
    live: false,
    warnings: [],
    images: [],
    replayed: false,
  }
}

/** Publishes what is due, at most `limit` posts. Gives how many. */
export function publishScheduled(sql: SqlStorage, now: number, limit = 50): number {
  const due = sql
    .exec<PostRow>(
      `SELECT * FROM posts WHERE status = 'scheduled' AND date <= ? ORDER BY date LIMIT ?`,
      now,
      limit,
    )
    .toArray()
  for (const old of due) savePost(sql, old, { ...old, status: 'published' }, now)
  return due.length
}

/** Saves the row, moves it in the lists, marks what that makes stale, the search index too, and notes the news. */
export function savePost(
  sql: SqlStorage,
  old: PostRow | null,
  row: PostRow,
  now: number,
  paths: Iterable<string> = [],
  reason: Reason = 'push',
): void {
  saveRow(sql, old, row)
  saveItem(sql, row)
  wantCard(sql, row, now)
  const dirty = placePost(sql, old, row)
  for (const slug of relate(sql, row)) dirty.add(keys.post(slug))
  for (const key of placeTranslation(sql, old, row)) dirty.add(key)
  const visible = (each: PostRow | null) => each?.status === 'published'
  if (visible(old) || visible(row)) markUnindexed(sql, row.slug)
  // That a draft is to take over an old address is nobody's business.
  if (visible(old) || visible(row)) for (const path of paths) dirty.add(keys.post(path))
  if (visible(old) !== visible(row) || (visible(row) && old?.kind !== row.kind)) {
    for (const path of listAliases(sql, row.slug)) dirty.add(keys.post(path))
  }
  if (dirty.size > 0) markDirty(sql, dirty, nextVersion(sql), now)
  if (reason !== 'refresh') noteNews(sql, old, row, now)
}

/** A post whose source is refused by now stays as it was rendered, and counts as rendered by `renderer`. */
export function keepPost(sql: SqlStorage, slug: string, renderer: string): void {
  const old = findRow(sql, slug)
  if (!old) return
  const row = { ...old, renderer }
  saveRow(sql, old, row)
  saveItem(sql, row)
}

/** Two files may not fall on one slug by accident: the second would silently replace the first. */
function checkOwner(old: PostRow | null, { draft, post }: Prepared): void {
  if (draft.slug !== undefined || draft.ifMatch || !old || old.status === 'gone') return
  if (!old.name || !draft.name || old.name === draft.name) return
  throw new Refusal('conflict', {
    field: 'slug',
    message: `"${old.name}" already has the slug "${post.slug}".`,
    hint: `Give one of them a slug in its front matter, or replace it with PUT /api/posts/${post.slug}.`,
  })
}

/** `old`: the row before, as far as the new one goes on with it. */
export function toRow(
  { draft, post, etag, renderer }: Prepared,
  old: Pick<PostRow, 'date' | 'revision' | 'name'> | null,
  timezone: string,
  now: number,
): PostRow {
  const date = post.date ?? old?.date ?? now
  const { lang, tags, categories, author, summary, cover, canonical, contents, minutes, extra } =
    post
  const details: Details = {
    lang,
    tags,
    categories,
    author,
    summary,
    cover,
    canonical,
    contents,
    minutes,
    extra,
    ...(post.coverSize && { coverSize: post.coverSize }),
    ...(post.translationOf && { translationOf: post.translationOf }),
  }
  return {
    slug: post.slug,
    kind: post.kind,
    status: post.draft ? 'draft' : date > now ? 'scheduled' : 'published',
    title: post.title,
    date,
    year: yearOf(date, timezone),
    updated: post.updated,
    etag,
    revision: (old?.revision ?? 0) + 1,
    changed: now,
    bytes: draft.source.length,
    name: draft.name ?? old?.name ?? null,
    renderer,
    details: JSON.stringify(details),
  }
}

function isSame(old: PostRow, row: PostRow): boolean {
  return Object.entries(row).every(
    ([column, value]) =>
      column === 'revision' || column === 'changed' || old[column as keyof PostRow] === value,
  )
}
