/** Search finds exactly what a look through every text finds, in the right order, and shows where. */

import { beforeAll, describe, expect, it, test } from 'vitest'
import { type PostRow, saveRow } from '../../src/ledger/posts.ts'
import { listSlugs, search } from '../../src/ledger/search.ts'
import {
  continueIndexing,
  indexPost,
  isIndexing,
  startIndexing,
} from '../../src/ledger/search-index.ts'
import { readQuery } from '../../src/ledger/search-query.ts'
import { makePosts, randomFrom, type Sample } from './search-posts.ts'
import { openSql } from './sqlite.ts'

const DAY = 86_400_000

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

function put(sql: SqlStorage, sample: Sample, status?: PostRow['status']): void {
  const row = rowOf(sample, status)
  sql.exec('INSERT OR REPLACE INTO articles VALUES (?, ?, ?)', sample.slug, '', sample.text)
  saveRow(sql, row)
  indexPost(sql, row)
}

const sampleOf = (slug: string, text: string, more: Partial<Sample> = {}): Sample => ({
  ...{ slug, title: 'Untitled', tags: [], date: 0, text },
  ...more,
})

function openWith(...samples: Sample[]): SqlStorage {
  const sql = openSql()
  for (const sample of samples) put(sql, sample)
  return sql
}

function find(sql: SqlStorage, text: string): string[] {
  const query = readQuery(text)
  return query ? [...listSlugs(sql, query)] : []
}

const pageOf = (sql: SqlStorage, text: string, page = 1) =>
  search({ sql, timezone: 'UTC' }, text, page)

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

  it.each([1, 2])(
    'any substring of Chinese: the hits of LIKE, in order (seed %i)',
    (seed) => {
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
    },
  )

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
      expect(steps).toBeLessThan(20)
      continueIndexing(sql)
    }
    expect(['的', '今天', 'pa', '标题'].map((term) => find(sql, term))).toEqual(before)
  })
})

test.each([
  ['full width, and case', 'ＰＹＴＨＯＮ３ 入门', 'python3'],
  ['half-width kana', 'ｶﾞﾗｽの話', 'ガラス'],
  ['a rare character', '𠮷野家的饭', '𠮷野'],
  ['a part of a Korean word', '서울대학교에서', '대학'],
  ['a part of a Thai sentence', 'ภาษาไทยง่าย', 'ไทย'],
  ['Greek with a final sigma', 'Ο ΔΡΟΜΟΣ', 'δρομοσ'],
  ['composed and decomposed', 'cafe\u0301 au lait', 'CAFÉ'],
  ['what stands beside Chinese', '我用Python写', 'pyth'],
  ['a name with a dot', 'Written for node.js, they say', 'node.js'],
  ['a name with signs', 'About C++ and C#', 'c++'],
  ['a long word', 'An internationalisation of words', 'internationalis'],
  ['a zero-width space inside', '中\u200b国', '中国'],
  ['a soft hyphen inside', 'type\u00adsetting', 'typeset'],
])('finds %s', (_, text, query) => {
  expect(find(openWith(sampleOf('a', text)), query)).toEqual(['a'])
})

test.each([
  ['the middle of a word', 'framework', 'work'],
  ['pairs that no text joins', '在中国，国人说', '中国人'],
  ['a pair from the end and the start of two runs', '中国abc人民', '国人'],
  ['the same signs apart', 'node and js', 'node.js'],
  ['another long word', 'internationalism', 'internationalisation'],
  ['one field running into the next', '人民', '中国人'],
  ['only punctuation', 'C++', '++ 。'],
])('does not find %s', (_, text, query) => {
  expect(find(openWith(sampleOf('a', text, { title: '中国' })), query)).toEqual([])
})

