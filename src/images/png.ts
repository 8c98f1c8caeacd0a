/** Walks a PNG to its end (PNG specification, third edition). */

import { latin1, viewOf } from './bytes.ts'
import { crc32 } from './crc.ts'
import { isSideways } from './exif.ts'
import { bad, cutShort } from './image-error.ts'
import type { Size, Walked } from './walked.ts'

/** Allowed bit depths by colour type (section 11.2.1). */
const DEPTHS: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
/** Real files hold some thousands at most. */
const MAX_CHUNKS = 50_000
const CRITICAL = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])

/** Size as shown. Throws an ImageError; a RangeError when the file is cut short. */
export function walkPng(bytes: Uint8Array): Walked {
  const view = viewOf(bytes)
  if (view.getUint32(4) !== 0x0d0a1a0a) {
    throw bad('is a PNG whose signature was damaged, as by a text-mode transfer')
  }
  const header = readHeader(view)
  const seen = new Set<string>()
  let sideways = false
  let frames = 1
  for (let at = 8, chunks = 1; ; chunks++) {
    if (chunks > MAX_CHUNKS) throw bad('is a PNG of too many chunks')
    const length = view.getUint32(at)
    const type = latin1(bytes, at + 4, 4)
    const end = at + 12 + length
    if (end > bytes.length) throw cutShort(`its ${type} chunk ends after the file`)
    checkChunk(bytes, at, length)
    if (type === 'IHDR' && at !== 8) throw bad('is a PNG with two headers')
    if (type === 'eXIf') sideways = isSideways(bytes.subarray(at + 8, end - 4))
    if (type === 'acTL') frames = view.getUint32(at + 8)
    seen.add(type)
    at = end
    if (type !== 'IEND') continue
    if (!seen.has('IDAT')) throw bad('is a PNG without pixels (no IDAT chunk)')
    if (header.indexed && !seen.has('PLTE')) throw bad('is a PNG without its palette')
    const { width, height } = header
    const size = sideways ? { width: height, height: width } : { width, height }
    return { ...size, end, frames, opaque: !(header.alpha || seen.has('tRNS')) }
  }
}

function readHeader(view: DataView): Size & { indexed: boolean; alpha: boolean } {
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) {
    throw bad('is a PNG that does not begin with its header')
  }
  const depth = view.getUint8(24)
  const colour = view.getUint8(25)
  if (!DEPTHS[colour]?.includes(depth)) {
    throw bad(`is a PNG of an impossible kind (colour type ${colour}, bit depth ${depth})`)
  }
  if (view.getUint8(26) !== 0 || view.getUint8(27) !== 0 || view.getUint8(28) > 1) {
    throw bad('is a PNG with an unknown compression, filter or interlace method')
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    indexed: colour === 3,
    alpha: colour > 3,
  }
}

/** Checks the chunk that starts at `at`, with `length` bytes of data. */
function checkChunk(bytes: Uint8Array, at: number, length: number): void {
  const type = latin1(bytes, at + 4, 4)
  if (!/^[a-zA-Z]{4}$/.test(type)) throw bad('is a PNG with a broken chunk')
  // A lower-case first letter: a decoder may skip the chunk, broken or not.
  if (/^[a-z]/.test(type)) return
  if (!CRITICAL.has(type)) throw bad(`is a PNG with an unknown critical chunk, ${type}`)
  const end = at + 8 + length
  if (viewOf(bytes).getUint32(end) !== crc32(bytes, at + 4, end)) {
    throw bad(`is a damaged PNG: the checksum of its ${type} chunk is wrong`)
  }
}
