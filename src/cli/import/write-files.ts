/** Writes what was converted into a folder. */

import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Piece } from './import-site.ts'

export interface Written {
  written: string[]
  same: number
  /** Files that were there with another content: their author may have gone on with them. */
  kept: string[]
}

/** Never replaces a file that says something else. */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, Piece>,
): Promise<Written> {
  const result: Written = { written: [], same: 0, kept: [] }
  for (const [path, piece] of files) {
    const file = join(folder, path)
    const bytes = piece.read()
    if (existsSync(file)) {
      if (Buffer.compare(await readFile(file), bytes) === 0) result.same += 1
      else result.kept.push(path)
      continue
    }
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    result.written.push(path)
  }
  return result
}
