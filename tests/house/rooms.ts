/** Reads the repository as files: what the tests of the house look at. */

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Every file that git keeps or would keep, by path from the top, sorted. */
export const files: string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\0')
  .filter((path) => path !== '' && exists(path))
  .sort()

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The sources of one top directory, without what wrangler generates. */
export const sources = (directory: string): string[] =>
  files.filter(
    (path) => path.startsWith(`${directory}/`) && /\.tsx?$/.test(path) && path !== 'src/env.d.ts',
  )

/** The room a file of `src/` is in: its directory, or the file itself when it lies at the top. */
export const room = (path: string): string => path.split('/')[1] ?? ''

function exists(path: string): boolean {
  try {
    readFileSync(join(root, path))
    return true
  } catch {
    return false // deleted and not yet committed
  }
}
