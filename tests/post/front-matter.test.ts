/** Front matter in every way that Jekyll, Hexo and Hugo write it. */

import { describe, expect, test } from 'vitest'
import { read, refusalOf } from './reading.ts'

/** Title, first line of the body, and the line it stands on. */
const seen = (text: string) => {
  const { fields, body, bodyLine } = read(text)
  return [fields.title, body, bodyLine]
}

describe('fences', () => {
  test.each<[string, string, unknown[]]>([
    ['YAML', '---\ntitle: A\n---\nBody', ['A', 'Body', 4]],
    ['a language after the fence', '---yaml\ntitle: A\n---\nBody', ['A', 'Body', 4]],
    ['spaces after the fences', '---  \ntitle: A\n--- \t\nBody', ['A', 'Body', 4]],
    ['dots close', '---\ntitle: A\n...\nBody', ['A', 'Body', 4]],
    ['CRLF', '---\r\ntitle: A\r\n---\r\nBody\r\n', ['A', 'Body\r\n', 4]],
    ['mixed line ends', '---\r\ntitle: A\rlang: en\n---\r\rBody', ['A', '\rBody', 5]],
    ['a byte order mark', '\ufeff---\ntitle: A\n---\nBody', ['A', 'Body', 4]],
    ['zero-width characters', '\u200b---\n\u200btitle\u200b: A\u200b\n---\nBody', ['A', 'Body', 4]],
    ['blank lines above', '\n\n---\ntitle: A\n---\nBody', ['A', 'Body', 6]],
    ['fences in a value', '---\ntitle: A --- B\nx: |\n  ---\n---\nBody', ['A --- B', 'Body', 6]],
    ['nothing between', '---\n---\nBody', [null, 'Body', 3]],
    ['only a comment between', '---\n# none\n---\nBody', [null, 'Body', 4]],
    ['the end right after', '---\ntitle: A\n---', ['A', '', 3]],
    ['none at all', '# Heading', [null, '# Heading', 1]],
    ['an empty source', '', [null, '', 1]],
    ['a rule first', '---\n\nProse: x\n', [null, '---\n\nProse: x\n', 1]],
    ['a heading with a rule', 'title: A\n---\nBody', [null, 'title: A\n---\nBody', 1]],
    ['Hexo without opening', 'title: A\ntags:\n- b\n---\nBody', ['A', 'Body', 5]],
    ['Hexo in JSON', '"title": "A",\n"tags": []\n;;;\nBody', ['A', 'Body', 4]],
    ['JSON between semicolons', ';;;\n{"title": "A"}\n;;;\nBody', ['A', 'Body', 4]],
    ['JSON', '{\n  "title": "A { \\" }"\n}\nBody', ['A { " }', 'Body', 4]],
    ['JSON named', '---json\n{"title": "A"}\n---\nBody', ['A', 'Body', 4]],
    ['JSON with tabs and a comma too many', '{\n\t"title": "A",\n}\n\nBody', ['A', '\nBody', 4]],
    ['a template tag first', '{% raw %}\n{{ x }}', [null, '{% raw %}\n{{ x }}', 1]],
    ['TOML', '+++\ntitle = "A"\n+++\nBody', ['A', 'Body', 4]],
  ])('%s', (_, text, expected) => expect(seen(text)).toEqual(expected))

  test.each<[string, string, number]>([
    ['never closed', '---\ntitle: A\n\nBody', 1],
    ['never closed, below blank lines', '\n\n---\ntitle: A\n', 3],
    ['TOML never closed', '+++\ntitle = "A"\n', 1],
    ['JSON never closed', '{"title": "A"\nBody', 1],
    ['an unknown language', '---coffee\ntitle: A\n---\n', 1],
    ['an unknown language with a space', '--- coffee\ntitle: A\n---\n', 1],
    ['a list', '---\n- a\n- b\n---\n', 2],
    ['prose', '---\nOnly words.\n---\n', 2],
  ])('refused: %s', (_, text, line) => {
    const refusal = refusalOf(() => read(text))
    expect(refusal).toMatchObject({ code: 'bad-front-matter', line })
    expect(refusal.hint).toBeTruthy()
  })
})