test('the title comes before tags, tags before the text, newer before older', () => {
  const sql = openWith(
    sampleOf('text-old', '秋天', { date: 1 * DAY }),
    sampleOf('title-old', '', { date: 2 * DAY, title: '秋天来了' }),
    sampleOf('tag', '', { date: 3 * DAY, tags: ['秋天'] }),
    sampleOf('title-new', '', { date: 4 * DAY, title: '又是秋天' }),
    sampleOf('text-new', '秋天', { date: 5 * DAY }),
  )
  expect(find(sql, '秋天')).toEqual(['title-new', 'title-old', 'tag', 'text-new', 'text-old'])
})

test('an edit, a draft, a removal: the index follows', () => {
  const sql = openWith(sampleOf('a', '春天'))
  put(sql, sampleOf('a', '夏天'))
  expect([find(sql, '春天'), find(sql, '夏天')]).toEqual([[], ['a']])
  put(sql, sampleOf('a', '夏天'), 'draft')
  expect(find(sql, '夏天')).toEqual([])
  put(sql, sampleOf('a', '夏天', { date: 9 * DAY }))
  put(sql, sampleOf('a', '夏天'), 'gone')
  expect(find(sql, '夏天')).toEqual([])
})

test('1,500 posts of one moment keep their order', () => {
  const sql = openSql()
  for (let i = 0; i < 1_500; i++) put(sql, sampleOf(`p${i}`, '同'))
  expect(find(sql, '同')[0]).toBe('p1499')
  expect(new Set(find(sql, '同')).size).toBe(1_500)
})

test('hits are marked in the title, and in a passage of the text', () => {
  const text = `${'很长的开头。'.repeat(200)}这里有一张宣纸，纸边毛糙。${'后面还有。'.repeat(99)}`
  const sql = openWith(sampleOf('a', text, { title: '宣纸与毛边' }))
  const [hit] = pageOf(sql, '宣纸 毛').hits
  expect(hit?.title).toEqual(['', '宣纸', '与', '毛', '边'])
  expect(hit?.excerpt.filter((_, at) => at % 2 === 1)).toEqual(['宣纸', '毛'])
  expect(hit?.excerpt[0]).toMatch(/^….*一张$/)
  expect(hit?.excerpt.at(-1)).toMatch(/…$/)
  expect(hit?.excerpt.join('').length).toBeLessThan(140)
})

test('marks fall on what the author wrote, also where folding changes its length', () => {
  const sql = openWith(sampleOf('a', '…… ﬁne ½ Ｐｙｔｈｏｎ, python ㍿', { title: 'Ⅷ PYTHONS' }))
  const [hit] = pageOf(sql, 'python').hits
  expect(hit?.title).toEqual(['Ⅷ ', 'PYTHON', 'S'])
  expect(hit?.excerpt).toEqual(['…… ﬁne ½ ', 'Ｐｙｔｈｏｎ', ', ', 'python', ' ㍿'])
  expect(pageOf(sql, '株式').hits[0]?.excerpt.at(1)).toBe('㍿')
})

test('a hit in the title alone shows the summary', () => {
  const [hit] = pageOf(openWith(sampleOf('a', 'nothing', { title: 'Deckle' })), 'deck').hits
  expect(hit).toMatchObject({ title: ['', 'Deck', 'le'], excerpt: ['Summary of a.'] })
})

test.each([
  ...['', '   ', '"', "'; DROP TABLE search; --", 'a* OR b', 'NEAR(a b)', '{title}: a', '¹a', '\0'],
  ...['(((((', 'a'.repeat(10_000), '中'.repeat(10_000), '\ud800', '%_%', '-', '"中国" AND "'],
])('answers %j', (query) => {
  const sql = openWith(sampleOf('a', '中国 text'))
  expect(() => pageOf(sql, query)).not.toThrow()
})

test('a post of a megabyte is found by its beginning and by its end', () => {
  const middle = Array.from({ length: 340_000 }, (_, i) =>
    String.fromCharCode(0x4e00 + (i % 9_973)),
  )
  const text = middle.join('').replace(/.{40}/gs, '$&，')
  const sql = openWith(sampleOf('long', `龘龘开头。${text}龘龘结尾`))
  for (const query of ['龘开头', '龘结尾', '一丁丂']) expect(find(sql, query)).toEqual(['long'])
})
