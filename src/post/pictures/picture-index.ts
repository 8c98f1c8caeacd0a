/** Finds the file that an address means: by its whole path, then by ever shorter ends of it, then by name. */

import type { Picture } from '../post.ts'

/** The path of an address without host, query and fragment: decoded, NFC, no `.`, `..` or empty segments. */
export function normalPath(address: string): string {
  const path = address
    .replace(/^[a-z][a-z0-9+.-]*:(?=\/\/)/i, '')
    .replace(/^\/\/[^/]*/, '')
    .replace(/[?#].*$/s, '')
  const parts = decode(path).normalize('NFC').replaceAll('\\', '/').split('/')
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/')
}

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path // a bare % in a file name
  }
}

export class PictureIndex {
  #byPath = new Map<string, Picture>()
  #byName = new Map<string, Picture>()

  constructor(files: ReadonlyMap<string, Picture>) {
    for (const [name, picture] of files) {
      // A file's name is taken as it is, and once more as if it were an address.
      for (const path of [name.normalize('NFC').replace(/^(?:\.?\/)+/, ''), normalPath(name)]) {
        this.#keep(this.#byPath, path, picture)
        this.#keep(this.#byName, fileName(path), picture)
        this.#keep(this.#byName, fileName(path).toLowerCase(), picture)
      }
    }
  }

  #keep(map: Map<string, Picture>, key: string, picture: Picture): void {
    if (key !== '' && !map.has(key)) map.set(key, picture)
  }

  find(address: string): Picture | null {
    if (this.#byPath.size === 0 || address.length > 2_000) return null
    const path = normalPath(address)
    for (let rest = path; rest !== ''; ) {
      const picture = this.#byPath.get(rest)
      if (picture) return picture
      const slash = rest.indexOf('/')
      rest = slash < 0 ? '' : rest.slice(slash + 1)
    }
    const name = fileName(path)
    return this.#byName.get(name) ?? this.#byName.get(name.toLowerCase()) ?? null
  }
}
