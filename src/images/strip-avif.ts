/** Blanks what an AVIF notes beside its pixels: EXIF and XMP. Their boxes stay, so that nothing moves. */

import { findBox, listBoxes } from './boxes.ts'
import { latin1, viewOf } from './bytes.ts'
import { type Extent, listExtents } from './item-location.ts'

/** EXIF that says nothing, as an item has it: where its TIFF header stands, the header, a directory of no entries. */
const NOTHING = [0, 0, 0, 0, 0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]

/** Writes over `bytes`, which were inspected before. Which way is up, and the colours, are no notes. */
export function stripAvif(bytes: Uint8Array): Uint8Array {
  const top = listBoxes(viewOf(bytes))
  const meta = findBox(top, 'meta')
  const boxes = meta ? listBoxes(meta.view, 4) : []
  const location = findBox(boxes, 'iloc')
  const information = findBox(boxes, 'iinf')
  if (!location || !information) return bytes
  const notes = listNotes(information.view)
  const data = findBox(boxes, 'idat')?.view
  const homes = [...top.filter(({ type }) => type === 'mdat').map(({ view }) => view), data]
  for (const { item, method, from, to } of listExtents(location.view)) {
    const type = notes.get(item)
    const start = method === 1 ? (data?.byteOffset ?? 0) - bytes.byteOffset : 0
    const extent = bytes.subarray(start + from, start + to)
    if (!type || !homes.some((home) => home && isWithin(home, extent))) continue
    extent.fill(type === 'Exif' ? 0 : 0x20)
    if (type === 'Exif' && extent.length >= NOTHING.length) extent.set(NOTHING)
  }
  return bytes
}

const isWithin = (home: DataView, { byteOffset, length }: Uint8Array): boolean =>
  byteOffset >= home.byteOffset && byteOffset + length <= home.byteOffset + home.byteLength

/** The types of the items that are notes, by id (the `infe` boxes, section 8.11.6). */
function listNotes(view: DataView): Map<Extent['item'], string> {
  const notes = new Map<number, string>()
  for (const { type, view: entry } of listBoxes(view, view.getUint8(0) === 0 ? 6 : 8)) {
    const version = entry.getUint8(0)
    if (type !== 'infe' || version < 2) continue
    const wide = version > 2
    const kind = latin1(new Uint8Array(entry.buffer, entry.byteOffset), wide ? 10 : 8, 4)
    if (kind === 'Exif' || kind === 'mime') {
      notes.set(wide ? entry.getUint32(4) : entry.getUint16(4), kind)
    }
  }
  return notes
}
