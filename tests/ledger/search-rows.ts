/** A ledger's rows with the search index beside them, and what is found there: for tests of SQL alone. */

import { findRow, type PostRow, saveRow } from '../../src/ledger/posts.ts'
import { listSlugs, search } from '../../src/ledger/search.ts'
import { indexPost } from '../../src/ledger/search-index.ts'
import { readQuery } from '../../src/ledger/search-query.ts'
import type { Sample } from './search-posts.ts'
import { openSql } from './sqlite.ts'

export const DAY = 86_400_000

function rowOf(
  { slug, title, tags, date }: Sample,
  status: PostRow['status'] = 'published',
): PostRow {
  const labels = tags.map((name) => ({ name, key: name }))
  const details = { lang: null, tags: labels, categories: [], summary: `Summary of ${slug}.` }
  return {
    ...{
      slug,
      kind: 'post',
      status,
      title,
      date,
      year: 2020,
      updated: null,
      etag: '',
      revision: 1,
    },
    ...{ changed: 0, bytes: 0, name: null, renderer: '1', details: JSON.stringify(details) },
  }
}

export function put(sql: SqlStorage, sample: Sample, status?: PostRow['status']): void {
  const row = rowOf(sample, status)
  sql.exec('INSERT OR REPLACE INTO articles VALUES (?, ?, ?)', sample.slug, '', sample.text)
  saveRow(sql, findRow(sql, row.slug), row)
  indexPost(sql, row)
}

export const sampleOf = (slug: string, text: string, more: Partial<Sample> = {}): Sample => ({
  ...{ slug, title: 'Untitled', tags: [], date: 0, text },
  ...more,
})

export function openWith(...samples: Sample[]): SqlStorage {
  const sql = openSql()
  for (const sample of samples) put(sql, sample)
  return sql
}

export function find(sql: SqlStorage, text: string): string[] {
  const query = readQuery(text)
  return query ? [...listSlugs(sql, query)] : []
}

export const pageOf = (sql: SqlStorage, text: string, page = 1) =>
  search({ sql, timezone: 'UTC' }, text, page)
