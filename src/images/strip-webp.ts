/** What stays of a WebP: its frames, the colour profile, and which way is up. */

import { latin1, viewOf } from './bytes.ts'
import { orientationAlone } from './exif.ts'
import { compact, join, type Part, shorter } from './parts.ts'
import { exifBlock } from './webp.ts'

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Flags of the VP8X chunk (RFC 9649, section 2.7.1). */
const HAS_XMP = 0x04
const HAS_EXIF = 0x08

export function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  const parts: Part[] = [{ from: 0, to: 12 }]
  let turned = false
  for (let from = 12; from < end; ) {
    const type = latin1(bytes, from, 4)
    const length = view.getUint32(from + 4, true)
    const to = Math.min(from + 8 + length + (length & 1), end)
    if (KEPT.has(type)) parts.push({ from, to })
    else if (type === 'EXIF') {
      const block = orientationAlone(exifBlock(bytes.subarray(from + 8, from + 8 + length)))
      if (block.length > 0) {
        parts.push(shorter(join('EXIF', [block.length, 0, 0, 0], block), from, to))
        turned = true
      }
    }
    from = to
  }
  const whole = compact(bytes, parts)
  view.setUint32(4, whole.length - 8, true)
  if (latin1(whole, 12, 4) === 'VP8X') {
    view.setUint8(20, (view.getUint8(20) & ~(HAS_XMP | HAS_EXIF)) | (turned ? HAS_EXIF : 0))
  }
  return whole
}
