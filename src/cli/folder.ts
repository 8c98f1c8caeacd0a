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

/** Lists the folder's files at any depth, by path. What is hidden, or npm's, is left out. */
export async function readFolder(root: string): Promise<Folder> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path))
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
  const { byPath, byName } = indexOf(folder)
  const beside = normalize(join(dirname(post).normalize('NFC'), path))
  const within = normalize(path).replace(/^\/+/, '')
  return byPath.get(beside) ?? byPath.get(within) ?? byName.get(basename(path)) ?? null
}

interface Index {
  byPath: Map<string, string>
  byName: Map<string, string>
}

const indexes = new WeakMap<Folder, Index>()

/** Files by their path and by their name in NFC: macOS gives names in NFD, and authors type NFC. */
function indexOf(folder: Folder): Index {
  const known = indexes.get(folder)
  if (known) return known
  const index: Index = { byPath: new Map(), byName: new Map() }
  for (const file of folder.files) {
    const path = file.normalize('NFC')
    index.byPath.set(path, file)
    if (!index.byName.has(basename(path))) index.byName.set(basename(path), file)
  }
  indexes.set(folder, index)
  return index
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC')
  } catch {
    return path.normalize('NFC') // not percent-encoded after all: `50%.png` is a fine file name
  }
}
