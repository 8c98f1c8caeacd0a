/** Finds the test suites and corpora that live beside the repository and are never copied into it. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Gives the file's absolute path, or null (and says so, once a file) when it is not on this machine. */
export function shared(path: string): string | null {
  const file = join(import.meta.dirname, '../../shared', path)
  if (existsSync(file)) return file
  if (!missed.has(path)) console.log(`not run here: ../shared/${path} is missing`)
  missed.add(path)
  return null
}

const missed = new Set<string>()

/** The same for a JSON file: its value, or null. */
export function sharedJson<T>(path: string): T | null {
  const file = shared(path)
  return file === null ? null : (JSON.parse(readFileSync(file, 'utf8')) as T)
}
