/** Slugs: one canonical spelling, and refusals that propose it. */

import { describe, expect, test } from 'vitest'
import { slugify } from '../../src/post/slug.ts'
import { fieldsOf, read, refusalOf } from './reading.ts'

test.each([
  ['Pycon2014@Shanghai', 'pycon2014-shanghai'],
  ['  Hello,  World! ', 'hello-world'],
  ['开源交大行', '开源交大行'],
  ['给大学生：自学的建议', '给大学生-自学的建议'],
  ['Ｆｕｌｌ　Ｗｉｄｔｈ', 'full-width'],
  ['Cafe\u0301', 'café'],
  ['e\u200b\u0301', 'é'],
  ['co\u00adoperate', 'cooperate'],
  ['I ❤️ you', 'i-you'],
  ['हिन्दी', 'हिन्दी'],
  ['İstanbul', 'i\u0307stanbul'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a--b__c', 'a-b-c'],
  ['\u0301', ''],
  ['!!!', ''],
  ['\ud83d', ''],
  ['', ''],
])('%j becomes %j', (text, slug) => expect(slugify(text)).toBe(slug))

test('at most 200 bytes, cut between two characters', () => {
  expect(slugify('长'.repeat(80))).toBe('长'.repeat(66))
  expect(slugify(`${'a'.repeat(199)}长`)).toBe('a'.repeat(199))
  expect(slugify(`${'a'.repeat(199)} b`)).toBe('a'.repeat(199))
  expect(slugify(`${'a'.repeat(198)}𠀀`)).toBe('a'.repeat(198))
})

test('a slug is its own slug, whatever character it holds', () => {
  const changed: string[] = []
  // Characters of one large block behave alike: one in eleven of Han and Hangul is enough.
  const alike = /[\p{Unassigned}\p{Private_Use}\p{Surrogate}]/u
  const large = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Egyptian_Hieroglyphs}]/u
  for (let code = 0; code <= 0x3ffff; code++) {
    const character = String.fromCodePoint(code)
    if (alike.test(character) || (code % 11 > 0 && large.test(character))) continue
    const slug = slugify(`x${character}\u0301y`)
    if (slugify(slug) !== slug) changed.push(code.toString(16))
  }
  expect(changed).toEqual([])
})

describe('which slug counts', () => {
  const slugOf = (yaml: string, name?: string, slug?: string) =>
    fieldsOf(yaml, { ...(name === undefined ? { name: '' } : { name }), ...(slug ? { slug } : {}) })
      .slug

  test('the address, front matter, the file name, the title', () => {
    expect(slugOf('slug: b\ntitle: d', 'c.md', 'a')).toBe('a')
    expect(slugOf('slug: b\ntitle: d', 'c.md')).toBe('b')
    expect(slugOf('title: d', '2014-11-16-C c.md')).toBe('c-c')
    expect(slugOf('title: 标题 D')).toBe('标题-d')
    expect(slugOf('slug: 2014')).toBe('2014')
  })
  test.each([
    ['2014-11-16-Pycon2014@Shanghai.md', 'pycon2014-shanghai'],
    ['_posts/2014/2014-11-08-开源交大行.md', '开源交大行'],
    ['posts/My Bundle/index.md', 'my-bundle'],
    ['posts/2014-11-16-bundle/index.md', 'bundle'],
    ['posts/bundle/index.zh-cn.md', 'bundle-zh-cn'],
    ['2014-11-16.md', '2014-11-16'],
    ['C:\\blog\\a.markdown', 'a'],
    ['v1.2.md', 'v1-2'],
    ['2018-10-12-trailing-dots...markdown', 'trailing-dots'],
  ])('%s', (name, slug) => expect(slugOf('x: 1', name)).toBe(slug))

  test('index.zh-cn.md says the language too', () => {
    expect(read('', { name: 'a/index.zh-cn.md' }).fields.lang).toBe('zh-CN')
    expect(read('---\nlang: en\n---\n', { name: 'a/index.zh-cn.md' }).fields.lang).toBe('en')
  })
  test('front matter in another spelling is written canonically, and the author is told', () => {
    const { fields, warnings } = read('---\nslug: My Post\n---\n', { name: 'x.md' })
    expect(fields.slug).toBe('my-post')
    expect(warnings).toMatchObject([{ code: 'slug-changed', field: 'slug', line: 2 }])
  })
  test('a slug that the address overrules is pointed out', () => {
    const { warnings } = read('---\nslug: b\n---\n', { slug: 'a' })
    expect(warnings).toMatchObject([{ code: 'slug-not-used', field: 'slug' }])
  })
  test('nothing names the post', () => {
    const refusal = refusalOf(() => read('Words.', { name: '' }))
    expect(refusal).toMatchObject({ code: 'bad-slug', field: 'slug' })
  })
  test('a page may not take an address of the site', () => {
    const reserved = new Set(['tags'])
    const page = '---\nlayout: page\n---\n'
    const refusal = refusalOf(() => read(page, { name: 'tags.md', reserved }))
    expect(refusal).toMatchObject({ code: 'bad-slug', field: 'slug' })
    expect(read(page, { name: 'about.md', reserved }).fields.kind).toBe('page')
    expect(read('', { name: 'tags.md', reserved }).fields.slug).toBe('tags')
  })
})

describe('refused slugs', () => {
  const BAD: [string, string | null][] = [
    ['', null],
    [' ', null],
    ['..%2f', '2f'],
    ['../etc', 'etc'],
    ['a/b', 'a-b'],
    ['a\\b', 'a-b'],
    ['a%00', 'a-00'],
    ['a\0b', 'a-b'],
    ['a\nb', 'a-b'],
    ['e\u0301', 'é'],
    ['--', null],
    ['长'.repeat(80), '长'.repeat(66)],
  ]
  test.each(BAD)('in the address: %j', (slug, proposal) => {
    const refusal = refusalOf(() => read('---\ntitle: a\n---\n', { slug }))
    expect(refusal).toMatchObject({ code: 'bad-slug', field: 'slug' })
    expect(refusal.hint).toBe(
      proposal === null ? 'Use letters, digits and hyphens.' : `Use "${proposal}".`,
    )
  })
  test.each(BAD)('in front matter: %j', (slug, proposal) => {
    const source = `{\n"title": "a",\n"slug": ${JSON.stringify(slug)}\n}\n`
    const refusal = refusalOf(() => read(source, { name: 'x.md' }))
    expect(refusal).toMatchObject({ code: 'bad-slug', field: 'slug', line: 3 })
    if (proposal !== null) expect(refusal.hint).toBe(`Use "${proposal}".`)
  })
  test.each(['A', 'a b', 'a--b', '-a', 'ａ', 'a\u200bb'])('only in the address: %j', (slug) => {
    expect(refusalOf(() => read('', { slug }))).toMatchObject({ code: 'bad-slug', field: 'slug' })
  })
})
