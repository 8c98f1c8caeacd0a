/** Writes a square picture of a few colours as PNG, compressed by the platform. */

import { crc32 } from './crc.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** Eight bits a pixel, each the number of a colour; filtered by no rule, not interlaced. */
const FORM = [8, 3, 0, 0, 0]

/** `pixels` row by row, each a colour's place in `palette`; a colour is red, green and blue from 0 to 255. */
export async function writePng(
  pixels: Uint8Array,
  palette: number[][],
): Promise<Uint8Array<ArrayBuffer>> {
  const side = Math.sqrt(pixels.length)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, side)
  view.setUint32(4, side)
  header.set(FORM, 8)
  // Each row begins with the number of its filter: none.
  const rows = new Uint8Array(side * (side + 1))
  for (let row = 0; row < side; row++) {
    rows.set(pixels.subarray(row * side, (row + 1) * side), row * (side + 1) + 1)
  }
  const deflated = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'))
  const data = new Uint8Array(await new Response(deflated).arrayBuffer())
  const parts = [
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc32(bytes, 4, data.length + 8))
  return bytes
}
