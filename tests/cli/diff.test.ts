/** How two texts differ, line by line. */

import { expect, test } from 'vitest'
import { diffLines, shorten } from '../../src/cli/diff.ts'

const text = (lines: [string, string][]) => lines.map(([sign, line]) => sign + line)
const diff = (one: string, other: string) =>
  text(diffLines(one.split('').join('\n'), other.split('').join('\n'))).join(' ')

test.each([
  ['abc', 'abc', ' a  b  c'],
  ['abc', 'axc', ' a -b +x  c'],
  ['abc', 'ac', ' a -b  c'],
  ['ac', 'abc', ' a +b  c'],
  ['aab', 'ab', ' a -a  b'],
  ['abcdef', 'bcxef', '-a  b  c -d +x  e  f'],
])('%s to %s', (one, other, lines) => {
  expect(diff(one, other)).toBe(lines)
})

test('applying what differs gives the other text, whatever the texts', () => {
  let state = 7
  const random = (n: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
  const make = () => Array.from({ length: random(40) }, () => 'abcd'[random(4)]).join('\n')
  for (let round = 0; round < 300; round++) {
    const [one, other] = [make(), make()]
    const lines = diffLines(one, other)
    const side = (sign: string) =>
      lines
        .filter(([each]) => each === ' ' || each === sign)
        .map(([, line]) => line)
        .join('\n')
    expect([side('-'), side('+')]).toEqual([one, other])
  }
})

test('large texts that have nothing in common are told apart in time', () => {
  const many = (word: string) => Array.from({ length: 20_000 }, (_, n) => `${word} ${n}`).join('\n')
  const start = process.cpuUsage()
  expect(diffLines(many('a'), many('b'))).toHaveLength(40_000)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000)
})

test('what is the same is left out, but for a line on either side', () => {
  const one = 'a b c d e f g h i j'.split(' ')
  const other = one.with(2, 'X').with(8, 'Y')
  const lines = shorten(diffLines(one.join('\n'), other.join('\n')), 20)
  expect(text(lines)).toEqual([' b', '-c', '+X', ' d', ' …', ' h', '-i', '+Y', ' j'])
  expect(text(shorten(lines, 2))).toEqual([' b', '-c', ' …'])
})
