/** The soak: ten seconds, in its long form ten minutes. */

import { expect, it } from 'vitest'
import { figure, long } from './figures.ts'
import { POSTS, soak } from './soak.ts'

const SECONDS = Number(process.env.DECKLE_SECONDS ?? (long ? 600 : 10))

it('read without pause, written to, without KV for a while, and killed twice: no page is wrong', async () => {
  const { reads, publishes, deaths, wrong, failed, memory, bare } = await soak(SECONDS, long)
  const done = `${reads} reads, ${publishes} publishes, ${deaths} deaths in ${SECONDS} s`
  const grew = (megabytes: number[]) =>
    megabytes.map((bytes) => Math.round(bytes / 1e6)).join(' → ')
  figure(
    'soak',
    done,
    `${wrong.length} wrong, ${failed.length} failed`,
    `${grew(memory)} MB; a constant Worker read as often ${grew(bare)} MB`,
  )
  expect(wrong).toEqual([])
  expect(failed).toEqual([])
  expect(deaths).toBe(2)
  expect(reads).toBeGreaterThan(0)
  expect(publishes).toBeGreaterThan(POSTS)
}, 900_000)
