/** Search: the posts that have every term, those with all of them in the title first, newer ones first. */

import type { Hit, Hits } from '../post/hit.ts'
import { dayOf } from './day.ts'
import { findRow, pathOf, readDetails } from './posts.ts'
import { first } from './schema.ts'
import { type Mark, readFields, readText } from './search-index.ts'
import { excerpt, mark } from './search-marks.ts'
import { type Query, readQuery, stands, toMatch } from './search-query.ts'
import { fold } from './search-text.ts'

const ON_PAGE = 10
/** Nobody reads further; and a search for a frequent character must not list the whole blog. */
const PAGES = 20
/** Posts whose text is looked at for one rank of a loose query. */
const LOOKS = 2_000

const RANKS: Mark[] = ['title', 'label', 'any']

/** Page `page`, counted from 1, of what is found. */
export function search(
  { sql, timezone }: { sql: SqlStorage; timezone: string },
  text: string,
  page: number,
): Hits {
  const query = page <= PAGES ? readQuery(text) : null
  if (!query) return { hits: [], more: false }
  const slugs = [...listSlugs(sql, query).take(page * ON_PAGE + 1)]
  const shown = slugs.slice((page - 1) * ON_PAGE, page * ON_PAGE)
  return {
    hits: shown.flatMap((slug) => toHit(sql, slug, query.terms, timezone) ?? []),
    more: slugs.length > page * ON_PAGE && page < PAGES,
  }
}

/** Reads no further than it is asked to: FTS5 gives the newest first. */
export function* listSlugs(sql: SqlStorage, query: Query): Generator<string> {
  const seen = new Set<string>()
  for (const rank of RANKS) {
    let looks = 0
    const rows = sql.exec<{ slug: string }>(
      `SELECT slug FROM search CROSS JOIN indexed ON indexed.id = search.rowid
       WHERE search MATCH ? ORDER BY search.rowid DESC`,
      toMatch(query, rank),
    )
    for (const { slug } of rows) {
      if (seen.has(slug)) continue
      if (query.loose) {
        if (++looks > LOOKS) break
        if (!hasTerms(sql, slug, query.terms, rank)) continue
      }
      seen.add(slug)
      yield slug
    }
  }
}

function hasTerms(sql: SqlStorage, slug: string, terms: string[], rank: Mark): boolean {
  const row = first<{ title: string; details: string }>(
    sql,
    'SELECT title, details FROM posts WHERE slug = ?',
    slug,
  )
  if (!row) return false
  const { title, label } = readFields(row)
  const fields = rank === 'title' ? [title] : [title, label]
  if (rank === 'any') fields.push(fold(readText(sql, slug)))
  return terms.every((term) => fields.some((field) => stands(term, field)))
}

function toHit(sql: SqlStorage, slug: string, terms: string[], timezone: string): Hit | null {
  const row = findRow(sql, slug)
  if (!row) return null
  const { lang, summary } = readDetails(row)
  return {
    slug,
    kind: row.kind,
    path: pathOf(row),
    title: mark(row.title, terms),
    date: row.date,
    day: dayOf(row.date, timezone),
    lang,
    excerpt: excerpt(readText(sql, slug), terms) ?? mark(summary, terms),
  }
}