describe('values', () => {
  test('a quoted value goes on in an unindented line, as Ruby has it', () => {
    const { fields, bodyLine } = read('---\ntitle: "A long\nway \\"home"\ndate: 2014-11-16\n---\n')
    expect(fields.title).toBe('A long way "home')
    expect(fields.date).toBe(Date.UTC(2014, 10, 15, 16))
    expect(bodyLine).toBe(6)
  })

  test('tabs may stand around brackets', () => {
    const { tags, lang } = read('---\ntags:\t[a,\tb\t]\nlang:\ten\n---\n').fields
    expect([tags.map((tag) => tag.name), lang]).toEqual([['a', 'b'], 'en'])
  })

  test('of keys that several merges bring in the first counts, and its own key above all', () => {
    const text = '---\na: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*b, *a], z: 3}\n---\n'
    expect(read(text).fields.extra.c).toEqual({ x: 2, y: 1, z: 3 })
  })

  test('tags of the core are read, others refused by their line', () => {
    const text = '---\na: !!binary 5L2g5aW9\nb: !!str 1\nc: !!int "3"\nd: !!set {e, f}\n---\n'
    const { extra } = read(text).fields
    expect(extra).toEqual({ a: '你好', b: '1', c: 3, d: { e: null, f: null } })
    const refusal = refusalOf(() => read('---\na: 1\nb: !ruby/object {}\n---\n'))
    expect(refusal).toMatchObject({ code: 'bad-front-matter', line: 3, column: 4 })
  })

  test('a number that would not come back the same stays a text', () => {
    const text = '---\na: 1.10\nb: 0x1f\nc: 99999999999999999999\nd: 1_000\ne: 2014-11-16\n---\n'
    const { extra } = read(text).fields
    expect(extra).toEqual({ a: 1.1, b: 31, c: '9'.repeat(20), d: '1_000', e: '2014-11-16' })
  })

  test('anchors and merges work; unknown keys are kept', () => {
    const { extra } = read('---\nbase: &b {x: 1}\n<<: *b\nweight: 5\nmath: true\n---\n').fields
    expect(extra).toEqual({ base: { x: 1 }, x: 1, weight: 5, math: true })
  })

  test('TOML has dates, tables and lines', () => {
    const text =
      '+++\ntitle = "A"\ndate = 2014-11-16T10:00:00+08:00\n[params]\nn = 1\nat = 2020-01-02\n+++\n'
    const { fields } = read(text)
    expect(fields.date).toBe(Date.UTC(2014, 10, 16, 2))
    expect(fields.extra).toEqual({ params: { n: 1, at: '2020-01-02' } })
    const bad = '+++\ntitle = "A"\n\n[x]\ny = 1\n[tags]\nz = 1\n+++\n'
    expect(refusalOf(() => read(bad))).toMatchObject({ code: 'bad-field', field: 'tags', line: 6 })
  })

  test('of a key that stands twice the later one counts, and the author is told', () => {
    const { fields, warnings } = read('---\ntitle: A\nlang: en\ntitle: B\n---\n')
    expect(fields.title).toBe('B')
    expect(warnings).toMatchObject([{ code: 'field-twice', field: 'title', line: 4 }])
  })

  test('__proto__ is no way in', () => {
    const yaml = read('---\n__proto__: {draft: true}\nx: {__proto__: {y: 1}, z: 1}\n---\n').fields
    expect([yaml.draft, yaml.extra]).toEqual([false, { x: { z: 1 } }])
    const json = read('{"__proto__": {"draft": true}, "x": 1}\n').fields
    expect([json.draft, json.extra]).toEqual([false, { x: 1 }])
    const toml = read('+++\n[__proto__]\ndraft = true\n+++\n').fields
    expect([toml.draft, toml.extra]).toEqual([false, {}])
    expect(Object.hasOwn(Object.prototype, 'draft')).toBe(false)
  })

  test.each([
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x]\n${bomb('b', 'a')}${bomb('c', 'b')}${bomb('d', 'c')}`,
    ],
    ['a list in itself', 'a: &a [*a]'],
    ['brackets without end', `a: ${'['.repeat(30_000)}`],
    ['lists in lists', `a: ${'['.repeat(200)}${']'.repeat(200)}`],
    ['hyphens without end', `a:\n${'- '.repeat(9_000)}`],
    ['question marks without end', '? '.repeat(9_000)],
    ['keys in keys', `${'? '.repeat(200)}a`],
    ['closing brackets', ']'.repeat(60_000)],
    ['tabs without end', `a:${'\t'.repeat(60_000)}[`],
    ['anchors without end', `a: ${'&a '.repeat(20_000)}`],
    ['tags without end', `a: ${'!a '.repeat(20_000)}`],
    ['keys of nothing', `${': a\n'.repeat(15_000)}`],
    ['keys of lists', `{${'[a]: b, '.repeat(8_000)}`],
    ['merges of merges', `a: &a {x: 1}\n${'b: {<<: [*a, *a]}\n'.repeat(3_000)}`],
    ['one text a thousand times', `a: &a ${'x'.repeat(30_000)}\nb: [${'*a, '.repeat(40)}]`],
  ])('refused in time: %s', (_, yaml) => {
    const before = process.cpuUsage()
    const { code } = refusalOf(() => read(`---\n${yaml}\n---\n`))
    const { user } = process.cpuUsage(before)
    expect(['too-complex', 'bad-front-matter']).toContain(code)
    expect(user / 1000).toBeLessThan(1_000)
  })

  test('thousands of fields are read in time', () => {
    const keys = Array.from({ length: 5_000 }, (_, n) => `key${n}`)
    const before = process.cpuUsage()
    const toml = read(`+++\n${keys.map((key) => `${key} = 1`).join('\n')}\n+++\n`).fields
    expect(Object.keys(toml.extra)).toEqual(keys)
    const yaml = read(`---\n${keys.map((key) => `${key}: 1`).join('\n')}\n---\n`).fields
    expect(Object.keys(yaml.extra)).toEqual(keys)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000)
  })
})

function bomb(name: string, of: string): string {
  return `${name}: &${name} [${`*${of},`.repeat(8)}]\n`
}
