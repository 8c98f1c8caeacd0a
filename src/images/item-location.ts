/** Where the pixels of an AVIF lie (the `iloc` box, ISO/IEC 14496-12, section 8.11.3). */

import { bad } from './image-error.ts'

const MAX_EXTENTS = 10_000

/** Where the last byte of any item stored in the file itself stands; 0 when there is none. */
export function endOfItems(view: DataView): number {
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
  let last = 0
  let extents = 0
  for (let items = number(wide); items > 0; items--) {
    number(wide) // the item's id
    const inFile = version === 0 || (number(2) & 15) === 0
    number(2) // which file: this one
    const base = number(baseSize)
    const count = number(2)
    extents += count
    if (extents > MAX_EXTENTS) throw bad('is an AVIF in too many pieces')
    for (let i = 0; i < count; i++) {
      number(indexSize)
      const end = base + number(offsetSize) + number(lengthSize)
      if (inFile) last = Math.max(last, end)
    }
  }
  return last
}
