/** The nightly copy is made at 3 o'clock where the site is. */

import { expect, test } from 'vitest'
import { nextNight } from '../../src/ledger/archive/night.ts'

test.each([
  [
    'in the evening, the night to come',
    '2026-11-27T12:00:00Z',
    'Asia/Shanghai',
    '2026-11-27T19:00:00.000Z',
  ],
  [
    'after midnight, the same night',
    '2026-11-27T18:59:59Z',
    'Asia/Shanghai',
    '2026-11-27T19:00:00.000Z',
  ],
  ['at 3 o’clock, the next', '2026-11-27T19:00:00Z', 'Asia/Shanghai', '2026-11-28T19:00:00.000Z'],
  ['at the end of a year', '2026-12-31T23:00:00Z', 'UTC', '2027-01-01T03:00:00.000Z'],
  ['in a night of 23 hours', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  [
    'in a night that has no 3 o’clock',
    '2026-03-28T12:00:00Z',
    'Europe/Helsinki',
    '2026-03-29T01:00:00.000Z',
  ],
])('%s', (_, now, zone, night) => {
  expect(new Date(nextNight(Date.parse(now), zone)).toISOString()).toBe(night)
})
