/** Puts together pictures with notes in them, and takes the notes out again. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from '../../src/images/crc.ts'
import { inspectImage } from '../../src/images/inspect.ts'
import { stripImage } from '../../src/images/strip.ts'

export const samples = join(import.meta.dirname, 'samples')
export const sample = (name: string): Buffer => readFileSync(join(samples, name))
export const SECRET = 'CAMERA-SERIAL-4711'

export const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255])
export const u32 = (n: number, little = false): Buffer => {
  const bytes = Buffer.alloc(4)
  if (little) bytes.writeUInt32LE(n)
  else bytes.writeUInt32BE(n)
  return bytes
}
export const concat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  )

/** EXIF with an orientation, a maker's note and a thumbnail's worth of secrets. */
export const exif = (orientation: number): Buffer =>
  concat(
    'MM\0*',
    u32(8),
    u16(1),
    u16(0x0112),
    u16(3),
    u32(1),
    u16(orientation),
    u16(0),
    u32(0),
    SECRET,
  )
export function strip(bytes: Uint8Array): Buffer {
  const copy = new Uint8Array(bytes)
  return Buffer.from(stripImage(copy, inspectImage(copy).extension))
}

/** A chunk of a PNG. */
export const chunk = (type: string, data: Uint8Array | string): Buffer => {
  const body = concat(type, data)
  return concat(u32(body.length - 4), body, u32(crc32(body, 0, body.length)))
}

/** A segment of a JPEG. */
export const segment = (marker: number, ...data: (Uint8Array | string)[]): Buffer =>
  concat(new Uint8Array([0xff, marker]), u16(concat(...data).length + 2), ...data)

/** A chunk of a WebP. */
export const riff = (type: string, data: Uint8Array): Buffer =>
  concat(type, u32(data.length, true), data, data.length % 2 ? '\0' : '')

/** A JPEG, PNG or extended WebP without notes; `turn` gives it some that say which way is up. */
export function turn(file: Buffer, orientation: number): Buffer {
  const notes = exif(orientation)
  if (file[0] === 0xff) {
    return concat(file.subarray(0, 2), segment(0xe1, 'Exif\0\0', notes), file.subarray(2))
  }
  if (file[0] === 0x89) {
    return concat(file.subarray(0, 33), chunk('eXIf', notes), file.subarray(33))
  }
  const body = concat(file.subarray(8), riff('EXIF', notes))
  body.writeUInt8((body[12] ?? 0) | 8, 12)
  return concat('RIFF', u32(body.length, true), body)
}
