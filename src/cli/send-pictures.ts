/** Sends the pictures of a folder that the blog does not have: before the posts that show them, and each once. */

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Folder } from './folder.ts'
import { gate, inPool } from './pool.ts'
import type { Ready } from './prepare.ts'
import type { File, Remote } from './remote.ts'

/** Keys in one question: they are a part of its address. */
const ASK = 100
/** Pictures in one request: the Worker may ask its bucket no more than 50 times. */
const MOST = 20
/** Bytes after which a request takes no further picture. */
const FULL = 8 * 1024 * 1024
const WIDTH = 3

type Wanted = Ready['pictures'][number]

export interface PictureOptions {
  remote: Remote
  folder: Folder
  /** Is called whenever more were sent. */
  progress?: () => void
}

export class PictureSender {
  /** How many were sent. */
  count = 0
  readonly #options: PictureOptions
  readonly #pass = gate(WIDTH)
  /** By key: what is on the blog, or on its way there. */
  readonly #there = new Map<string, Promise<void>>()

  constructor(options: PictureOptions) {
    this.#options = options
  }

  /** Resolves when the blog has every picture of these posts. */
  async send(posts: Pick<Ready, 'pictures'>[]): Promise<void> {
    const wanted = new Map(
      posts.flatMap(({ pictures }) => pictures).map((each) => [each.key, each]),
    )
    const fresh = [...wanted.values()].filter(({ key }) => !this.#there.has(key))
    const sending = this.#sendNew(fresh)
    for (const { key } of fresh) this.#there.set(key, sending)
    await Promise.all([sending, ...[...wanted.keys()].map((key) => this.#there.get(key))])
  }

  async #sendNew(pictures: Wanted[]): Promise<void> {
    const { remote } = this.#options
    const known = new Set<string>()
    const keys = pictures.map(({ key }) => key)
    for (let at = 0; at < keys.length; at += ASK) {
      for (const key of await remote.known(keys.slice(at, at + ASK))) known.add(key)
    }
    const parts = inRequests(pictures.filter(({ key }) => !known.has(key)))
    await inPool(parts, WIDTH, (part) => this.#pass(() => this.#sendPart(part)))
  }

  async #sendPart(part: Wanted[]): Promise<void> {
    const { remote, folder, progress } = this.#options
    const read = ({ file }: Wanted): File => ({
      name: nameOf(file),
      bytes: new Uint8Array(readFileSync(join(folder.root, file))),
    })
    await remote.sendPictures(part.map(read))
    this.count += part.length
    progress?.()
  }
}

/** Are these enough for a request of their own? */
export const fillRequest = (pictures: Wanted[]): boolean =>
  pictures.length >= MOST || pictures.reduce((sum, { size }) => sum + size, 0) >= FULL

/** Puts together what goes in one request: few, not too large, and no two of one name. */
function inRequests(pictures: Wanted[]): Wanted[][] {
  const parts: Wanted[][] = []
  let names = new Set<string>()
  for (const picture of pictures) {
    const name = nameOf(picture.file)
    const part = parts.at(-1)
    if (!part || fillRequest(part) || names.has(name)) {
      parts.push([picture])
      names = new Set([name])
    } else {
      part.push(picture)
      names.add(name)
    }
  }
  return parts
}

const nameOf = (file: string): string => basename(file).normalize('NFC')
