/**
 * Which posts are the same in other languages: each names its original (`translation_of`), the original
 * names none. Members show each other, so one that comes, goes or changes its language touches the others.
 */

import type { Translation } from '../shelf/documents.ts'
import { keys } from '../shelf/keys.ts'
import { type PostRow, readDetails } from './posts.ts'

/** A group is small; a translation beyond these is shown by none of the others. */
const MOST = 40

/** The slug of the post that a row is a translation of: its own when it is the original. */
const originalOf = (row: PostRow): string => readDetails(row).translationOf ?? row.slug

/** Notes what a post is a translation of. Gives the shelf keys of the others when they show it differently now. */
export function placeTranslation(sql: SqlStorage, old: PostRow | null, now: PostRow): string[] {
  const was = old && shownOf(old)
  const is = shownOf(now)
  if (was === is) return []
  const groups = new Set([old && originalOf(old), originalOf(now)].filter((each) => each !== null))
  sql.exec('DELETE FROM translations WHERE slug = ?', now.slug)
  if (originalOf(now) !== now.slug) {
    sql.exec('INSERT INTO translations VALUES (?, ?)', now.slug, originalOf(now))
  }
  const members = [...groups].flatMap((original) => listMembers(sql, original))
  return members.filter(({ slug }) => slug !== now.slug).map(({ slug }) => keys.post(slug))
}

/** What the others show of a post; an empty text while readers may not see it. */
function shownOf(row: PostRow): string {
  if (row.status !== 'published') return ''
  return JSON.stringify([originalOf(row), readDetails(row).lang, row.kind, row.title])
}

/** All languages of a post, its own included; empty when there is only one. */
export function listTranslations(sql: SqlStorage, row: PostRow): Translation[] {
  const members = listMembers(sql, originalOf(row))
  if (members.length < 2) return []
  return members.map((each) => {
    const { slug, title, kind } = each
    return { slug, title, kind, lang: readDetails(each).lang }
  })
}

/** Published posts of a group, the original first. */
function listMembers(sql: SqlStorage, original: string): PostRow[] {
  return sql
    .exec<PostRow>(
      // CROSS JOIN: the members first, or SQLite reads every published post to find them.
      `SELECT posts.* FROM (SELECT slug FROM translations WHERE original = ?1 UNION SELECT ?1)
       CROSS JOIN posts USING (slug)
       WHERE status = 'published' ORDER BY slug <> ?1, slug LIMIT ${MOST}`,
      original,
    )
    .toArray()
}
