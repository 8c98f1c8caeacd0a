/** What stays of a WebP: its frames, the colour profile, and which way is up. */

import { latin1, viewOf } from './bytes.ts'
import { orientationAlone, tiffOf } from './exif.ts'
import { compact, join, type Part, shorter } from './parts.ts'

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Flags of the VP8X chunk (RFC 9649, section 2.7.1). */
const EXIF = 0x08
const XMP = 0x04

/** `turned`: may it still say which way is up? Chromium does not heed that; the Images binding would. */
export function stripWebp(bytes: Uint8Array, turned = true): Uint8Array {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  const parts: Part[] = [{ from: 0, to: 12 }]
  const extended = latin1(bytes, 12, 4) === 'VP8X'
  let flags = 0
  for (let from = 12; from < end; ) {
    const length = view.getUint32(from + 4, true)
    const to = Math.min(from + 8 + length + (length & 1), end)
    const type = latin1(bytes, from, 4)
    if (KEPT.has(type)) parts.push({ from, to })
    else if (type === 'EXIF' && extended && turned && flags === 0) {
      const block = orientationAlone(tiffOf(bytes.subarray(from + 8, to)))
      if (block.length > 0) {
        parts.push(shorter(join('EXIF', [block.length, 0, 0, 0], block), from, to))
        flags = EXIF
      }
    }
    from = to
  }
  const whole = compact(bytes, parts)
  view.setUint32(4, whole.length - 8, true)
  if (extended) view.setUint8(20, (view.getUint8(20) & ~(EXIF | XMP)) | flags)
  return whole
}
