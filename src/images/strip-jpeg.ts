/** What stays of a JPEG: its tables and pixels, the colour profile, and which way is up. */

import { latin1 } from './bytes.ts'
import { EXIF, orientationAlone } from './exif.ts'
import { APP1, APP2, listSegments, type Segment } from './jpeg.ts'
import { join, type Part, shorter } from './parts.ts'

const APP0 = 0xe0
/** Says how Adobe's encoders mixed the colours. */
const APP14 = 0xee
/** Bytes of a JFIF header before its thumbnail, the two that say its size left out. */
const JFIF = 12

/** Whatever follows the first picture (a phone's preview, a depth map) goes. */
export function stripJpeg(bytes: Uint8Array): Part[] {
  const parts: Part[] = [{ from: 0, to: 2 }]
  let turned = false
  for (const segment of listSegments(bytes, 0)) {
    const isExif = segment.marker === APP1 && latin1(segment.data, 0, 6) === EXIF
    parts.push(...(isExif && turned ? [] : keep(segment, isExif)))
    turned ||= isExif
  }
  return parts
}

function keep({ marker, from, to, data }: Segment, isExif: boolean): Part[] {
  if (marker < APP0) return [{ from, to }]
  if (isExif) {
    const block = orientationAlone(data.subarray(EXIF.length))
    const length = 2 + EXIF.length + block.length
    const alone = join([0xff, APP1, 0, length], EXIF, block)
    return block.length > 0 ? [shorter(alone, from, to)] : []
  }
  const name = latin1(data, 0, 12)
  if (marker === APP0 && name.startsWith('JFIF\0')) {
    return [shorter(join([0xff, APP0, 0, 16], data.subarray(0, JFIF), [0, 0]), from, to)]
  }
  const stays = marker === APP2 ? name === 'ICC_PROFILE\0' : marker === APP14
  return stays ? [{ from, to }] : []
}
