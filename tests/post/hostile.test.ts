/** Hostile Markdown is answered in bounded time: rendered, or refused with the reason. */

import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/post/refusal.ts'
import { sharedJson } from '../shared.ts'
import { render } from './render.ts'

/** Milliseconds of CPU. In workerd on a quiet machine each takes under 250; here other tests run beside. */
const LIMIT = 1_000
const BIG = 262_144

/** Of our own: each is repeated to 256 KiB. */
const PATTERNS: Record<string, string | ((bytes: number) => string)> = {
  'open emphasis': '*a _b ',
  'open and shut emphasis': '*a**b_',
  'open brackets': '[a',
  'links in brackets': '[a](b',
  'pictures in pictures': (n) => `${'!['.repeat(n / 8)}x${'](y)'.repeat(n / 8)}`,
  'pictures and links': (n) => `${'!['.repeat(n / 8)}${'[a](b)'.repeat(n / 8)}`,
  'backticks of every length': (n) =>
    Array.from({ length: Math.sqrt(2 * n) }, (_, at) => `a${'`'.repeat(at)}`).join(''),
  'open comments': '<!-- ',
  'open tags': '<a b="',
  'quotes in quotes': '> ',
  'lists in lists': '- ',
  'deep lists': (n) =>
    Array.from({ length: Math.sqrt(n) }, (_, at) => `${'  '.repeat(at)}- a\n`).join(''),
  'lazy lines in a quote': '> a\nb\n',
  'lazy lines in quoted lists': '> - a\nb\n',
  'rules between words': 'a\n***\n',
  'headers of no table': 'a|b\n-|-|-\n',
  'ragged table': (n) => `|${'a|'.repeat(n / 8)}\n|${'-|'.repeat(n / 8)}\n${'|\n'.repeat(n / 8)}`,
  'one long reference': (n) => `[a]: http://h/${'x'.repeat(n / 2)}\n\n${'[a] '.repeat(n / 8)}`,
  'addresses without end': 'http://a_b.c_d',
  'at signs': 'a@a.',
  formulas: '$x$ ',
  'broken formulas': '$\\{\u{1F600}',
  'open math blocks': '$$ a\n\n',
  notes: (n) => Array.from({ length: n / 16 }, (_, at) => `a[^${at}]\n\n[^${at}]: b\n\n`).join(''),
  'code fences': '```\n',
  'open elements': '<b>',
  'closing elements': (n) => `${'<b>'.repeat(150)}${'</i>'.repeat(n / 4)}`,
  attributes: (n) => `<p ${'a=1 '.repeat(n / 4)}>`,
  'blank lines in an item': (n) => `- a${'\n'.repeat(n)}b`,
  spaces: (n) => `a${' '.repeat(n)}b`,
  'equal headings': '# a\n',
}

async function answer(
  source: string,
): Promise<{ refused: boolean; milliseconds: number; times: number }> {
  const start = process.cpuUsage()
  let length = 0
  let refused = false
  try {
    length = Buffer.byteLength((await render(source)).html)
  } catch (error) {
    // Whatever is not a Refusal would be a 5xx.
    if (!(error instanceof Refusal)) throw error
    expect(error.data.code).toBe('too-complex')
    expect(error.data.errors[0]?.hint).toBeTruthy()
    refused = true
  }
  const { user, system } = process.cpuUsage(start)
  return {
    refused,
    milliseconds: (user + system) / 1000,
    times: (length - 4_096) / Buffer.byteLength(source),
  }
}

async function expectBounded(source: string): Promise<void> {
  const { milliseconds, times } = await answer(source)
  expect(milliseconds).toBeLessThan(LIMIT)
  expect(times).toBeLessThanOrEqual(20)
}

describe('patterns at 256 KiB', () => {
  test.each(Object.entries(PATTERNS))('%s', async (_, pattern) => {
    const source = typeof pattern === 'string' ? pattern.repeat(BIG / pattern.length) : pattern(BIG)
    await expectBounded(source)
  })
})

interface Suite {
  cases: { name: string; expr: string }[]
}

const suite = sharedJson<Suite>('suites/markdown-hostile.json')

describe.skipIf(suite === null)('the suite', () => {
  for (const { name, expr } of suite?.cases ?? []) {
    test(name, async () => {
      await expectBounded(generate(expr))
      await expectBounded(generate(grow(expr)))
    })
  }
})

/** The generators are expressions of JavaScript. */
const generate = (expr: string): string => new Function(`return ${expr}`)()

/** The expression with its larger counts multiplied so that it gives about 256 KiB. */
function grow(expr: string): string {
  const times = (factor: number) =>
    expr.replace(/(repeat\(|length:)(\d{3,})/g, (_, call, n) => `${call}${Math.ceil(n * factor)}`)
  let [low, high] = [0, 1]
  const bytes = (factor: number) => Buffer.byteLength(generate(times(factor)))
  if (times(2) === expr) return expr
  while (bytes(high) < BIG) high *= 2
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2
    if (bytes(middle) > BIG) high = middle
    else low = middle
  }
  return times(high)
}

describe('ordinary posts of 1 MiB are accepted', () => {
  const fill = (text: string) => text.repeat(Math.floor(1_040_000 / Buffer.byteLength(text)))
  const texts: Record<string, string> = {
    Chinese:
      '## 小节\n\n清晨的海面很安静，只有几只海鸥在远处盘旋。**渔船**还没有出港，码头上的人不多，大家都在等待太阳升起来。\n第二行接着写，没有空格，也没有多余的标记。\n\n- 第一项，短短一句话\n- 第二项，再写一句话\n\n',
    English:
      'The quick survey of *harbour* life goes on, and `tide()` returns later than anyone expected it to.\nA [link](https://example.com/a) stands here, and the sentence does not end before it has to.\n\n> Quoted words, briefly.\n\n',
    code: 'Some words about the code below, which is long.\n\n```js\nfunction add(left, right) {\n  return left + right // the sum\n}\n```\n\n',
  }
  test.each(Object.entries(texts))('%s', async (_, text) => {
    const { refused, milliseconds } = await answer(fill(text))
    expect(refused).toBe(false)
    expect(milliseconds).toBeLessThan(4 * LIMIT)
  })
})
