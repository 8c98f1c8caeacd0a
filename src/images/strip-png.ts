/** What stays of a PNG: the chunks that pixels, colours and motion are made of, and which way is up. */

import { latin1, viewOf } from './bytes.ts'
import { crc32 } from './crc.ts'
import { orientationAlone } from './exif.ts'
import { join, type Part, shorter } from './parts.ts'

/** Texts, times and chunks of unknown makers go. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(
    ' ',
  ),
)

export function stripPng(bytes: Uint8Array): Part[] {
  const view = viewOf(bytes)
  const parts: Part[] = [{ from: 0, to: 8 }]
  for (let from = 8, type = ''; type !== 'IEND'; ) {
    const to = from + 12 + view.getUint32(from)
    type = latin1(bytes, from + 4, 4)
    if (KEPT.has(type)) parts.push({ from, to })
    else if (type === 'eXIf') parts.push(...turned(bytes, from, to))
    from = to
  }
  return parts
}

function turned(bytes: Uint8Array, from: number, to: number): Part[] {
  const block = orientationAlone(bytes.subarray(from + 8, to - 4))
  if (block.length === 0) return []
  const chunk = join([0, 0, 0, block.length], 'eXIf', block, [0, 0, 0, 0])
  viewOf(chunk).setUint32(chunk.length - 4, crc32(chunk, 4, chunk.length - 4))
  return [shorter(chunk, from, to)]
}
