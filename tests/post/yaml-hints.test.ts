/** What an author is told about YAML that does not parse: the line, the column, and what to write. */

import { expect, test } from 'vitest'
import { read, refusalOf } from './reading.ts'

test.each<[string, number, string]>([
  ['title: [译] 标题', 2, 'title: "[译] 标题"'],
  ['title: a: b', 2, 'title: "a: b"'],
  ['title: a: "b"', 2, `title: 'a: "b"'`],
  ['title: @home', 2, 'title: "@home"'],
  ['title: `code`', 2, 'title: "`code`"'],
  ['title: *star', 2, 'title: "*star"'],
  ['title: !bang x', 2, 'title: "!bang x"'],
  ['title: 100%: x', 2, 'title: "100%: x"'],
  ['title: {{ page.title }}', 2, 'title: "{{ page.title }}"'],
  ["title: 'it's'", 2, 'title: "it\'s"'],
  ['title: "C:\\dir"', 2, "title: 'C:\\dir'"],
  ['title: "a" b', 2, `title: '"a" b'`],
  ['date: 2014-11-16\ntitle: "a\ntags: b', 3, 'title: "a"'],
  ['title：标题\ndate: 2014-11-16', 2, 'title: 标题 with an ASCII colon'],
  ['date: 2014-11-16\ntitle：标题', 3, 'title: 标题 with an ASCII colon'],
  ['title：标题', 2, 'title: 标题 with an ASCII colon'],
  ['date: 2014-11-16\ntags: a\ntitle:标题', 4, 'Write title: 标题'],
  ['title:\u3000标题\ndate: 2014-11-16', 2, 'Write title: 标题'],
  ['tags:\n- a\n-b', 4, 'Write - b'],
  ['title: a\ntags:\n\t- a', 4, 'spaces'],
  ['title: a\n\ttags: b', 3, 'spaces'],
  ['title: a\n  tags: b', 3, 'same column'],
  [' title: a\ntags: b', 3, 'same column'],
  ['tags: [a, b\ndate: 2014-11-16', 2, 'tags: [a, b]'],
  ['title: a\ntags: [a, "b]\nlang: en', 3, 'Close it'],
  ['images: []\nresources:\n- name: "a\n  src: "b"', 4, 'name: "a"'],
  ['x:\n  title: a: b', 3, 'title: "a: b"'],
  ['title: a\ndate 2014\nlang: en', 3, 'key: value'],
  ['title: a\n- b', 3, 'key: value'],
  ['Words only.', 2, 'key: value'],
])('%s', (yaml, line, hint) => {
  const refusal = refusalOf(() => read(`---\n${yaml}\n---\nBody`))
  expect(refusal).toMatchObject({ code: 'bad-front-matter', line })
  expect(refusal.column).toBeGreaterThan(0)
  expect(refusal.hint).toContain(hint)
})

test('the column is where the parser stopped', () => {
  expect(refusalOf(() => read('---\ntitle: [译] 标题\n---\n')).column).toBe(12)
})

test('TOML and JSON name line and column too', () => {
  const toml = refusalOf(() => read('+++\ntitle = "a"\ntags = [a]\n+++\n'))
  expect(toml).toMatchObject({ code: 'bad-front-matter', line: 3, column: 9 })
  const json = refusalOf(() => read('{\n"title": "a" "b"\n}\n'))
  expect(json).toMatchObject({ code: 'bad-front-matter', line: 2, column: 14 })
})

test('a comment that may be the rest of a title is pointed out', () => {
  const { fields, warnings } = read('---\ntitle: Hash #1\n---\n')
  expect(fields.title).toBe('Hash')
  expect(warnings).toMatchObject([{ code: 'title-comment', field: 'title', line: 2 }])
  expect(read('---\ntitle: "Hash #1" # why\n---\n').warnings).toEqual([])
})
