/** Search finds exactly what a look through every text finds, and in the right order. */

import { beforeAll, describe, expect, it } from 'vitest'
import { continueIndexing, isIndexing, startIndexing } from '../../src/ledger/search-index.ts'
import { makePosts, randomFrom, type Sample } from './search-posts.ts'
import { find, openWith, pageOf } from './search-rows.ts'

describe('2,000 posts in Chinese, English and both', () => {
  const samples = makePosts(2_000, 7)
  let sql: SqlStorage
  beforeAll(() => {
    sql = openWith(...samples)
    sql.exec('CREATE TABLE plain (slug TEXT, title TEXT, label TEXT, text TEXT, date INTEGER)')
    for (const { slug, title, tags, text, date } of samples) {
      sql.exec('INSERT INTO plain VALUES (?, ?, ?, ?, ?)', slug, title, tags.join('\n'), text, date)
    }
  })

  /** The same by LIKE, which reads every text: `before` is what must stand before a hit. */
  const like = (term: string, before = ''): string[] => {
    const pattern = `%${before}${term.replace(/[%_]/g, '')}%`
    const field = (name: string) => `(' ' || ${name}) LIKE ?`
    const title = field('title')
    const label = `(${title} OR ${field("replace(label, char(10), ' ')")})`
    return sql
      .exec<{ slug: string }>(
        `SELECT slug FROM plain WHERE ${label} OR ${field("replace(text, char(10), ' ')")}
         ORDER BY (CASE WHEN ${title} THEN 0 WHEN ${label} THEN 1 ELSE 2 END), date DESC`,
        ...Array(6).fill(pattern),
      )
      .toArray()
      .map(({ slug }) => slug)
  }

  it.each([1, 2])('any substring of Chinese: the hits of LIKE, in order (seed %i)', (seed) => {
    const random = randomFrom(seed)
    let found = 0
    for (let round = 0; round < 80; round++) {
      const { text } = samples[Math.floor(random() * samples.length)] as Sample
      const runs = text.match(/\p{sc=Han}+/gu) ?? []
      const run = runs[Math.floor(random() * runs.length)] ?? '的'
      const start = Math.floor(random() * run.length)
      const term = run.slice(start, start + 1 + Math.floor(random() * 6))
      const hits = find(sql, term)
      expect([term, hits]).toEqual([term, like(term)])
      found += hits.length
    }
    expect(found).toBeGreaterThan(500)
  })

  it('characters put together at random, which may stand nowhere', () => {
    const random = randomFrom(11)
    const characters = [...new Set(samples.flatMap(({ text }) => text.match(/\p{sc=Han}/gu) ?? []))]
    let none = 0
    for (let round = 0; round < 80; round++) {
      const length = 2 + Math.floor(random() * 2)
      const pick = () => characters[Math.floor(random() * characters.length)]
      const term = Array.from({ length }, pick).join('')
      const hits = find(sql, term)
      expect([term, hits]).toEqual([term, like(term)])
      if (hits.length === 0) none++
    }
    expect(none).toBeGreaterThan(10)
  })

  it('the beginning of a word: the hits of LIKE behind a space', () => {
    const random = randomFrom(5)
    const english = samples.filter(({ slug }) => slug.startsWith('en'))
    for (let round = 0; round < 80; round++) {
      const { text } = english[Math.floor(random() * english.length)] as Sample
      const words = text.match(/[a-z]+/gi) ?? []
      const word = words[Math.floor(random() * words.length)] ?? 'a'
      const term = word.slice(0, 1 + Math.floor(random() * word.length))
      const among = new Set(english.map(({ slug }) => slug))
      const hits = find(sql, term).filter((slug) => among.has(slug))
      const want = like(term, ' ').filter((slug) => among.has(slug))
      expect([term, hits]).toEqual([term, want])
    }
  })

  it('any passage with its punctuation, where a post has it as written', () => {
    const random = randomFrom(9)
    for (let round = 0; round < 80; round++) {
      const { slug, text } = samples[Math.floor(random() * samples.length)] as Sample
      const passages = text.match(/\p{sc=Han}[^\s]{2,12}/gu) ?? []
      const term = passages[Math.floor(random() * passages.length)]
      if (!term) continue
      const hits = find(sql, term)
      expect([term, hits]).toEqual([term, like(term)])
      expect(hits).toContain(slug)
    }
  })

  it('several terms: each must stand somewhere', () => {
    for (const [a, b] of [
      ['今天', '数据'],
      ['的', 'paper'],
      ['river', 'stone'],
    ] as const) {
      const both = new Set(find(sql, b))
      const want = find(sql, a).filter((slug) => both.has(slug))
      expect(find(sql, `${a}  ${b}`).toSorted()).toEqual(want.toSorted())
      expect(want.length).toBeGreaterThan(0)
    }
  })

  it('pages of ten, without a gap or a repeat', () => {
    const pages = [1, 2, 3].map((page) => pageOf(sql, '的', page))
    const slugs = pages.flatMap(({ hits }) => hits.map(({ slug }) => slug))
    expect(slugs).toEqual(find(sql, '的').slice(0, 30))
    expect(pages.map(({ more }) => more)).toEqual([true, true, true])
    expect(pageOf(sql, '的', 20)).toMatchObject({ more: false })
    expect(pageOf(sql, '的', 21)).toEqual({ hits: [], more: false })
  })

  it('indexing everything again changes no answer', () => {
    const before = ['的', '今天', 'pa', '标题'].map((term) => find(sql, term))
    startIndexing(sql)
    for (let steps = 0; isIndexing(sql); steps++) {
      expect(steps).toBeLessThan(80)
      continueIndexing(sql)
    }
    expect(['的', '今天', 'pa', '标题'].map((term) => find(sql, term))).toEqual(before)
  })
})
