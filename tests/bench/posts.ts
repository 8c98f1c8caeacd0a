/** The posts that the benchmark publishes and reads. */

import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { shared } from '../shared.ts'

const SEED = 'seed/2014-11-16-Pycon2014@Shanghai.md'

/** The seed, a real post of about 10 kB of Chinese text, or null where it is not at hand. */
export function seed(): string | null {
  const file = shared(SEED)
  return file ? readFileSync(file, 'utf8') : null
}

/** The seed, or a post of our own words as long. */
export const longPost = (): string => seed() ?? ownPost()

/** A post of our own words, as long as the seed. */
export function ownPost(): string {
  const paragraph =
    '上海的秋天，会场里坐满了人。台上的人说着**代码**，台下的人记着笔记；茶歇时大家又聊了很久。\n'
  return `---\ntags: [bench]\n---\n${'\n## 一节\n\n'.concat(paragraph.repeat(8)).repeat(9)}`
}

/** A noisy PNG of `width` × `width` grey pixels: about as many bytes as it has pixels, others for another `seed`. */
export function picture(width: number, seed = 1): Uint8Array<ArrayBuffer> {
  let state = seed
  const rows = new Uint8Array(width * (width + 1)).map((_, index) => {
    state = (state * 48_271) % 2_147_483_647
    return index % (width + 1) === 0 ? 0 : state & 255
  })
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, width)
  header.setUint8(8, 8)
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', new Uint8Array()),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  frame.set(body, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
