/** News: who outside is to be told of which addresses. Written in the transaction of the change, told later. */

import type { FeedFormat } from '../urls.ts'
import { urls } from '../urls.ts'
import { listNames } from './compose.ts'
import { type PostRow, pathOf } from './posts.ts'
import { first } from './schema.ts'
import { countWaiting } from './shelf-rows.ts'

/** A WebSub hub hears of feeds, IndexNow of pages. */
export type Listener = 'websub' | 'indexnow'

export type News = { path: string; due: number; tries: number }

const FORMATS: FeedFormat[] = ['rss', 'atom', 'json']

/** Says who listens, and after how many milliseconds a change may be told. Where nobody does, nothing is noted. */
export function saveListeners(sql: SqlStorage, listeners: Listener[], delay: number): void {
  const names = JSON.stringify(listeners)
  // Each start comes here, and a row written costs: nothing changes mostly.
  sql.exec(
    `INSERT INTO listeners SELECT value, ? FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET delay = excluded.delay WHERE delay <> excluded.delay`,
    delay,
    names,
  )
  const gone = 'NOT IN (SELECT value FROM json_each(?))'
  sql.exec(`DELETE FROM listeners WHERE name ${gone}`, names)
  sql.exec(`DELETE FROM news WHERE listener ${gone}`, names)
}

/** Notes what readers see otherwise now: the post's page, and the feeds that it is or was in. */
export function noteNews(sql: SqlStorage, old: PostRow | null, row: PostRow, now: number): void {
  const shown = [old, row].filter((each) => each?.status === 'published') as PostRow[]
  const feeds = shown
    .filter(({ kind }) => kind === 'post')
    .flatMap(listNames)
    .flatMap(({ list }) => FORMATS.map((format) => urls.feed(format, sectionOf(list))))
  const told: [Listener, string][] = [
    ...shown.map((each): [Listener, string] => ['indexnow', pathOf(each)]),
    ...feeds.map((path): [Listener, string] => ['websub', path]),
  ]
  sql.exec(
    `INSERT OR REPLACE INTO news
     SELECT name, value ->> 1, ? + delay, 0 FROM listeners JOIN json_each(?) ON value ->> 0 = name`,
    now,
    JSON.stringify(told),
  )
}

/** The path of a list that has feeds of its own; `''` for all posts. */
function sectionOf(list: string): string {
  const [kind, key = ''] = list.split(/:(.*)/s)
  return kind === 'tag' ? urls.tag(key) : kind === 'category' ? urls.category(key) : ''
}

/** What a listener is to be told now, the longest waiting first. */
export function listNews(sql: SqlStorage, listener: Listener, now: number, limit: number): News[] {
  return sql
    .exec<News>(
      'SELECT path, due, tries FROM news WHERE listener = ? AND due <= ? ORDER BY due LIMIT ?',
      listener,
      now,
      limit,
    )
    .toArray()
}

/** Forgets what was told, or puts it off to `later`. What changed again meanwhile stays as it is. */
export function settleNews(
  sql: SqlStorage,
  listener: Listener,
  { path, due }: News,
  later: number | null,
): void {
  const which = 'WHERE listener = ? AND path = ? AND due = ?'
  if (later === null) sql.exec(`DELETE FROM news ${which}`, listener, path, due)
  else sql.exec(`UPDATE news SET tries = tries + 1, due = ? ${which}`, later, listener, path, due)
}

/** When something is to be told, in milliseconds since the epoch. Null while KV has not taken all of the shelf. */
export function nextNews(sql: SqlStorage): number | null {
  if (countWaiting(sql, 1) > 0) return null
  return first<{ due: number }>(sql, 'SELECT due FROM news ORDER BY due LIMIT 1')?.due ?? null
}
