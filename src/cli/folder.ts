/** Reads a folder of Markdown files and the pictures beside them. */

import { readdir } from 'node:fs/promises'
import { basename, dirname, join, normalize, relative } from 'node:path/posix'

/** Paths within the folder, with `/` between their segments. */
export interface Folder {
  root: string
  posts: string[]
  /** Everything else that a post may name. */
  files: string[]
}

export const isPost = (path: string): boolean => /\.(md|markdown)$/i.test(path)

/** Lists the folder's files at any depth, by path. Hidden files and directories are left out. */
export async function readFolder(root: string): Promise<Folder> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort()
  return { root, posts: paths.filter(isPost), files: paths.filter((path) => !isPost(path)) }
}

/**
 * Finds the file that an address in a post stands for: by path from the post, then by path from the folder, then by
 * file name alone, so that `http://gone.example/uploads/a.jpg` finds `a.jpg`. Null when there is none.
 */
export function findFile(folder: Folder, post: string, address: string): string | null {
  if (/^data:/i.test(address)) return null
  const path = decodePath(
    address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*/s, ''),
  )
  const wanted = [normalize(join(dirname(post), path)), normalize(path).replace(/^\/+/, '')]
  const named = (file: string) => basename(file) === basename(path)
  return (
    wanted.map((each) => folder.files.find((file) => file === each)).find((each) => each) ??
    folder.files.find(named) ??
    null
  )
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch {
    return path // not percent-encoded after all: `50%.png` is a fine file name
  }
}
