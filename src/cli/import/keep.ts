/** Keeps what an import makes on the disk until it is written or sent: of ten thousand posts memory holds none. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Takes bytes, and gives what reads them again. */
export type Keep = (bytes: Uint8Array) => () => Uint8Array

export function keepIn(folder: string): Keep {
  let count = 0
  return (bytes) => {
    const file = join(folder, String(count++))
    writeFileSync(file, bytes)
    return () => new Uint8Array(readFileSync(file))
  }
}
