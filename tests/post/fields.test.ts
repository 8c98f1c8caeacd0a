/** The other fields: title, draft, layout, words and addresses. */

import { describe, expect, test } from 'vitest'
import { fieldsOf, read, refusalOf } from './reading.ts'

describe('title', () => {
  test.each<[string, string | null]>([
    ['title: A 标题', 'A 标题'],
    ['title: 2014', '2014'],
    ['title: 1.10', '1.10'],
    ['title: 0x1F', '0x1F'],
    ['title: 2014-11-16', '2014-11-16'],
    ['title: Yes', 'Yes'],
    ['title: true', 'true'],
    ['title: "a\\nb\\tc\\0d"', 'a b cd'],
    ['title: |\n  two\n  lines', 'two lines'],
    ['title: "\\uFEFFa\\u200B"', 'a'],
    ['title: "\\uD800x"', '\ufffdx'],
    ['Title: a', 'a'],
    ['title: !!binary 5qCH6aKY', '标题'],
    ['title: ~', null],
    ['title:', null],
    ['title: " "', null],
    ['x: 1', null],
  ])('%s', (yaml, title) => expect(fieldsOf(yaml).title).toBe(title))

  test('of JSON and TOML', () => {
    expect(read('{"title": 1.50}\n').fields.title).toBe('1.50')
    expect(read('+++\ntitle = 2014\n+++\n').fields.title).toBe('2014')
  })
  test('at most 300 characters', () => {
    expect(fieldsOf(`title: ${'𠀀'.repeat(300)}`).title).toHaveLength(600)
    const refusal = refusalOf(() => fieldsOf(`title: ${'a'.repeat(301)}`))
    expect(refusal).toMatchObject({ code: 'bad-field', field: 'title', line: 2 })
  })
  test('a list or a group is refused with the text to write', () => {
    const refusal = refusalOf(() => fieldsOf('title: [译]'))
    expect(refusal).toMatchObject({ code: 'bad-field', field: 'title', line: 2 })
    expect(refusal.hint).toContain('title: "[译]"')
    expect(refusalOf(() => fieldsOf('title: {a: b}')).field).toBe('title')
  })
})

describe('draft and published', () => {
  test.each<[string, boolean]>([
    ['draft: true', true],
    ['draft: yes', true],
    ['draft: "true"', true],
    ['draft: 1', true],
    ['draft: false', false],
    ['draft:', false],
    ['published: false', true],
    ['published: no', true],
    ['published: No', true],
    ['published: off', true],
    ['published: n', true],
    ['published: "no"', true],
    ['published: 0', true],
    ['published: true', false],
    ['published:', false],
    ['published: 2014-11-16', false],
    ['published: true\ndraft: true', true],
    ['published: false\ndraft: false', true],
  ])('%s', (yaml, draft) => expect(fieldsOf(yaml).draft).toBe(draft))

  test.each(['draft: maybe', 'published: later', 'draft: [true]', 'published: 2014-02-30'])(
    'refused: %s',
    (yaml) => {
      const refusal = refusalOf(() => fieldsOf(`title: a\n${yaml}`))
      expect(refusal).toMatchObject({ code: 'bad-field', field: yaml.split(':')[0], line: 3 })
    },
  )
})

test('layout: page is a page; nil, ~ and every other layout is a post', () => {
  expect(fieldsOf('layout: page').kind).toBe('page')
  expect(fieldsOf('type: Page').kind).toBe('page')
  for (const layout of ['nil', '~', 'post', 'default', '']) {
    expect(fieldsOf(`layout: ${layout}`).kind).toBe('post')
  }
})

describe('words and addresses', () => {
  const one = (yaml: string, field: 'summary' | 'author' | 'lang' | 'canonical') =>
    fieldsOf(yaml)[field]

  test('summary', () => {
    expect(one('description: b\nsummary: a', 'summary')).toBe('a')
    expect(one('summary: ""\nexcerpt: >\n  a\n  b', 'summary')).toBe('a b')
    expect(one('excerpt: false', 'summary')).toBe(null)
    const { fields, warnings } = read(`---\nsummary: ${'长'.repeat(600)}\n---\n`)
    expect(fields.summary).toBe(`${'长'.repeat(499)}…`)
    expect(warnings).toMatchObject([{ code: 'summary-cut', field: 'summary', line: 2 }])
  })
  test('author', () => {
    expect(one('author: Ann', 'author')).toBe('Ann')
    expect(one('authors: [Ann, {name: Bo}]', 'author')).toBe('Ann, Bo')
    expect(one('author: {name: Ann, email: x}', 'author')).toBe('Ann')
    expect(one('author:', 'author')).toBe(null)
  })
  test('lang', () => {
    expect(one('lang: zh_CN', 'lang')).toBe('zh-CN')
    expect(one('lang: ZH-hans', 'lang')).toBe('zh-Hans')
    expect(one('lang: no', 'lang')).toBe('no')
  })
  test('cover', () => {
    const cover = (yaml: string) => fieldsOf(yaml).cover?.address ?? null
    expect(cover('cover: /a.jpg')).toBe('/a.jpg')
    expect(cover('image: ./a b.jpg')).toBe('./a b.jpg')
    expect(cover('image: {path: a.jpg, alt: b}')).toBe('a.jpg')
    expect(cover('cover: https://example.com/a.jpg')).toBe('https://example.com/a.jpg')
    expect(cover('image: ""')).toBe(null)
    expect(cover('cover: false')).toBe(null)
  })
  test('canonical', () => {
    expect(one('canonical_url: https://example.com/a b', 'canonical')).toBe(
      'https://example.com/a%20b',
    )
  })
  test('loose_headings', () => {
    expect(fieldsOf('loose_headings: false').looseHeadings).toBe(false)
    expect(fieldsOf('loose_headings: yes').looseHeadings).toBe(true)
    expect(fieldsOf('x: 1').looseHeadings).toBe(null)
  })

  test.each([
    'lang: not a language',
    'author: {email: x}',
    'author: [[a]]',
    'cover: javascript:alert(1)',
    'cover: data:image/png;base64,x',
    'cover: [a.jpg]',
    'canonical_url: /here',
    'canonical_url: javascript:alert(1)',
    'summary: [a]',
    'loose_headings: perhaps',
  ])('refused: %s', (yaml) => {
    const refusal = refusalOf(() => fieldsOf(`title: a\n${yaml}`))
    expect(refusal).toMatchObject({ code: 'bad-field', field: yaml.split(':')[0], line: 3 })
  })
})

test('unknown fields are kept as JSON holds them', () => {
  const { extra } = fieldsOf(
    'weight: 5\nd: 2014-11-16\nn: .inf\nl: [~, {x: yes}]\nlayout: post\ntitle: a',
  )
  expect(extra).toEqual({ weight: 5, d: '2014-11-16', n: '.inf', l: [null, { x: 'yes' }] })
  expect(JSON.parse(JSON.stringify(extra))).toEqual(extra)
})

describe('translation_of', () => {
  test.each<[string, string | null]>([
    ['translation_of: hello-world', 'hello-world'],
    ['translation_of: /posts/Hello World', 'hello-world'],
    ['translation_of: 上海', '上海'],
    ['translation_of:', null],
    ['x: 1', null],
  ])('%s', (yaml, slug) => expect(fieldsOf(yaml).translationOf).toBe(slug))

  test('is refused when it names nothing', () => {
    const refusal = refusalOf(() => fieldsOf('title: a\ntranslation_of: "!?"'))
    expect(refusal).toMatchObject({ code: 'bad-field', field: 'translation_of', line: 3 })
  })
})
