/** Makes a file of the folder ready to push: its pictures, its slug, and the ETag the blog will give it. */

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ImageError } from '../images/image-error.ts'
import { inspectImage } from '../images/inspect.ts'
import { imageKey } from '../images/key.ts'
import { postEtag } from '../post/etag.ts'
import type { Picture } from '../post/post.ts'
import { Refusal } from '../post/refusal.ts'
import { renderPost } from '../post/render-post.ts'
import { type Folder, findFile } from './folder.ts'
import type { Upload } from './remote.ts'

export interface Prepared {
  slug: string
  etag: string
  upload: Upload
}

/** Reads, checks and renders as the blog will. Throws the Refusal that the blog would answer with. */
export async function preparePost(
  folder: Folder,
  path: string,
  timezone: string,
): Promise<Prepared> {
  const source = new Uint8Array(await readFile(join(folder.root, path)))
  const name = basename(path)
  const bare = await renderPost(source, { timezone, name })
  const files = new Set<string>()
  for (const { address } of bare.references) {
    const file = findFile(folder, path, address)
    if (file) files.add(file)
  }
  const pictures: Upload['pictures'] = []
  const stored = new Map<string, Picture>()
  for (const file of files) {
    const bytes = new Uint8Array(await readFile(join(folder.root, file)))
    const picture = uploadName(file, files)
    pictures.push({ name: picture, bytes })
    stored.set(picture, await inspectPicture(picture, bytes))
  }
  const post = await renderPost(source, { timezone, name, pictures: stored })
  const shown = post.references.flatMap(({ address, picture }) =>
    picture ? [{ address, key: picture.key }] : [],
  )
  return {
    slug: post.slug,
    etag: await postEtag(source, shown),
    upload: { name, source, pictures },
  }
}

async function inspectPicture(name: string, bytes: Uint8Array): Promise<Picture> {
  try {
    const { extension, ...image } = inspectImage(bytes)
    return { ...image, key: await imageKey(bytes, extension), bytes: bytes.length }
  } catch (error) {
    if (error instanceof ImageError) throw new Refusal('bad-image', `${name} ${error.message}`)
    throw error
  }
}

/** The file's name; its path where two pictures of one post share a name. */
function uploadName(file: string, files: ReadonlySet<string>): string {
  const twins = [...files].filter((other) => basename(other) === basename(file))
  return twins.length > 1 ? file : basename(file)
}
