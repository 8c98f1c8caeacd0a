/** Reads tar, also as others write it: lists the files, and refuses whatever is no plain file. */

import { ArchiveError } from './archive-error.ts'
import { BLOCK, checksum, padding } from './tar.ts'

/** Gives `length` bytes from `at` on; fewer where the archive ends. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array<ArrayBuffer>>

/** A file of an archive: where its bytes start, and how many there are. */
export interface TarFile {
  path: string
  at: number
  size: number
}

/** No header that gives a name is longer. */
const MAX_NAME = 64 * 1024

const KINDS: Record<string, string> = {
  1: 'a link',
  2: 'a symbolic link',
  3: 'a device',
  4: 'a device',
  6: 'a pipe',
}

const decoder = new TextDecoder()

/** Every file in order. Throws an ArchiveError that names the entry: nothing of it is to be trusted then. */
export async function* readTar(read: ReadAt): AsyncGenerator<TarFile> {
  let named = ''
  let last = ''
  for (let at = 0; ; ) {
    const block = await read(at, BLOCK)
    if (block.every((byte) => byte === 0) && block.length === BLOCK) return
    checkBlock(block, at, last)
    const field = (from: number, length: number) =>
      decoder.decode(block.subarray(from, from + length)).replace(/\0.*$/s, '')
    const prefix = field(257, 6) === 'ustar' ? field(345, 155) : ''
    const path = named || (prefix && `${prefix}/`) + field(0, 100)
    const type = field(156, 1) || '0'
    const size = readSize(field(124, 12), path)
    at += BLOCK
    const bytes = async () => {
      if (size > MAX_NAME) throw new ArchiveError('has a name of an absurd length', path)
      return decoder.decode(await whole(read, at, size, path))
    }
    if (type === 'x') named = readPax(await bytes()) || named
    else if (type === 'L') named = (await bytes()).replace(/\0.*$/s, '')
    else if (type === '0') yield { path: checkPath(path), at, size }
    else if (!/[5g]/.test(type)) {
      throw new ArchiveError(`is ${KINDS[type] ?? `of type "${type}"`}, not a file`, path)
    }
    if (!/[xL]/.test(type)) named = ''
    last = path
    at += size + padding(size)
  }
}

/** The bytes of a file. Throws when the archive ends before they do. */
export async function whole(
  read: ReadAt,
  at: number,
  size: number,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(at, size)
  if (bytes.length < size) throw new ArchiveError('is cut short: the archive ends here', path)
  return bytes
}

function checkBlock(block: Uint8Array, at: number, last: string): void {
  if (block[0] === 0x1f && block[1] === 0x8b && at === 0) {
    throw new ArchiveError('The archive is compressed. Unpack it with gunzip first.')
  }
  if (block.length < BLOCK && last) {
    throw new ArchiveError('is where the archive is cut short', last)
  }
  const wrong = at === 0 ? 'This is no tar archive.' : `The archive is broken at byte ${at}.`
  if (block.length < BLOCK) throw new ArchiveError(wrong)
  const spaced = block.slice()
  spaced.fill(32, 148, 156)
  if (Number.parseInt(decoder.decode(block.subarray(148, 156)), 8) !== checksum(spaced)) {
    throw new ArchiveError(wrong)
  }
}

/** Octal digits. The binary form, for files beyond 8 GiB, is refused with the rest. */
function readSize(text: string, path: string): number {
  if (!/^ *[0-7]{1,11} *$/.test(text)) throw new ArchiveError('has an absurd size', path)
  return Number.parseInt(text, 8)
}

/** The path that a pax header gives, or none. */
const readPax = (text: string): string => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1] ?? ''

/** A path that stays within the folder it is unpacked in. */
function checkPath(path: string): string {
  const clean = path.replace(/^\.\//, '')
  const safe = /^[^/\\\p{Cc}][^\\\p{Cc}]*$/u.test(clean)
  if (safe && !clean.split('/').some((part) => part === '..' || part === '.' || part === '')) {
    return clean
  }
  throw new ArchiveError('has a path that leads elsewhere', path)
}
