/** Search by example: what counts as found, in which order, and how it is shown. */

import { expect, test } from 'vitest'
import { readQuery } from '../../src/ledger/search-query.ts'
import { DAY, find, openWith, pageOf, put, sampleOf } from './search-rows.ts'
import { openSql } from './sqlite.ts'

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
  ['a long word', 'An internationalisation of words', 'internationalisati'],
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

test.each([
  ['node.js', false],
  ['c++', false],
  ['typescriptinternational', false],
  ['node的模块', false],
  ['.net', true],
  ['的node', true],
  ['a.very.long.name.with.dots', true],
  ['x'.repeat(33), true],
])('%s: are texts to be looked at? %s', (text, loose) => {
  expect(readQuery(text)?.loose).toBe(loose)
})

test('a word with signs in it is found at its beginning, and nowhere else', () => {
  const sql = openWith(
    sampleOf('a', 'We use node.js, and c++.'),
    sampleOf('b', 'Here node and js stand apart.'),
    sampleOf('c', 'A supernode.js is another.'),
    sampleOf('d', 'In Chinese:用node.js写的"程序"。'),
  )
  expect(find(sql, 'node.js')).toEqual(['d', 'a'])
  expect(find(sql, 'node.j')).toEqual(['d', 'a'])
  expect(find(sql, 'c++')).toEqual(['a'])
  expect(find(sql, 'node.js写的"')).toEqual(['d'])
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
