/** Reads a ZIP archive entry by entry, and refuses those made to do harm. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32, inflateRawSync } from 'node:zlib'
import { printable } from '../printable.ts'
import type { Site } from './site.ts'

/** The archive cannot be taken, and why. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
}

const MIB = 1_048_576
/** An entry, and all of them, unpacked. */
const MAX_ENTRY = 256 * MIB
const MAX_TOTAL = 4_096 * MIB
const MAX_ENTRIES = 100_000
/** Deflate reaches 1,032; texts and pictures stay far below. Small files may be all blanks. */
const MAX_RATIO = 200
const SMALL = MIB

interface Entry {
  path: string
  method: number
  crc: number
  packed: number
  size: number
  /** Where its own header is. */
  at: number
}

/** Opens an archive. Throws a ZipError that names the entry and what is wrong with it; nothing is unpacked then. */
export function openZip(file: string): Site {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const entries = new Map(readDirectory(handle, size).map((entry) => [entry.path, entry]))
    const read = (path: string): Uint8Array => {
      const entry = entries.get(path)
      if (!entry) throw new ZipError(`${printable(path)} is not in the archive.`)
      return unpack(handle, entry)
    }
    return { paths: [...entries.keys()], links: [], read, close: () => closeSync(handle) }
  } catch (error) {
    closeSync(handle)
    throw error
  }
}

function readDirectory(handle: number, fileSize: number): Entry[] {
  const tail = readAt(handle, Math.max(0, fileSize - 65_557), Math.min(fileSize, 65_557))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length)
    throw new ZipError('This is no ZIP archive, or it is cut short.')
  const count = tail.readUInt16LE(end + 10)
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (count === 0xffff || start === 0xffffffff || length === 0xffffffff) {
    throw new ZipError(
      'The archive is a ZIP64, of more than 4 GiB or 65,535 files: unpack it and name the folder.',
    )
  }
  if (start + length > fileSize) throw new ZipError('The archive is cut short.')
  const directory = readAt(handle, start, length)
  const entries: Entry[] = []
  let total = 0
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const lengths = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset))
    const [name = 0, extra = 0, comment = 0] = lengths
    const entry = readEntry(directory, at, name)
    at += 46 + name + extra + comment
    if (entry === null) continue
    total += entry.size
    if (total > MAX_TOTAL)
      throw new ZipError('The archive unpacks to more than 4 GiB: unpack it and name the folder.')
    if (entries.push(entry) > MAX_ENTRIES)
      throw new ZipError(`The archive holds more than ${MAX_ENTRIES} files.`)
  }
  if (entries.length === 0 && count > 0)
    throw new ZipError('The list of the archive cannot be read.')
  return entries
}

/** One line of the list; null for a folder. */
function readEntry(directory: Buffer, at: number, nameLength: number): Entry | null {
  const flags = directory.readUInt16LE(at + 8)
  const path = decodeName(directory.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0)
  const shown = printable(path)
  const [packed, size] = [directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 24)]
  if (/^(?:[/\\]|[a-z]:)/i.test(path))
    throw new ZipError(`${shown} is an absolute path. The archive is refused.`)
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path))
    throw new ZipError(`${shown} leads out of the archive, which is refused.`)
  // The upper half of the attributes is a Unix mode.
  if (((directory.readUInt32LE(at + 38) >>> 16) & 0o170000) === 0o120000) {
    throw new ZipError(`${shown} is a link. The archive is refused: pack the file it leads to.`)
  }
  if (path.endsWith('/')) return null
  if ((flags & 1) !== 0)
    throw new ZipError(`${shown} is encrypted: unpack the archive and name the folder.`)
  if (size > MAX_ENTRY) throw new ZipError(`${shown} is larger than ${MAX_ENTRY / MIB} MiB.`)
  if (size > SMALL && size > packed * MAX_RATIO) {
    throw new ZipError(
      `${shown} unpacks to ${Math.round(size / packed)} times its size. The archive is refused.`,
    )
  }
  return {
    path: path.replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC'),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed,
    size,
    at: directory.readUInt32LE(at + 42),
  }
}

/** Chinese Windows writes names in GB 18030 and does not say so. */
function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(bytes)
  }
}

/** The declared size holds: what unpacks to more is not unpacked further. */
function unpack(handle: number, { path, method, crc, packed, size, at }: Entry): Uint8Array {
  const header = readAt(handle, at, 30)
  const start = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const data = readAt(handle, start, packed)
  const bytes = method === 0 ? data : method === 8 ? inflate(data, path, size) : null
  if (bytes === null)
    throw new ZipError(`${printable(path)} is packed in a way that is not understood (${method}).`)
  if (bytes.length !== size || crc32(bytes) !== crc) {
    throw new ZipError(`${printable(path)} is not what the archive says it is: it is damaged.`)
  }
  return new Uint8Array(bytes)
}

function inflate(data: Buffer, path: string, size: number): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) })
  } catch (cause) {
    throw new ZipError(
      `${printable(path)} cannot be unpacked, or unpacks to more than the archive says.`,
      { cause },
    )
  }
}

function readAt(handle: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const got = readSync(handle, bytes, done, length - done, at + done)
    if (got === 0) throw new ZipError('The archive is cut short.')
    done += got
  }
  return bytes
}
