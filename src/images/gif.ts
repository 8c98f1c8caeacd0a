/** Walks a GIF to its end (GIF89a specification). */

import { viewOf } from './bytes.ts'
import { bad } from './image-error.ts'
import type { Walked } from './inspect.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b

/** Size. Throws an ImageError; a RangeError when the file is cut short. */
export function walkGif(bytes: Uint8Array): Walked {
  const view = viewOf(bytes)
  const width = view.getUint16(6, true)
  const height = view.getUint16(8, true)
  let frames = 0
  for (let at = 13 + tableLength(view.getUint8(10)); ; ) {
    const block = view.getUint8(at)
    if (block === EXTENSION) {
      at = endOfBlocks(view, at + 2)
    } else if (block === IMAGE) {
      const pixels = at + 10 + tableLength(view.getUint8(at + 9))
      const codeSize = view.getUint8(pixels)
      if (codeSize < 2 || codeSize > 8) throw bad('is a broken GIF: its pixels are not LZW')
      at = endOfBlocks(view, pixels + 1)
      frames++
    } else if (block === TRAILER) {
      if (frames === 0) throw bad('is a GIF without pixels')
      return { width, height, end: at + 1, frames }
    } else {
      throw bad('is a broken GIF: an unknown block stands in it')
    }
  }
}

/** Bytes of the colour table that a packed field announces. */
const tableLength = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)

function endOfBlocks(view: DataView, from: number): number {
  let at = from
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1
  return at + 1
}
