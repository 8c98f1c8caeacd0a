/** Finds out what a picture is, from its bytes alone, and that it is nothing else beside. */

import { isAvif, walkAvif } from './avif.ts'
import { isPadding, latin1 } from './bytes.ts'
import { walkGif } from './gif.ts'
import { guessKind } from './guess.ts'
import { bad, ImageError, reading } from './image-error.ts'
import { walkJpeg } from './jpeg.ts'
import type { Extension } from './key.ts'
import { walkPng } from './png.ts'
import type { Nature, Size, Walked } from './walked.ts'
import { walkWebp } from './webp.ts'

export interface Image extends Size, Nature {
  type: string
  extension: Extension
}

export const MAX_IMAGE_BYTES = 20 * 1024 * 1024
/** A decoded pixel takes a reader's browser four bytes: this many take 200 MB. */
export const MAX_PIXELS = 50_000_000
export const MAX_FRAMES = 64

interface Format {
  /** With its article. */
  name: string
  type: string
  extension: Extension
  is(bytes: Uint8Array): boolean
  walk(bytes: Uint8Array): Walked
}

const FORMATS: Format[] = [
  {
    name: 'a JPEG',
    type: 'image/jpeg',
    extension: 'jpg',
    is: (b) => latin1(b, 0, 3) === '\xff\xd8\xff',
    walk: walkJpeg,
  },
  {
    name: 'a PNG',
    type: 'image/png',
    extension: 'png',
    is: (b) => latin1(b, 0, 4) === '\x89PNG',
    walk: walkPng,
  },
  {
    name: 'a GIF',
    type: 'image/gif',
    extension: 'gif',
    is: (b) => /^GIF8[79]a$/.test(latin1(b, 0, 6)),
    walk: walkGif,
  },
  {
    name: 'a WebP',
    type: 'image/webp',
    extension: 'webp',
    is: (b) => /^RIFF....WEBP$/s.test(latin1(b, 0, 12)),
    walk: walkWebp,
  },
  { name: 'an AVIF', type: 'image/avif', extension: 'avif', is: isAvif, walk: walkAvif },
]

/** Type, size and frames of a picture. Throws an ImageError that says what is wrong with it. */
export function inspectImage(bytes: Uint8Array): Image {
  if (bytes.length === 0) throw bad('is empty')
  if (bytes.length > MAX_IMAGE_BYTES) throw new ImageError('large', 'has more than 20 MiB')
  const format = FORMATS.find(({ is }) => is(bytes))
  if (!format) throw new ImageError('unsupported', `is ${guessKind(bytes)}`)
  const { name, type, extension } = format
  const { width, height, end, frames, opaque = false, turned = false } = walk(format, bytes)
  if (!isPadding(bytes, end)) {
    throw bad(`is ${name} with ${bytes.length - end} bytes of something else after the picture`)
  }
  checkSize(name, { width, height })
  if (frames > MAX_FRAMES) {
    throw new ImageError('large', `is ${name} of ${frames} frames: at most ${MAX_FRAMES} are taken`)
  }
  return { type, extension, width, height, frames, opaque, turned }
}

function walk({ name, walk }: Format, bytes: Uint8Array): Walked {
  try {
    return reading(() => walk(bytes))
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    throw new ImageError(error.code, error.message.replace(/^is cut/, `is ${name} cut`))
  }
}

/** Throws an ImageError for what no screen shows. `name`: what it is, with its article. */
export function checkSize(name: string, { width, height }: Size): void {
  if (width === 0 || height === 0) throw bad(`is ${name} without width or height`)
  if (width * height > MAX_PIXELS) {
    const pixels = `${width} × ${height} pixels: at most 50 million are taken`
    throw new ImageError('large', `is ${name} of ${pixels}`)
  }
}
