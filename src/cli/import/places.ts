/** Where pictures stand in the folder that is pushed: where the old site's readers saw them. */

import { createHash } from 'node:crypto'
import { extname } from 'node:path/posix'
import { normalPath } from '../../post/pictures/picture-index.ts'
import type { Fetched } from './fetch.ts'
import type { Keep } from './keep.ts'

export class Places {
  /** New paths by old ones. */
  readonly placed = new Map<string, string>()
  /** What came from other hosts, by its new path. */
  readonly fetched = new Map<string, (() => Uint8Array) | null>()
  readonly #byAddress = new Map<string, string>()
  readonly #publicPath: (path: string) => string
  readonly #keep: Keep | null
  readonly #taken = new Set<string>()

  constructor(publicPath: (path: string) => string, keep: Keep | null) {
    this.#publicPath = publicPath
    this.#keep = keep
  }

  /** The path from the top of the new folder, with a slash before it. */
  place(path: string): string {
    const known = this.placed.get(path)
    if (known) return `/${known}`
    const place = this.#free(tidy(this.#publicPath(path)))
    this.placed.set(path, place)
    return `/${place}`
  }

  placeFetched(address: string, { bytes, extension }: Fetched): string {
    const known = this.#byAddress.get(address)
    if (known) return known
    const path = tidy(normalPath(address)) || 'picture'
    const own = extname(path).slice(1).toLowerCase().replace('jpeg', 'jpg')
    const named = own === extension ? path : `${path}.${extension}`
    const host = URL.parse(address, 'https://relative.invalid')?.host ?? ''
    const place = this.#free(`${tidy(host.replace(/[^a-z0-9.-]/gi, '-'))}/${named}`)
    this.fetched.set(place, this.#keep?.(bytes) ?? null)
    this.#byAddress.set(address, `/${place}`)
    return `/${place}`
  }

  has(path: string): boolean {
    return this.#taken.has(path)
  }

  /** The same name twice: the later one goes into a folder of its own. */
  #free(path: string): string {
    let place = path
    if (this.#taken.has(path)) {
      const stamp = createHash('sha256')
        .update(`${path} ${this.placed.size}`)
        .digest('hex')
        .slice(0, 8)
      place = `${stamp}/${path}`
    }
    this.#taken.add(place)
    return place
  }
}

/** A push leaves out what is hidden. */
const tidy = (path: string): string =>
  path
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .split('/')
    .map((part) => part.replace(/^[._]+/, ''))
    .filter((part) => part !== '' && part !== 'node_modules')
    .join('/')
