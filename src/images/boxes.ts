/** The boxes that AVIF files are made of (ISO/IEC 14496-12). */

import { bad, cutShort } from './image-error.ts'

/** A box: its type and a view of what it holds. */
export interface Box {
  type: string
  view: DataView
}

/** Real files hold a dozen a level. A file of nothing but boxes would take more memory than there is. */
const MAX_BOXES = 1000

export const findBox = (boxes: Box[], type: string): Box | undefined =>
  boxes.find((box) => box.type === type)

/** The boxes that fill a view exactly. Throws an ImageError when they do not. */
export function listBoxes(view: DataView, from = 0): Box[] {
  const boxes: Box[] = []
  const to = view.byteLength
  for (let at = from; at < to; ) {
    const short = view.getUint32(at)
    const name = view.getUint32(at + 4)
    const type = String.fromCharCode(name >>> 24, (name >> 16) & 255, (name >> 8) & 255, name & 255)
    const long = short === 1
    // A length of 0 reaches to the end of what holds the box.
    const end = at + (long ? Number(view.getBigUint64(at + 8)) : short || to - at)
    const data = at + (long ? 16 : 8)
    if (end < data) throw bad('is a broken AVIF: a box has no length')
    if (end > to) throw cutShort(`its ${type} box ends after the file`)
    boxes.push({ type, view: new DataView(view.buffer, view.byteOffset + data, end - data) })
    if (boxes.length > MAX_BOXES) throw bad('is an AVIF of too many boxes')
    at = end
  }
  return boxes
}
