/** The orientation that a camera noted (EXIF tag 0x0112), which browsers apply. */

import { viewOf } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** Is the picture shown on its side? `tiff` is the EXIF block from its `II` or `MM`; a malformed one says nothing. */
export function isSideways(tiff: Uint8Array): boolean {
  return orientation(viewOf(tiff)) >= 5
}

/** 1 to 8, or 0 when the block does not say. */
function orientation(tiff: DataView): number {
  if (tiff.byteLength < 8) return 0
  const order = tiff.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 0
  const little = order === 0x4949
  const directory = tiff.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return 0
  const entries = tiff.getUint16(directory, little)
  for (let at = directory + 2, n = 0; n < entries && at + 12 <= tiff.byteLength; n++, at += 12) {
    if (tiff.getUint16(at, little) !== ORIENTATION) continue
    const value = tiff.getUint16(at + 8, little)
    return tiff.getUint16(at + 2, little) === SHORT && value <= 8 ? value : 0
  }
  return 0
}
