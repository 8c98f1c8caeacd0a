/** Letters as the strokes of a round pen, since no rasteriser of fonts is at hand where a page is made. */

/** Two digits a point, x and y from 0 to 8; a stroke after `~` runs around its corners. */
const STROKES: Record<string, string> = {
  A: '084088 2565',
  B: '1018 ~10707414 ~14848818',
  C: '~826000088886',
  D: '1018 ~10808818',
  E: '70101878 1454',
  F: '701018 1454',
  G: '~826000088884 8454',
  H: '1018 7078 1474',
  I: '4048 2060 2868',
  J: '~60680805',
  K: '1018 7015 3378',
  L: '101878',
  M: '0810457088',
  N: '18107870',
  O: '~400008888040',
  P: '1018 ~10808515',
  Q: '~400008888040 5588',
  R: '1018 ~10808414 4488',
  S: '~7270000484880806',
  T: '0080 4048',
  U: '~10187870',
  V: '004880',
  W: '0028426880',
  X: '1078 7018',
  Y: '0044 8044 4448',
  Z: '10701878',
  0: '~401018787040',
  1: '224048 2868',
  2: '~1210707418 1878',
  3: '~1110707434 ~3484880807',
  4: '58500686',
  5: '701014 ~1484880807',
  6: '~6000088884040406',
  7: '107038',
  8: '~401014747040 ~440408888444',
  9: '~2888800004848482',
}

/** What stands for any other sign: three lines of writing. */
const WRITING = '1272 1474 1656'

type Point = [x: number, y: number]
export type Segment = [from: Point, to: Point]

/** The strokes of a title's first sign, as straight pieces in a box of 8 by 8. */
export function strokesOf(title: string): Segment[] {
  const [first = ''] = title.trim().normalize('NFD').toUpperCase()
  return (STROKES[first] ?? WRITING).split(' ').flatMap((stroke) => {
    const round = stroke.startsWith('~')
    const digits = [...stroke.replace('~', '')].map(Number)
    let points = digits.flatMap((x, at): Point[] => (at % 2 ? [] : [[x, digits[at + 1] ?? 0]]))
    for (let pass = 0; round && pass < 3; pass++) points = cutCorners(points)
    return points.slice(1).map((to, at): Segment => [points[at] ?? to, to])
  })
}

/** Chaikin's way to a curve: each corner gives way to two, a quarter from it on either side. */
function cutCorners(points: Point[]): Point[] {
  const [first, last] = [points.at(0), points.at(-1)]
  if (!first || !last) return points
  const between = points.slice(1).flatMap((b, at): Point[] => {
    const a = points[at] ?? b
    const on = (part: number): Point => [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
    return [on(0.25), on(0.75)]
  })
  return [first, ...between.slice(1, -1), last]
}
