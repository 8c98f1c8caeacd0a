/** CRC-32 as PNG has it (section D of its specification). */

const TABLE = new Uint32Array(256)
for (let n = 0; n < 256; n++) {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  TABLE[n] = c
}

/** The checksum of the bytes from `from` up to `to`. */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let c = 0xffffffff
  for (let at = from; at < to; at++) {
    c = (TABLE[(c ^ (bytes[at] as number)) & 0xff] as number) ^ (c >>> 8)
  }
  return ~c >>> 0
}
