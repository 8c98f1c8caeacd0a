/** An archive in a file: read where something is needed, never as a whole. */

import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchiveError } from '../../archive/archive-error.ts'
import { type Archive, openArchive } from '../../archive/open-archive.ts'
import { inOurWords } from '../place.ts'
import { printable } from '../printable.ts'
import { chooseArchiveWords } from './words.ts'

export interface ArchiveFile extends Archive {
  /** In bytes. */
  size: number
  close(): Promise<void>
}

/** Checks all of it first. Throws an Error that names the entry which is wrong. */
export async function openArchiveFile(
  path: string,
  progress: (done: number, all: number) => void = () => {},
  shown = path,
): Promise<ArchiveFile> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const readAt = async (at: number, length: number) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - at)))
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at)
      return bytes.subarray(0, bytesRead)
    }
    const archive = await openArchive(readAt, ({ at }) => progress(at, size))
    return { ...archive, size, close: () => file.close() }
  } catch (error) {
    await file.close()
    if (!(error instanceof ArchiveError)) throw error
    const { entry, message } = error
    const words = chooseArchiveWords()
    throw new Error(printable(words.badArchive(shown, entry, inOurWords(message))), {
      cause: error,
    })
  }
}

/** Writes a stream to a file for its owner alone. Gives how many bytes came. The file is gone when it fails. */
export async function saveStream(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  progress: (bytes: number) => void = () => {},
): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  let length = 0
  try {
    for await (const chunk of stream) {
      await file.writeFile(chunk)
      length += chunk.length
      progress(length)
    }
    await file.close()
    return length
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

/** A name in the system's directory for what is needed only now. */
export const passingFile = (): string => join(tmpdir(), `deckle-${randomUUID()}.tar`)

export const inMebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`
