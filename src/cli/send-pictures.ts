/** Sends the pictures of a folder that the blog does not have: first, and each once. */

import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Folder } from './folder.ts'
import { inPool } from './pool.ts'
import type { Ready } from './prepare.ts'
import type { Remote } from './remote.ts'

/** Keys in one question: they are a part of its address. */
const ASK = 100
/** Pictures in one request: the Worker may ask its bucket no more than 50 times. */
const MOST = 20
/** Bytes after which a request takes no further picture. */
const FULL = 8 * 1024 * 1024
const WIDTH = 3

type Wanted = Ready['pictures'][number]

/** Gives how many were sent. `progress` is told how many of how many. */
export async function sendPictures(
  posts: Ready[],
  { remote, folder, progress }: SendOptions,
): Promise<number> {
  const wanted = new Map(posts.flatMap(({ pictures }) => pictures).map((each) => [each.key, each]))
  await inPool(inParts([...wanted.keys()], ASK), WIDTH, async (keys) => {
    for (const key of await remote.known(keys)) wanted.delete(key)
  })
  const all = wanted.size
  let done = 0
  const parts = await inRequests([...wanted.values()], folder)
  await inPool(parts, WIDTH, async (part) => {
    const read = async ({ file }: Wanted) => ({
      name: basename(file).normalize('NFC'),
      bytes: new Uint8Array(await readFile(join(folder.root, file))),
    })
    await remote.sendPictures(await Promise.all(part.map(read)))
    done += part.length
    progress(done, all)
  })
  return done
}

export interface SendOptions {
  remote: Remote
  folder: Folder
  progress(done: number, all: number): void
}

function inParts<Item>(items: Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** Puts together what goes in one request: few, not too large, and no two of one name. */
async function inRequests(pictures: Wanted[], { root }: Folder): Promise<Wanted[][]> {
  const parts: Wanted[][] = []
  let names = new Set<string>()
  let bytes = FULL
  for (const picture of pictures) {
    const name = basename(picture.file).normalize('NFC')
    if (bytes >= FULL || names.size >= MOST || names.has(name)) {
      parts.push([])
      names = new Set()
      bytes = 0
    }
    parts.at(-1)?.push(picture)
    names.add(name)
    bytes += (await stat(join(root, picture.file))).size
  }
  return parts
}
