/** Sends the pictures of an archive that a blog lacks, and tells it what it knew of them. */

import { type ImageRecord, paths } from '../../archive/format.ts'
import type { Archive } from '../../archive/open-archive.ts'
import { urls } from '../../urls.ts'
import { inOurWords } from '../place.ts'
import { inPool } from '../pool.ts'
import type { Remote } from '../remote.ts'
import { listImages } from './parts.ts'

/** Keys that the blog is asked for at once, and records that it takes at once. */
const KEYS = 40
/** The blog holds each while it looks at it. */
const WIDTH = 2

export interface PictureOptions {
  remote: Remote
  dry: boolean
  progress(done: number, all: number): void
}

/** Gives the keys of those that are neither in the archive nor in the blog's bucket. */
export async function restorePictures(
  archive: Archive,
  { remote, dry, progress }: PictureOptions,
): Promise<string[]> {
  const missing: string[] = []
  const images = await listNew(archive, remote)
  let done = 0
  for (const part of chunks(images)) {
    const held = part.filter(({ key }) => archive.files.has(paths.image(key)))
    await inPool(dry ? [] : held, WIDTH, async (record) => {
      progress(done++, images.length)
      await send(archive, remote, record)
    })
    if (dry) missing.push(...part.filter((each) => !held.includes(each)).map(({ key }) => key))
    else missing.push(...(await tell(archive, remote, part)))
  }
  return missing
}

async function send({ read }: Archive, remote: Remote, { key, name }: ImageRecord): Promise<void> {
  const body = new FormData()
  body.append('image', new Blob([await read(paths.image(key))]), name || key)
  const { images } = await remote.json<{ images: { key: string }[] }>(urls.api.images(), {
    ...{ method: 'POST', body },
  })
  if (images[0]?.key !== key) throw new Error(inOurWords(`${paths.image(key)} is another picture.`))
}

/** When it was stored first, and what is seen until it comes. */
async function tell({ id }: Archive, remote: Remote, images: ImageRecord[]): Promise<string[]> {
  const body = JSON.stringify({ archive: id, images })
  const headers = { 'Content-Type': 'application/json' }
  const { missing } = await remote.json<{ missing: string[] }>(urls.api.import(), {
    ...{ method: 'POST', headers, body },
  })
  return missing
}

async function listNew(archive: Archive, remote: Remote): Promise<ImageRecord[]> {
  const all = await listImages(archive)
  const known = new Set<string>()
  for (const part of chunks(all)) {
    for (const key of await remote.known(part.map(({ key }) => key))) known.add(key)
  }
  return all.filter(({ key }) => !known.has(key))
}

function* chunks<Item>(items: Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += KEYS) yield items.slice(at, at + KEYS)
}
