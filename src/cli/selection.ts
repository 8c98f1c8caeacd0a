/** Which folder a command works on, and which of its posts. */

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { dirname, relative } from 'node:path/posix'
import { UsageError } from './command.ts'
import type { Words } from './words.ts'

export interface Selection {
  /** Absolute. Pictures are looked for in all of it. */
  root: string
  /** Null: all posts. */
  only: ((path: string) => boolean) | null
}

/** Where posts are when no path is given: `content/`, or the folder one stands in. */
export const homeFolder = (): string => resolve(isFolder('content') ? 'content' : '.')

/** One folder is a whole; files are a part of `content/` when they lie in there, else of their own folder. */
export function select(paths: string[], words: Words): Selection {
  const chosen = paths.map((path) => resolve(path))
  for (const [index, path] of chosen.entries()) {
    if (!statSync(path, { throwIfNoEntry: false })) {
      throw new UsageError(words.noFolder(paths[index] ?? ''))
    }
  }
  const [first] = chosen
  if (first === undefined) return { root: homeFolder(), only: null }
  if (chosen.length === 1 && isFolder(first)) return { root: first, only: null }
  const folders = chosen.map((path) => (isFolder(path) ? path : dirname(path)))
  const home = homeFolder()
  const root = folders.every((folder) => isWithin(home, folder)) ? home : common(folders)
  const parts = chosen.map((path) => relative(root, path))
  return {
    root,
    only: (path) =>
      parts.some((part) => part === '' || path === part || path.startsWith(`${part}/`)),
  }
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(`${folder}/`)

function common(folders: string[]): string {
  let root = folders[0] ?? '.'
  while (!folders.every((folder) => isWithin(root, folder)) && root !== '/') root = dirname(root)
  return root
}
