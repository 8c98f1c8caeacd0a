/** Walks a JPEG to its end (ITU-T T.81, annex B). */

import { latin1, viewOf } from './bytes.ts'
import { EXIF, isSideways } from './exif.ts'
import { bad, cutShort, ImageError } from './image-error.ts'
import type { Walked } from './walked.ts'

export const APP1 = 0xe1
export const APP2 = 0xe2
const SOS = 0xda
const EOI = 0xd9

/** One marker with its data, and for a scan with the pixels that follow. Positions are in the file. */
export interface Segment {
  marker: number
  from: number
  to: number
  /** Without marker and length. */
  data: Uint8Array
}

interface Frame {
  width: number
  height: number
  /** Null: nothing says how the picture is held. */
  sideways: boolean | null
  /** Does the file say that more pictures follow (CIPA DC-007), as phones write previews and depth maps? */
  more: boolean
}

/** Size as shown. Throws an ImageError; a RangeError when the file is cut short. */
export function walkJpeg(bytes: Uint8Array): Walked {
  const first = walkOne(bytes, 0)
  let { end } = first
  while (first.frame.more && bytes[end] === 0xff && bytes[end + 1] === 0xd8) {
    end = walkOne(bytes, end).end
  }
  const { width, height, sideways } = first.frame
  return {
    ...(sideways ? { width: height, height: width } : { width, height }),
    end,
    frames: 1,
    opaque: true,
  }
}

function walkOne(bytes: Uint8Array, start: number): { frame: Frame; end: number } {
  const frame: Frame = { width: 0, height: 0, sideways: null, more: false }
  let end = 0
  let scans = 0
  for (const { marker, data, to } of listSegments(bytes, start)) {
    if (marker !== EOI) readSegment(frame, marker, data)
    if (marker === SOS && frame.width === 0) throw bad('is a broken JPEG: pixels before their size')
    if (marker === SOS) scans++
    end = to
  }
  if (scans === 0) throw bad('is a JPEG without pixels')
  return { frame, end }
}

/** The segments of the picture that starts at `start`, its end marker last. Throws as `walkJpeg` does. */
export function* listSegments(bytes: Uint8Array, start: number): Generator<Segment> {
  const view = viewOf(bytes)
  for (let at = start + 2; ; ) {
    if (view.getUint8(at) !== 0xff) throw bad('is a broken JPEG: a marker is missing')
    while (view.getUint8(at + 1) === 0xff) at++
    const marker = view.getUint8(at + 1)
    if (marker === EOI) {
      yield { marker, from: at, to: at + 2, data: bytes.subarray(0, 0) }
      return
    }
    const length = view.getUint16(at + 2)
    const end = at + 2 + length
    if (length < 2) throw bad('is a broken JPEG: a segment has no length')
    if (end > bytes.length) throw cutShort('a segment ends after the file')
    const to = marker === SOS ? endOfScan(bytes, end) : end
    yield { marker, from: at, to, data: bytes.subarray(at + 4, end) }
    at = to
  }
}

function readSegment(frame: Frame, marker: number, data: Uint8Array): void {
  if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
    const view = viewOf(data)
    // Lossless, hierarchical and arithmetic-coded JPEGs, and those of 12 bits, are shown by no browser.
    if (marker > 0xc2 || view.getUint8(0) !== 8) {
      throw new ImageError('unsupported', 'is a JPEG of a kind that browsers cannot show')
    }
    frame.height = view.getUint16(1)
    frame.width = view.getUint16(3)
    if (frame.width * frame.height === 0) throw bad('is a JPEG of no size')
  } else if (marker === APP1 && latin1(data, 0, 6) === EXIF) {
    // Browsers ask the first one only.
    frame.sideways ??= isSideways(data.subarray(6))
  } else if (marker === APP2 && latin1(data, 0, 4) === 'MPF\0') {
    frame.more = true
  } else if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) {
    throw bad('is a broken JPEG: a marker stands where none may')
  }
}

/** Where the next marker stands: within a scan, 0xff is followed by 0 or is a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1]
    if (next !== 0 && next !== undefined && (next < 0xd0 || next > 0xd7)) return at
  }
  throw cutShort('its pixels have no end')
}
