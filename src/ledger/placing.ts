/** Moves a post in and out of the lists, and says which shelf keys that touches. */

import { keys } from '../shelf/keys.ts'
import { listNames } from './compose.ts'
import { addEntry, changeSize, findNeighbours, findPage, removeEntry, renameList } from './lists.ts'
import type { PostRow } from './posts.ts'

/**
 * Replaces a post's place in the lists after its row went from `old` to `now` (null: it did not exist).
 * Only published posts have a place; standalone pages have one in no list. Gives the dirty shelf keys.
 */
export function placePost(sql: SqlStorage, old: PostRow | null, now: PostRow): Set<string> {
  const dirty = new Set<string>()
  const was = old?.status === 'published' ? old : null
  const is = now.status === 'published' ? now : null
  // A draft or a scheduled post that readers never saw leaves nothing on the shelf but the next date.
  if (was || is) dirty.add(keys.post(now.slug))
  if (was || is || old?.status === 'scheduled' || now.status === 'scheduled') dirty.add(keys.site())
  if (!was && !is) return dirty

  const listedBefore = was?.kind === 'post' ? was : null
  const listedNow = is?.kind === 'post' ? is : null
  const moved = !listedBefore || !listedNow || listedBefore.date !== listedNow.date
  if (listedBefore && (moved || listedBefore.title !== listedNow?.title)) {
    addNeighbours(sql, listedBefore, dirty)
  }
  moveEntries(sql, listedBefore, listedNow, dirty)
  if (listedNow && moved) addNeighbours(sql, listedNow, dirty)
  if (listedBefore?.year !== listedNow?.year) {
    if (listedBefore) changeSize(sql, `year:${listedBefore.year}`, String(listedBefore.year), -1)
    if (listedNow) changeSize(sql, `year:${listedNow.year}`, String(listedNow.year), 1)
  }
  return dirty
}

function moveEntries(
  sql: SqlStorage,
  old: PostRow | null,
  now: PostRow | null,
  dirty: Set<string>,
): void {
  const before = new Map(old ? listNames(old).map(({ list, name }) => [list, name]) : [])
  const after = new Map(now ? listNames(now).map(({ list, name }) => [list, name]) : [])
  for (const [list, name] of before) {
    if (old && !(after.has(list) && now?.date === old.date)) {
      for (const n of removeEntry(sql, list, name, old)) dirty.add(keys.list(list, n))
    }
  }
  for (const [list, name] of after) {
    if (!now) continue
    if (before.has(list) && old?.date === now.date) {
      if (before.get(list) !== name) renameList(sql, list, name)
      const n = findPage(sql, list, now)
      if (n) dirty.add(keys.list(list, n))
    } else {
      for (const n of addEntry(sql, list, name, now)) dirty.add(keys.list(list, n))
    }
  }
}

/** The posts on either side show this one's title. */
function addNeighbours(sql: SqlStorage, row: PostRow, dirty: Set<string>): void {
  const { older, newer } = findNeighbours(sql, 'all', row)
  for (const each of [older, newer]) if (each) dirty.add(keys.post(each.slug))
}
