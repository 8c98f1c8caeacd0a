/** What one post may use up, and that it says so. */

import { expect, test } from 'vitest'
import { htmlLimit } from '../../src/post/html/bounds.ts'
import { html, render } from './render.ts'

const refusal = async (source: string): Promise<string> => {
  const error = await render(source).catch((each: unknown) => each)
  expect(error).toMatchObject({ data: { code: 'too-complex' } })
  return (error as Error).message
}

test('40,000 pieces of markup', async () => {
  expect(await refusal('- a\n'.repeat(40_001))).toContain('40000 pieces of markup')
  expect(await refusal('*a* '.repeat(40_001))).toContain('40000 pieces of markup')
  expect((await html('- a\n'.repeat(20_000))).match(/<li>/g)).toHaveLength(20_000)
})

test('24 quotes and lists within each other', async () => {
  expect(await refusal(`${'> '.repeat(30)}a`)).toContain('24 deep')
  expect((await html(`${'> '.repeat(20)}a`)).match(/<blockquote>/g)).toHaveLength(20)
})

test('64 emphases within each other', async () => {
  expect(await refusal(`${'*a **a '.repeat(50)}b${' a** a*'.repeat(50)}`)).toContain('64 deep')
})

test('200 elements of HTML within each other', async () => {
  expect(await refusal('<span>'.repeat(300))).toContain('200 deep')
})

test('20 times the source, and not more than a row of the ledger holds', async () => {
  expect(htmlLimit(0)).toBe(4_096)
  expect(htmlLimit(10_000)).toBe(204_096)
  expect(htmlLimit(1_000_000)).toBe(1_900_000)
  const often = `[a]: http://h/${'x'.repeat(2_000)}\n\n${'[a] '.repeat(2_000)}`
  expect(await refusal(often)).toContain('20 times')
})
