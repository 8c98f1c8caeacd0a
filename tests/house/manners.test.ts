/** What the repository tells of: itself, and nothing of the machine it was made on. */

import { expect, test } from 'vitest'
import { files, read } from './rooms.ts'

const texts = files.filter((path) => /\.(tsx?|jsx?|json|md|toml|ya?ml|svg)$|^\.|\/run$/.test(path))
const own = texts.filter((path) => path !== 'tests/house/manners.test.ts')

const STRANGERS: [string, RegExp][] = [
  ['a path of somebody’s machine', /(^|[\s'"`(=])\/(work|home|Users|root)\/\w/m],
  ['a private address', /\b(10|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d{1,3}){2,3}\b/],
  ['an unfinished place', /\b(TODO|FIXME|XXX|HACK)\b/],
  ['a bearer token', /Bearer [A-Za-z0-9_-]{24,}/],
]

test.each(STRANGERS)('nothing holds %s', (_, pattern) => {
  const found = own.filter((path) => path !== 'package-lock.json' && pattern.test(read(path)))
  expect(found).toEqual([])
})

test('no secret and no scratch file is kept', () => {
  expect(
    files.filter((path) => /(^|\/)(\.dev\.vars|\.env|.*\.(log|orig|rej|tmp))$/.test(path)),
  ).toEqual([])
})

test('every text file ends with one newline and holds no tab or trailing space', () => {
  const formatted = own.filter((path) => !/^(content\/|src\/env\.d\.ts)|\.jpg$/.test(path))
  const untidy = formatted.filter((path) => /[ \t]\n|\t|\n\n$|[^\n]$|\r/.test(read(path)))
  expect(untidy).toEqual([])
})
