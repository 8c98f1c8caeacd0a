/** What stays of a WebP: its frames and the colour profile. */

import { latin1, viewOf } from './bytes.ts'
import { compact, type Part } from './parts.ts'

/**
 * EXIF goes with the orientation in it: Chromium shows a WebP as its pixels lie, whatever EXIF says, and the Images
 * binding would turn its variants.
 */
const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Flags of the VP8X chunk for EXIF and XMP (RFC 9649, section 2.7.1). */
const NOTED = 0x08 | 0x04

export function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  const parts: Part[] = [{ from: 0, to: 12 }]
  for (let from = 12; from < end; ) {
    const length = view.getUint32(from + 4, true)
    const to = Math.min(from + 8 + length + (length & 1), end)
    if (KEPT.has(latin1(bytes, from, 4))) parts.push({ from, to })
    from = to
  }
  const whole = compact(bytes, parts)
  view.setUint32(4, whole.length - 8, true)
  if (latin1(whole, 12, 4) === 'VP8X') view.setUint8(20, view.getUint8(20) & ~NOTED)
  return whole
}
