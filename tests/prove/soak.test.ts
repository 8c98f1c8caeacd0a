/** The soak: a quarter of a minute, in its long form ten. */

import { expect, it } from 'vitest'
import { figure, long } from './figures.ts'
import { soak } from './soak.ts'

const SECONDS = long ? 600 : 15

it('read without pause, written to, without KV for a while, and killed twice: no page is wrong', async () => {
  const { reads, publishes, deaths, wrong, failed, memory } = await soak(SECONDS)
  const done = `${reads} reads, ${publishes} publishes, ${deaths} deaths in ${SECONDS} s`
  console.log(done)
  const [settled, last] = memory.map((bytes) => Math.round(bytes / 1e6))
  figure(
    'soak',
    done,
    `${wrong.length} wrong, ${failed.length} failed, ${settled} MB, then ${last}`,
  )
  expect(wrong).toEqual([])
  expect(failed).toEqual([])
  expect(deaths).toBe(2)
  expect(reads).toBeGreaterThan(1_000)
  expect(publishes).toBeGreaterThan(45)
}, 900_000)
