/** Tags and categories, as Jekyll, Hexo and Hugo write them. */

import { describe, expect, test } from 'vitest'
import { labelKey } from '../../src/post/labels.ts'
import { fieldsOf, read, refusalOf } from './reading.ts'

test.each([
  ['C++', 'c++'],
  ['C#', 'c#'],
  ['.NET', '.net'],
  ['Machine  Learning', 'machine-learning'],
  [' CI/CD ', 'ci-cd'],
  ['Python mechine_learning', 'python-mechine_learning'],
  ['ＡＩ', 'ai'],
  ['Cafe\u0301', 'café'],
  ['前端\u200b', '前端'],
  ['a\u202eb\0c', 'abc'],
  ['👩‍💻', '👩‍💻'],
  ['..', ''],
  ['.', ''],
  ['\u0007', ''],
  ['长'.repeat(80), '长'.repeat(66)],
])('%j has the key %j', (name, key) => {
  expect(labelKey(name)).toBe(key)
  expect(labelKey(key)).toBe(key)
})

describe('fields', () => {
  const names = (yaml: string) => fieldsOf(yaml).tags.map((tag) => tag.name)

  test.each<[string, string[]]>([
    ['tags: ay bee  cee', ['ay', 'bee', 'cee']],
    ['tags: a, b，c、d', ['a', 'b', 'c', 'd']],
    ['tags: [a b, c]', ['a b', 'c']],
    ['tags:\n- Python mechine_learning', ['Python mechine_learning']],
    ['tags:\n- [a, b]\n- [a, c]', ['a', 'b', 'c']],
    ['tags: [2014, 1.10, true, ~, "", a]', ['2014', '1.10', 'true', 'a']],
    ['tags: [Go, go, GO]', ['Go']],
    ['tags: 2014', ['2014']],
    ['tag: machine learning', ['machine learning']],
    ['tags: [a]\ntag: b', ['a', 'b']],
    ['Tags: [a]', ['a']],
    ['tags:', []],
    ['tags: ""', []],
    ['tags: []', []],
  ])('%s', (yaml, expected) => expect(names(yaml)).toEqual(expected))

  test('name and key', () => {
    expect(fieldsOf('categories: Web Dev, C++').categories).toEqual([
      { name: 'Web', key: 'web' },
      { name: 'Dev', key: 'dev' },
      { name: 'C++', key: 'c++' },
    ])
    expect(fieldsOf('category: foo').categories).toEqual([{ name: 'foo', key: 'foo' }])
  })

  test('a comma inside a list item is kept and pointed out', () => {
    const { fields, warnings } = read('---\ntitle: a\ntags:\n- blog, coding\n---\n')
    expect(fields.tags).toEqual([{ name: 'blog, coding', key: 'blog,-coding' }])
    expect(warnings).toMatchObject([{ code: 'label-with-comma', field: 'tags', line: 3 }])
  })

  test.each([
    'tags: {a: b}',
    'tags: [{a: b}]',
    'tags: [a b: c]',
    'tags: [..]',
    `tags: [${'长'.repeat(67)}]`,
    `tags: [${Array.from({ length: 101 }, (_, n) => n).join(',')}]`,
  ])('refused: %s', (yaml) => {
    const refusal = refusalOf(() => fieldsOf(`title: a\n${yaml}`))
    expect(refusal).toMatchObject({ code: 'bad-field', field: 'tags', line: 3 })
  })
})
