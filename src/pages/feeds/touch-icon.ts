/** The icon as pixels, for the home screens that take no SVG: a torn sheet with the title's first letter. */

import { type Segment, strokesOf } from './lettering.ts'

/** Pixels a side: what a phone with a dense screen asks for. All that follows is in pixels. */
export const SIDE = 180
/** Blends between two colours. */
const STEPS = 15

const PAPER = [0xfc, 0xfa, 0xf4]
const SEAL = [0xa3, 0x33, 0x1d]

/** The sheet: its sides, its top, and its lower edge at every 16 pixels. */
const [LEFT, RIGHT, TOP] = [26, 154, 20]
const EDGE = [152, 138, 149, 141, 152, 138, 149, 138, 152]
/** Where the letter's box of 8 by 8 stands, how large a unit of it is, and half the width of the pen. */
const LETTER = { x: 53.5, y: 42, unit: 9.14, pen: 6.5 }

/** `shades[n]` is paper with n fifteenths of the seal's red in it. */
export const shades: number[][] = Array.from({ length: STEPS + 1 }, (_, n) =>
  PAPER.map((paper, at) => Math.round(paper + (((SEAL[at] ?? 0) - paper) * n) / STEPS)),
)

/** Row by row, for each pixel which of the shades it has. */
export function drawIcon(title: string): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE)
  const whole = Math.min(...EDGE) - 1
  for (let row = TOP; row < whole; row++) pixels.fill(STEPS, row * SIDE + LEFT, row * SIDE + RIGHT)
  tear(pixels, whole)
  for (const segment of strokesOf(title)) write(pixels, segment)
  return pixels
}

/** How much of a pixel is covered whose middle lies so many pixels within. */
const cover = (within: number): number => Math.min(Math.max(within + 0.5, 0), 1)

/** The lower end of the sheet, from a row on. */
function tear(pixels: Uint8Array, from: number): void {
  for (let column = LEFT; column < RIGHT; column++) {
    const at = (column + 0.5 - LEFT) / 16
    const [left = 0, right = 0] = EDGE.slice(Math.floor(at))
    const edge = left + (right - left) * (at % 1)
    for (let row = from; row <= edge; row++) {
      pixels[row * SIDE + column] = Math.round(cover(edge - row - 0.5) * STEPS)
    }
  }
}

/** Takes the red away where the pen goes: only what lies about the stroke is looked at. */
function write(pixels: Uint8Array, [from, to]: Segment): void {
  const { x, y, unit, pen } = LETTER
  const [ax, ay] = [x + from[0] * unit, y + from[1] * unit]
  const [dx, dy] = [(to[0] - from[0]) * unit, (to[1] - from[1]) * unit]
  const square = dx * dx + dy * dy || 1
  const reach = pen + 1
  const lastRow = Math.max(ay, ay + dy) + reach
  const lastColumn = Math.max(ax, ax + dx) + reach
  for (let row = Math.floor(Math.min(ay, ay + dy) - reach); row < lastRow; row++) {
    for (let column = Math.floor(Math.min(ax, ax + dx) - reach); column < lastColumn; column++) {
      const px = column + 0.5 - ax
      const py = row + 0.5 - ay
      const along = Math.min(Math.max((px * dx + py * dy) / square, 0), 1)
      const red = 1 - cover(pen - Math.hypot(px - dx * along, py - dy * along))
      const at = row * SIDE + column
      pixels[at] = Math.min(pixels[at] ?? 0, Math.round(red * STEPS))
    }
  }
}
