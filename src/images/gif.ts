/** Walks a GIF to its end, and says what of it stays (GIF89a specification). */

import { latin1, viewOf } from './bytes.ts'
import { bad } from './image-error.ts'
import type { Part } from './parts.ts'
import type { Walked } from './walked.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const CONTROL = 0xf9
const APPLICATION = 0xff
/** Applications whose blocks are more than notes: how often it plays, and its colours. */
const KEPT = /^(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/

interface Block {
  kind: number
  /** Of an extension, what it is for. */
  label: number
  from: number
  to: number
}

/** Size. Throws an ImageError; a RangeError when the file is cut short. */
export function walkGif(bytes: Uint8Array): Walked {
  const view = viewOf(bytes)
  let frames = 0
  let end = 0
  for (const { kind, to } of listBlocks(bytes)) {
    if (kind === IMAGE) frames++
    end = to
  }
  if (frames === 0) throw bad('is a GIF without pixels')
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), end, frames }
}

/** All but comments, and what applications noted: XMP among it. */
export function stripGif(bytes: Uint8Array): Part[] {
  const blocks = [...listBlocks(bytes)]
  const stays = ({ kind, label, from }: Block): boolean =>
    kind !== EXTENSION ||
    label === CONTROL ||
    (label === APPLICATION && KEPT.test(latin1(bytes, from + 3, 11)))
  return [{ from: 0, to: blocks[0]?.from ?? 0 }, ...blocks.filter(stays)]
}

/** The blocks after the header, the trailer last. */
function* listBlocks(bytes: Uint8Array): Generator<Block> {
  const view = viewOf(bytes)
  for (let from = 13 + tableLength(view.getUint8(10)); ; ) {
    const kind = view.getUint8(from)
    let to = from + 1
    if (kind === EXTENSION) {
      to = endOfBlocks(view, from + 2)
    } else if (kind === IMAGE) {
      const pixels = from + 10 + tableLength(view.getUint8(from + 9))
      const codeSize = view.getUint8(pixels)
      if (codeSize < 2 || codeSize > 8) throw bad('is a broken GIF: its pixels are not LZW')
      to = endOfBlocks(view, pixels + 1)
    } else if (kind !== TRAILER) {
      throw bad('is a broken GIF: an unknown block stands in it')
    }
    yield { kind, label: view.getUint8(from + (kind === EXTENSION ? 1 : 0)), from, to }
    if (kind === TRAILER) return
    from = to
  }
}

/** Bytes of the colour table that a packed field announces. */
const tableLength = (packed: number): number => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)

function endOfBlocks(view: DataView, from: number): number {
  let at = from
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1
  return at + 1
}
