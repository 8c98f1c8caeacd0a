/** The orientation that a camera noted (EXIF tag 0x0112), which browsers apply. */

import { latin1, viewOf } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** What a JPEG, and some who write a WebP, set before the block. */
export const EXIF = 'Exif\0\0'

export const tiffOf = (bytes: Uint8Array): Uint8Array =>
  latin1(bytes, 0, EXIF.length) === EXIF ? bytes.subarray(EXIF.length) : bytes

/** Is the picture shown on its side? `tiff` is the EXIF block from its `II` or `MM`; a malformed one says nothing. */
export function isSideways(tiff: Uint8Array): boolean {
  return readOrientation(tiff) >= 5
}

/** 1 to 8, or 0 when the block does not say. */
export function readOrientation(block: Uint8Array): number {
  const tiff = viewOf(block)
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

/** An EXIF block that says nothing but the orientation of another; empty where that is the usual one. */
export function orientationAlone(tiff: Uint8Array): Uint8Array {
  const value = readOrientation(tiff)
  if (value < 2) return new Uint8Array(0)
  // Little-endian; the directory at 8 has one entry: tag, type, count, value. None follows.
  const header = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
  const entry = [1, 0, ORIENTATION & 255, ORIENTATION >> 8, SHORT, 0, 1, 0, 0, 0, value, 0, 0, 0]
  return new Uint8Array([...header, ...entry, 0, 0, 0, 0])
}
