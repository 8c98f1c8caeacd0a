/** Columns line up in Chinese as in English. */

import { expect, test } from 'vitest'
import { cutTo, inColumns, pad, widthOf } from '../../src/cli/columns.ts'
import { readable } from '../../src/cli/printable.ts'

test.each([
  ['deckle', 6],
  ['秋天', 4],
  ['秋 autumn，', 11],
  ['cafe\u0301', 4],
  ['📄', 2],
])('%s takes %i places', (text, width) => {
  expect(widthOf(text)).toBe(width)
  expect(widthOf(pad(text, 20))).toBe(20)
})

test('what is cut never takes more than there is', () => {
  expect([cutTo('读取 12', 4), cutTo('读取 12', 3), cutTo('abc', 5)]).toEqual(['读取', '读', 'abc'])
})

test('what is too long for its column has the rest below it', () => {
  expect(
    inColumns(
      [
        ['笔记', 'one'],
        ['autumn', 'two'],
        ['a long one indeed', 'three'],
      ],
      10,
    ),
  ).toEqual(['笔记    one', 'autumn  two', 'a long one indeed\n        three'])
})

test('an address is shown as people read it, and nothing in it moves the cursor', () => {
  expect(readable('https://blog.example/posts/%E7%A7%8B%E5%A4%A9')).toBe(
    'https://blog.example/posts/秋天',
  )
  expect(readable('https://blog.example/a%20b%0A%1b%E2%80%AE')).toBe(
    'https://blog.example/a%20b���',
  )
  expect(readable('https://blog.example/%FF')).toBe('https://blog.example/%FF')
})
