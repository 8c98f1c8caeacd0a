/** Where the items of an AVIF lie: pixels and notes (the `iloc` box, ISO/IEC 14496-12, section 8.11.3). */

import { bad } from './image-error.ts'

const MAX_EXTENTS = 10_000

/** A stretch of an item's bytes. */
export interface Extent {
  item: number
  /** 0: counted from the start of the file; 1: from that of the `idat` box (section 8.11.3). */
  method: number
  from: number
  to: number
}

/** Where the last byte of any item stored in the file itself stands; 0 when there is none. */
export function endOfItems(view: DataView): number {
  let last = 0
  for (const { method, to } of listExtents(view)) if (method === 0) last = Math.max(last, to)
  return last
}

/** Throws an ImageError when there are too many; a RangeError when the box is cut short. */
export function* listExtents(view: DataView): Generator<Extent> {
  const version = view.getUint8(0)
  const sizes = view.getUint16(4)
  const offsetSize = sizes >> 12
  const lengthSize = (sizes >> 8) & 15
  const baseSize = (sizes >> 4) & 15
  const indexSize = version > 0 ? sizes & 15 : 0
  const wide = version < 2 ? 2 : 4
  let at = 6
  const number = (bytes: number): number => {
    let value = 0
    for (const end = at + bytes; at < end; at++) value = value * 256 + view.getUint8(at)
    return value
  }
  let extents = 0
  for (let items = number(wide); items > 0; items--) {
    const item = number(wide)
    const method = version === 0 ? 0 : number(2) & 15
    number(2) // which file: this one
    const base = number(baseSize)
    const count = number(2)
    extents += count
    if (extents > MAX_EXTENTS) throw bad('is an AVIF in too many pieces')
    for (let i = 0; i < count; i++) {
      number(indexSize)
      const from = base + number(offsetSize)
      yield { item, method, from, to: from + number(lengthSize) }
    }
  }
}
