/** Writes posts of a blog into a folder, byte for byte, with the pictures they show. */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Folder, findFile } from './folder.ts'
import { inspectPicture } from './picture.ts'
import { placePicture, placePost } from './placing.ts'
import type { Remote, RemotePost } from './remote.ts'

export interface Pulled {
  /** Within the folder. */
  path: string
  /** Pictures that were written. */
  pictures: string[]
  /** Pictures of which the folder has others by that name: they were left. */
  kept: string[]
}

export interface PullOptions {
  remote: Remote
  folder: Folder
  /** Where the post is in the folder already. */
  path: string | null
  /** Writes `<file>.blog` beside what is there, and no pictures. */
  beside?: boolean
  /** Pictures that differ are replaced. */
  force?: boolean
}

export async function pullPost(post: RemotePost, options: PullOptions): Promise<Pulled> {
  const { remote, folder, beside = false } = options
  const { bytes } = await remote.source(post.slug)
  const path = options.path ?? placePost(post, folder.posts)
  if (beside) {
    await write(folder.root, `${path}.blog`, bytes)
    return { path: `${path}.blog`, pictures: [], kept: [] }
  }
  await write(folder.root, path, bytes)
  if (!folder.posts.includes(path)) folder.posts.push(path)
  return { path, ...(await pullPictures(post, path, bytes, options)) }
}

/** A source tells its references, and the blog which picture stands at each: what it would make of this very source. */
async function pullPictures(
  { slug }: RemotePost,
  path: string,
  source: Uint8Array<ArrayBuffer>,
  { remote, folder, force = false }: PullOptions,
): Promise<Pick<Pulled, 'pictures' | 'kept'>> {
  const pictures: string[] = []
  const kept: string[] = []
  const { images } = await remote.rehearse(slug, path, source)
  for (const { address, url, key } of images) {
    const file = findFile(folder, path, address) ?? placePicture(path, address)
    if (url === null || file === null) continue
    const there = await readFile(join(folder.root, file)).catch(() => null)
    if (there && (await keyOf(file, there)) === key) continue
    if (there && !force) {
      kept.push(file)
      continue
    }
    await write(folder.root, file, await remote.picture(url))
    if (!there) folder.files.push(file)
    pictures.push(file)
  }
  return { pictures, kept }
}

/** The blog keeps a picture without what its camera noted: its key tells that two are the same. */
const keyOf = (file: string, bytes: Uint8Array): Promise<string | null> =>
  inspectPicture(file, bytes).then(
    ({ key }) => key,
    () => null,
  )

async function write(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
}
