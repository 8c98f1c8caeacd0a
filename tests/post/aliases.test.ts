/** Old addresses: what answers 301, and what is refused. */

import { expect, test } from 'vitest'
import { sharedJson } from '../shared.ts'
import { fieldsOf, read, refusalOf } from './reading.ts'

const aliases = (yaml: string, name = '2014-11-16-Pycon2014@Shanghai.md') =>
  fieldsOf(yaml, { name }).aliases

test.each<[string, string[]]>([
  ['permalink: /about/', ['/about']],
  ['permalink: my_category/permalinked-post', ['/my_category/permalinked-post']],
  ['permalink: /:title', ['/Pycon2014@Shanghai']],
  [
    'permalink: /:categories/:year/:month/:day/:title.html\ncategories: [Web, Go]',
    ['/web/go/2014/11/16/Pycon2014@Shanghai.html'],
  ],
  ['permalink: pretty', ['/2014/11/16/Pycon2014@Shanghai']],
  [
    'permalink: /:short_year/:i_month/:i_day/:slug:output_ext\ndate: 2015-01-02 23:00',
    ['/15/1/2/pycon2014-shanghai.html'],
  ],
  ['permalink: /100%25/', ['/100%']],
  ['url: /中文/%E4%B8%AD/', ['/中文/中']],
  ['aliases: [/a/, b, //c/d]', ['/a', '/b', '/d']],
  ['aliases: https://old.example.com/x/y.html#z', ['/x/y.html']],
  ['redirect_from:\n- /a/index.html\n- /a//b', ['/a/index.html', '/a/b']],
  ['permalink: /a\naliases: [/a, /b]\nredirect_from: /b/', ['/a', '/b']],
  ['aliases: ["/cafe\u0301"]', ['/café']],
  ['aliases: [2014]', ['/2014']],
  ['aliases: [/posts/pycon2014-shanghai/]', []],
  ['layout: page\npermalink: /pycon2014-shanghai/', []],
  ['layout: page\naliases: [/posts/pycon2014-shanghai/]', ['/posts/pycon2014-shanghai']],
  ['permalink:', []],
  ['aliases: []', []],
])('%s', (yaml, expected) => expect(aliases(yaml)).toEqual(expected))

test.each(['permalink: /:year/:foo/', 'aliases: /?p=12', 'url: /'])('left out: %s', (yaml) => {
  const { fields, warnings } = read(`---\ntitle: a\n${yaml}\n---\n`, { name: '2014-11-16-a.md' })
  expect(fields.aliases).toEqual([])
  const [field] = yaml.split(':')
  expect(warnings).toMatchObject([{ code: 'alias-dropped', field, line: 3 }])
})

test('a date that is nowhere fills no placeholder', () => {
  const { fields, warnings } = read('---\npermalink: /:year/x\n---\n', { name: 'x.md' })
  expect(fields.aliases).toEqual([])
  expect(warnings).toMatchObject([{ code: 'alias-dropped', field: 'permalink' }])
})

test.each([
  'permalink: /%2e%2e/%2e%2e/baddie.html',
  'permalink: /a/../b',
  'aliases: [/ok, /a/..]',
  'aliases: /a/%252e%252e/b',
  'url: /%zz',
  'url: /%c0%af',
  'url: "/a\\0b"',
  'url: /a%0d%0ab',
  'url: /a\\b',
  'redirect_from: javascript:alert(1)',
  'redirect_from: {a: b}',
  `url: /${'长'.repeat(160)}`,
  `aliases: [${Array.from({ length: 51 }, (_, n) => `/${n}`).join(',')}]`,
])('refused: %s', (yaml) => {
  const refusal = refusalOf(() => fieldsOf(`title: a\n${yaml}`))
  expect(refusal).toMatchObject({ code: 'bad-field', field: yaml.split(':')[0], line: 3 })
})

test('no published name of a traversal comes through', () => {
  const names = sharedJson<Record<string, string[]>>('suites/names-and-headers.json')
  const paths = [...(names?.path_traversal ?? ['/../../etc/passwd']), ...(names?.crlf ?? [])]
  for (const path of paths) {
    const outcome = tryAlias(path)
    if (outcome === null) continue
    expect(outcome).toMatch(/^\//)
    expect(outcome).not.toMatch(/\p{Cc}|\\|(^|\/)\.\.?(\/|$)/u)
  }
})

/** The path, or null when it was refused or left out. */
function tryAlias(path: string): string | null {
  const source = `{"title": "a", "permalink": ${JSON.stringify(path)}}\n`
  try {
    return read(source).fields.aliases[0] ?? null
  } catch (error) {
    expect(error).toMatchObject({ name: 'Refusal', data: { errors: [{ field: 'permalink' }] } })
    return null
  }
}
