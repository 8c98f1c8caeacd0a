/** Walks an AVIF to its end (ISO/IEC 14496-12 boxes, 23008-12 items). */

import { type Box, findBox, listBoxes } from './boxes.ts'
import { latin1, viewOf } from './bytes.ts'
import { bad, cutShort } from './image-error.ts'
import { endOfItems } from './item-location.ts'
import type { Size, Walked } from './walked.ts'

/** What may stand at the top of the file. */
const TOP = new Set(['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip', 'wide'])

/** Do the brands of the `ftyp` box name AVIF? */
export function isAvif(bytes: Uint8Array): boolean {
  if (latin1(bytes, 4, 4) !== 'ftyp') return false
  const end = Math.min(viewOf(bytes).getUint32(0), 256)
  for (let at = 8; at < end; at += 4) if (/^avi[fs]$/.test(latin1(bytes, at, 4))) return true
  return false
}

/** Size as shown. Throws an ImageError; a RangeError when the file is cut short. */
export function walkAvif(bytes: Uint8Array): Walked {
  const boxes = listBoxes(viewOf(bytes))
  if (!boxes.every((box) => TOP.has(box.type))) {
    throw bad('is an AVIF with something else in or after it')
  }
  const meta = findBox(boxes, 'meta')
  const inside = meta ? listBoxes(meta.view, 4) : []
  const location = findBox(inside, 'iloc')
  const end = location ? endOfItems(location.view) : 0
  if (end === 0) throw bad('is an AVIF without pixels')
  if (end > bytes.length) throw cutShort('its pixels end after the file')
  return { ...primarySize(inside), end: bytes.length, frames: countFrames(boxes) }
}

/** Samples of the first track (14496-12, section 8.7.3); a still has no track. */
function countFrames(boxes: Box[]): number {
  let level = boxes
  for (const type of ['moov', 'trak', 'mdia', 'minf', 'stbl']) {
    const box = findBox(level, type)
    if (!box) return 1
    level = listBoxes(box.view)
  }
  return findBox(level, 'stsz')?.view.getUint32(8) ?? 1
}

/** The size of the item that `pitm` names, turned as its `irot` says. */
function primarySize(meta: Box[]): Size {
  const primary = findBox(meta, 'pitm')?.view
  const properties = findBox(meta, 'iprp')?.view
  if (!primary || !properties) throw bad('is an AVIF that names no picture')
  const id = primary.getUint8(0) > 0 ? primary.getUint32(4) : primary.getUint16(4)
  const parts = listBoxes(properties)
  const container = findBox(parts, 'ipco')
  const all = container ? listBoxes(container.view) : []
  const mine = parts
    .filter((box) => box.type === 'ipma')
    .flatMap((box) => propertiesOf(id, box.view))
    .flatMap((index) => all[index - 1] ?? [])
  const extents = findBox(mine, 'ispe')?.view
  if (!extents) throw bad('is an AVIF of unknown size')
  const turn = findBox(mine, 'irot')?.view.getUint8(0) ?? 0
  const [width, height] = [extents.getUint32(4), extents.getUint32(8)]
  return turn % 2 === 1 ? { width: height, height: width } : { width, height }
}

/** 1-based indexes of the properties that an item has (23008-12, section 9.3). */
function propertiesOf(item: number, view: DataView): number[] {
  const wideId = view.getUint8(0) > 0
  const wideIndex = (view.getUint8(3) & 1) === 1
  const found: number[] = []
  let at = 8
  for (let n = view.getUint32(4); n > 0; n--) {
    const id = wideId ? view.getUint32(at) : view.getUint16(at)
    at += wideId ? 4 : 2
    for (let count = view.getUint8(at++); count > 0; count--, at += wideIndex ? 2 : 1) {
      // The top bit says whether the property is essential.
      const index = wideIndex ? view.getUint16(at) & 0x7fff : view.getUint8(at) & 0x7f
      if (id === item) found.push(index)
    }
  }
  return found
}
