/** Makes the whole shelf anew: every document is put again, and posts of an older renderer are rendered again. */

import { Refusal } from '../post/refusal.ts'
import { commitPost } from './change.ts'
import { listKeys } from './compose.ts'
import { prepare, type Setting } from './prepare.ts'
import { findDraft } from './revisions.ts'
import { first, nextVersion } from './schema.ts'
import { continueIndexing, isIndexing, startIndexing } from './search-index.ts'
import { markAllDirty, markDirty } from './shelf-rows.ts'

/** Posts rendered in one alarm. */
const AT_ONCE = 20

/** Marks every document of the shelf for a put of the version it has. Gives how many there are. */
export function startRebuild(sql: SqlStorage, now: number): number {
  const known = (key: string) => first(sql, 'SELECT 1 FROM shelf WHERE key = ?', key) !== null
  const missing = [...listKeys(sql)].filter((key) => !known(key))
  if (missing.length > 0) markDirty(sql, missing, nextVersion(sql), now)
  sql.exec(`INSERT OR REPLACE INTO counters VALUES ('refreshing', 1)`)
  startIndexing(sql)
  return markAllDirty(sql, now)
}

/** Is a rebuild still rendering or indexing? */
export function isRefreshing(sql: SqlStorage): boolean {
  return isRendering(sql) || isIndexing(sql)
}

const isRendering = (sql: SqlStorage): boolean =>
  first(sql, `SELECT 1 FROM counters WHERE name = 'refreshing'`) !== null

/** Renders and then indexes the next few posts. */
export async function continueRebuild(
  storage: DurableObjectStorage,
  setting: Setting,
): Promise<void> {
  if (isRendering(storage.sql)) await renderStale(storage, setting)
  else storage.transactionSync(() => continueIndexing(storage.sql))
}

/** Renders the next few stale posts, without making revisions. One that is refused now stays as it was. */
async function renderStale(storage: DurableObjectStorage, setting: Setting): Promise<void> {
  const { rendererFor } = await import('../post/render-post.ts')
  const renderer = rendererFor(setting.widths)
  const stale = storage.sql
    .exec<{ slug: string; revision: number }>(
      `SELECT slug, revision FROM posts WHERE renderer <> ? AND status <> 'gone' LIMIT ${AT_ONCE}`,
      renderer,
    )
    .toArray()
  for (const { slug, revision } of stale) {
    const draft = findDraft(storage.sql, slug, revision)
    try {
      if (!draft) throw new Refusal('not-found', `"${slug}" has no source.`)
      const prepared = await prepare(storage.sql, { ...draft, by: 'deckle', may: [] }, setting)
      const settings = { timezone: setting.timezone, now: Date.now() }
      storage.transactionSync(() => commitPost(storage.sql, prepared, settings, 'refresh'))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      storage.sql.exec('UPDATE posts SET renderer = ? WHERE slug = ?', renderer, slug)
      console.error(`kept "${slug}" as it was rendered before:`, error.message)
    }
  }
  if (stale.length < AT_ONCE) storage.sql.exec(`DELETE FROM counters WHERE name = 'refreshing'`)
}
