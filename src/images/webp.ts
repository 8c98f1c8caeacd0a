/** Walks a WebP to its end (RFC 9649). */

import { latin1, uint24, viewOf } from './bytes.ts'
import { readOrientation, tiffOf } from './exif.ts'
import { bad, cutShort } from './image-error.ts'
import type { Size, Walked } from './walked.ts'

/** Flags that say a pixel may be transparent: of the VP8X chunk, and after the sizes of VP8L. */
const ALPHA = 0x10
const LOSSLESS_ALPHA = 1 << 28

/**
 * Size as shown: browsers show a WebP as its pixels lie, whichever way EXIF says is up. Throws an ImageError; a
 * RangeError when the file is cut short.
 */
export function walkWebp(bytes: Uint8Array): Walked {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw cutShort('its chunks end after the file')
  let size: Size | null = null
  let frames = 0
  let opaque = true
  let turned = false
  for (let at = 12; at < end; ) {
    const type = latin1(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const data = at + 8
    if (data + length > end) throw cutShort(`its ${type.trim()} chunk ends after the file`)
    if (type === 'VP8X') {
      size = { width: uint24(view, data + 4) + 1, height: uint24(view, data + 7) + 1 }
      if (view.getUint8(data) & ALPHA) opaque = false
    }
    if (type === 'VP8 ') size ??= lossySize(view, data)
    if (type === 'VP8L') {
      size ??= losslessSize(view, data)
      if (view.getUint32(data + 1, true) & LOSSLESS_ALPHA) opaque = false
    }
    if (type === 'VP8 ' || type === 'VP8L' || type === 'ANMF') frames++
    if (type === 'EXIF') turned ||= readOrientation(tiffOf(bytes.subarray(data, data + length))) > 1
    at = data + length + (length & 1)
  }
  if (!size || frames === 0) throw bad('is a WebP without pixels')
  return { ...size, end, frames, opaque, turned }
}

/** RFC 6386, section 9.1. */
function lossySize(view: DataView, at: number): Size {
  if (view.getUint8(at + 3) !== 0x9d || view.getUint16(at + 4) !== 0x012a) {
    throw bad('is a broken WebP: its frame has no start code')
  }
  return {
    width: view.getUint16(at + 6, true) & 0x3fff,
    height: view.getUint16(at + 8, true) & 0x3fff,
  }
}

/** RFC 9649, section 3.4: 14 bits each, less one. */
function losslessSize(view: DataView, at: number): Size {
  if (view.getUint8(at) !== 0x2f) throw bad('is a broken WebP: no lossless signature')
  const bits = view.getUint32(at + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
