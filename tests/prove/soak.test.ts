/** The soak in its short form: the long one takes ten minutes. */

import { expect, it } from 'vitest'
import { soak } from './soak.ts'

it('read without pause, written to, without KV for a while, and killed twice: no page is wrong', async () => {
  const { reads, publishes, deaths, wrong, failed } = await soak(15)
  console.log(`${reads} reads, ${publishes} publishes, ${deaths} deaths`)
  expect(wrong).toEqual([])
  expect(failed).toEqual([])
  expect(deaths).toBe(2)
  expect(reads).toBeGreaterThan(1_000)
  expect(publishes).toBeGreaterThan(45)
}, 90_000)
