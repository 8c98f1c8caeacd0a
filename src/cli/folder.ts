/** Reads a folder of Markdown files and the pictures beside them. */

import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path/posix'

/** Paths within the folder, with `/` between their segments. */
export interface Folder {
  root: string
  posts: string[]
  /** Everything else that a post may name. */
  files: string[]
  /** Symbolic links, which are not followed. */
  links: string[]
}

export const isPost = (path: string): boolean => /\.(md|markdown)$/i.test(path)

/** Lists the folder's files at any depth, by path. What is hidden, or npm's, is left out. */
export async function readFolder(root: string): Promise<Folder> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const list = (chosen: Dirent[]) =>
    chosen
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path))
      .sort()
  const paths = list(entries.filter((entry) => entry.isFile()))
  const links = list(entries.filter((entry) => entry.isSymbolicLink()))
  return { root, posts: paths.filter(isPost), files: paths.filter((path) => !isPost(path)), links }
}

/**
 * Finds the file that an address in a post stands for: by path from the post, from the folder that has the post's name
 * (Hexo), or from the folder itself; then by ever shorter ends of the path, so that `/images/a.jpg` finds
 * `static/images/a.jpg`, and `http://gone.example/uploads/a.jpg` finds `a.jpg`: of several, the one nearest to the
 * post. Null when there is none.
 */
export function findFile(folder: Folder, post: string, address: string): string | null {
  if (/^data:/i.test(address)) return null
  const path = decodePath(
    address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*/s, ''),
  )
  const { byPath, byEnd } = indexOf(folder)
  const own = post.normalize('NFC')
  const within = normalize(path).replace(/^\/+/, '')
  for (const place of [dirname(own), own.replace(/\.\w+$/, ''), '']) {
    const found = byPath.get(place ? normalize(join(place, path)) : within)
    if (found) return found
  }
  for (const end of endsOf(within)) {
    const found = byEnd.get(end) ?? byEnd.get(end.toLowerCase())
    if (found) return nearest(found, own)
  }
  return null
}

/** `a/b/c`, `b/c`, `c`. */
function endsOf(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..')
  return parts.map((_, n) => parts.slice(n).join('/'))
}

/** The file that shares the most folders with the post. */
function nearest(files: string[], post: string): string | null {
  const shared = (file: string): number => {
    const [a, b] = [dirname(file).split('/'), dirname(post).split('/')]
    const differs = a.findIndex((part, n) => part !== b[n])
    return differs < 0 ? a.length : differs
  }
  return files.toSorted((a, b) => shared(b) - shared(a))[0] ?? null
}

interface Index {
  byPath: Map<string, string>
  /** Every end of a path, as it is and in lower case, and the files that have it, by path. */
  byEnd: Map<string, string[]>
}

const indexes = new WeakMap<Folder, Index>()

/** Files by their path and its ends in NFC: macOS gives names in NFD, and authors type NFC. */
function indexOf(folder: Folder): Index {
  const known = indexes.get(folder)
  if (known) return known
  const index: Index = { byPath: new Map(), byEnd: new Map() }
  for (const file of folder.files) {
    const path = file.normalize('NFC')
    index.byPath.set(path, file)
    for (const end of endsOf(path)) {
      for (const key of new Set([end, end.toLowerCase()])) {
        index.byEnd.set(key, [...(index.byEnd.get(key) ?? []), file])
      }
    }
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
