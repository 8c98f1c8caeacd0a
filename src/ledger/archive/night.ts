/** When the next copy is due: at night, when nobody writes. */

import { inZone, wallOf } from '../../post/source/zones.ts'

/** The next 3 o'clock of a zone, in milliseconds since the epoch. */
export function nextNight(time: number, timezone: string): number {
  const wall = wallOf(time, timezone)
  const nightOf = (day: number) =>
    inZone({ ...wall, day, hour: 3, minute: 0, second: 0, millisecond: 0 }, timezone)
  const tonight = nightOf(wall.day)
  return tonight > time ? tonight : nightOf(wall.day + 1)
}
