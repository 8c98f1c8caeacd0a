/** A source as bytes: encoding, size, the suite of front matter, and whatever chance makes of it. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/post/refusal.ts'
import { MAX_SOURCE, readSource } from '../../src/post/source/read-source.ts'
import { shared, sharedJson } from '../shared.ts'
import { read, refusalOf } from './reading.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))
const options = { timezone: 'Asia/Shanghai', slug: 'a' }

describe('encoding', () => {
  test.each<[string, Uint8Array, number, string]>([
    ['a stray byte', bytes('a\nb', [0xff], 'c\n'), 2, 'UTF-8'],
    ['GBK', bytes('---\ntitle: ', [0xb1, 0xea, 0xcc, 0xe2], '\n---\n'), 2, 'gb18030'],
    ['an overlong slash', bytes([0xc0, 0xaf]), 1, 'UTF-8'],
    ['a surrogate', bytes('\n\n\n', [0xed, 0xa0, 0x80]), 4, 'UTF-8'],
    ['a character cut at the end', bytes('a\nb\n', [0xe4, 0xb8]), 3, 'UTF-8'],
    ['a character cut at a line end', bytes('a\n', [0xe4, 0xb8], '\nb'), 2, 'UTF-8'],
    ['UTF-16', bytes([0xff, 0xfe, 0x61, 0x00]), 1, 'UTF-16'],
  ])('%s', (_, source, line, hint) => {
    const refusal = refusalOf(() => readSource(source, options))
    expect(refusal).toMatchObject({ code: 'bad-encoding', line })
    expect(refusal.hint).toContain(hint)
  })
  test('the byte order mark is no part of the text; a NUL and U+FFFD are', () => {
    expect(readSource(bytes([0xef, 0xbb, 0xbf], 'a\0\ufffd'), options).body).toBe('a\0\ufffd')
  })
})

describe('size', () => {
  test('1 MiB is read in a few milliseconds, one byte more is refused', () => {
    const source = Buffer.alloc(MAX_SOURCE, 'Some 文字 here.\n')
    readSource(source.subarray(0, 990), options)
    const before = process.cpuUsage()
    const { body } = readSource(source.subarray(0, MAX_SOURCE - (MAX_SOURCE % 18)), options)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(50)
    expect(body).toHaveLength(Math.floor(MAX_SOURCE / 18) * 14)
    const refusal = refusalOf(() => readSource(new Uint8Array(MAX_SOURCE + 1), options))
    expect(refusal.code).toBe('too-large')
  })
  test.each([
    ['blank lines', '\n'.repeat(1_000_000)],
    ['spaces after a fence', `---${' '.repeat(1_000_000)}x`],
    ['fences that never close', `---\ntitle: a\n${'--- x\n'.repeat(160_000)}`],
    ['braces', `{"a":${'{'.repeat(1_000_000)}`],
    ['a quote', `{"a": "${'\\\\'.repeat(500_000)}`],
    ['one long field', `---\ntitle: ${'a '.repeat(500_000)}\n---\n`],
  ])('hostile at 1 MB, in time: %s', (_, text) => {
    const before = process.cpuUsage()
    try {
      read(text)
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
    }
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500)
  })
  test('a stray byte among half a million lines is found in time', () => {
    const source = bytes('a\n'.repeat(250_000), [0xff], '\na'.repeat(250_000))
    const before = process.cpuUsage()
    expect(refusalOf(() => readSource(source, options)).line).toBe(250_001)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500)
  })
  test('front matter has at most 64 KiB', () => {
    const filled = (n: number) => `---\nx: ${'长'.repeat(n)}\n---\nBody`
    expect(read(filled(21_000)).body).toBe('Body')
    expect(refusalOf(() => read(filled(22_000)))).toMatchObject({ code: 'too-large', line: 2 })
  })
})

test('the seed', () => {
  const file = shared('seed/2014-11-16-Pycon2014@Shanghai.md')
  if (file === null) return
  const name = '2014-11-16-Pycon2014@Shanghai.md'
  const { fields, bodyLine } = readSource(readFileSync(file), { timezone: 'Asia/Shanghai', name })
  expect(fields).toMatchObject({
    slug: 'pycon2014-shanghai',
    kind: 'post',
    title: 'Pycon2014 @Shanghai',
    date: Date.parse('2014-11-16T00:00:00+08:00'),
    draft: false,
    tags: [{ name: 'Python mechine_learning', key: 'python-mechine_learning' }],
    categories: [{ name: 'Lectures', key: 'lectures' }],
    aliases: [],
    extra: {},
  })
  expect(bodyLine).toBe(10)
})

describe('the suite', () => {
  const cases = sharedJson<{ name: string; raw: string }[]>('suites/front-matter-cases.json') ?? []
  const outcome = (name: string, raw: string) => {
    try {
      const { fields, body } = read(raw, { name: name.replace(/^.*\//, '') })
      return { fields, body, line: null }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { fields: null, body: '', line: error.data.errors[0]?.line ?? Number.NaN }
    }
  }
  // Every case that is refused, and the line it names.
  const REFUSED: Record<string, number> = {
    'gray-matter/all.yaml': 1,
    'gray-matter/autodetect-coffee-fn.md': 1,
    'gray-matter/autodetect-coffee.md': 1,
    'gray-matter/autodetect-coffeescript.md': 1,
    'gray-matter/autodetect-cson-fn.md': 1,
    'gray-matter/autodetect-cson.md': 1,
    'gray-matter/autodetect-javascript.md': 1,
    'gray-matter/complex.md': 9, // `date: <%= new Date() %>`
    'gray-matter/lang-coffee-bad.md': 1,
    'gray-matter/lang-javascript-fn.md': 2,
    'gray-matter/lang-javascript-object-fn.md': 6,
    'jekyll/2014-01-06-permalink-traversal.md': 2,
  }
  test.skipIf(cases.length === 0)(
    'every case gives a value or a refusal that names the line',
    () => {
      const refused = cases.flatMap(({ name, raw }) => {
        const { line } = outcome(name, raw)
        return line === null ? [] : [[name, line]]
      })
      expect(Object.fromEntries(refused)).toEqual(REFUSED)
      expect(cases.length).toBeGreaterThan(80)
    },
  )
  test.skipIf(cases.length === 0).each<[string, object]>([
    ['gray-matter/all-dots.yaml', { extra: { one: 'foo', two: 'bar', three: 'baz' } }],
    ['gray-matter/autodetect-json.md', { title: 'autodetect-JSON', summary: 'Front Matter' }],
    ['gray-matter/delims-and-lang.md', { title: 'JSON' }],
    ['gray-matter/has-matter.md', { title: 'Has Matter!' }],
    ['jekyll/2008-02-02-not-published.markdown', { draft: true, slug: 'not-published' }],
    ['jekyll/2008-12-03-permalinked-post.markdown', { aliases: ['/my_category/permalinked-post'] }],
    ['jekyll/2009-01-27-categories.markdown', { categories: labels('foo', 'bar', 'baz') }],
    ['jekyll/2009-01-27-array-categories.markdown', { categories: labels('foo', 'bar', 'baz') }],
    ['jekyll/2009-01-27-empty-category.markdown', { categories: [] }],
    ['jekyll/2009-05-18-tag.markdown', { tags: labels('code') }],
    ['jekyll/2009-05-18-empty-tags.markdown', { tags: [] }],
    [
      'jekyll/2009-05-24-yaml-linebreak.markdown',
      { title: 'Test title', tags: [{ name: 'Ruby', key: 'ruby' }] },
    ],
    ['jekyll/2010-01-08-triple-dash.markdown', { title: 'Foo --- Bar' }],
    ['jekyll/2010-01-09-date-override.markdown', { date: Date.UTC(2010, 0, 9, 16) }],
    ['jekyll/2010-01-09-time-override.markdown', { date: Date.UTC(2010, 0, 10, 5, 7, 9) }],
    ['jekyll/2010-01-09-timezone-override.markdown', { date: Date.UTC(2010, 0, 10, 13, 7, 9) }],
    ['jekyll/2013-01-12-nil-layout.markdown', { kind: 'post', title: 'No layout' }],
    ['jekyll/2013-05-10-number-category.markdown', { categories: labels('2013') }],
    ['jekyll/2013-12-20-properties.text', { tags: labels('ay', 'bee', 'cee') }],
    ['jekyll/2014-03-03-yaml-with-dots.md', { title: 'Test Post Where YAML Ends in Dots' }],
    [
      'jekyll/2015-02-20-extensionless-permalink.markdown',
      { aliases: ['/extensionless-permalink'] },
    ],
    ['jekyll/2015-12-27-extra-spaces.markdown', { extra: { extra: 'spaces' } }],
    [
      'jekyll/2017-2-5-i-dont-like-zeroes.md',
      { date: Date.UTC(2017, 1, 4, 16), slug: 'i-dont-like-zeroes' },
    ],
  ])('%s', (name, expected) => {
    const raw = cases.find((each) => each.name === name)?.raw ?? ''
    expect(outcome(name, raw).fields).toMatchObject(expected)
  })
})

function labels(...names: string[]) {
  return names.map((name) => ({ name, key: name }))
}
