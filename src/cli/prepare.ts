/** Makes a file of the folder ready to push: its slug, its pictures, and the ETag the blog will give it. */

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { normalPath } from '../post/pictures/picture-index.ts'
import type { Picture, Post } from '../post/post.ts'
import { Refusal } from '../post/refusal.ts'
import { RESERVED } from '../urls.ts'
import { type Folder, findFile } from './folder.ts'
import { inspectPicture } from './picture.ts'

/** A post that was read, checked and rendered as the blog will do it; its bytes stay on the disk. */
export interface Ready {
  /** Within the folder. */
  path: string
  slug: string
  etag: string
  /** The pictures it shows: the name each stands for, its path within the folder, and its key on the blog. */
  pictures: { name: string; file: string; key: string }[]
  warnings: Post['warnings']
}

const PICTURE_NAME = /[^\s"'`<>()[\]{}|\\]+\.(?:jpe?g|png|gif|webp|avif|svg)/gi

/** A file as the blog would render it, with the pictures it finds in the folder. */
export interface Rendered {
  post: Post
  /** By the name they stand for: those that the post shows, and perhaps others. */
  pictures: { name: string; file: string; picture: Picture }[]
}

/** Throws the Refusal that the blog would answer with, or what reading the file throws. */
export async function renderFile(
  folder: Folder,
  path: string,
  source: Uint8Array<ArrayBuffer>,
  timezone: string,
): Promise<Rendered> {
  const { renderPost } = await import('../post/render-post.ts')
  if (source.length === 0) {
    throw new Refusal('bad-field', { field: 'post', message: 'The post is empty.' })
  }
  const options = { timezone, name: checkName(path), reserved: RESERVED }
  const bare = await renderPost(source, options)
  const names = nameFiles(folder, path, [
    ...bare.references.map(({ address }) => address),
    // A link may lead to a picture, too: which do is known when the picture is there.
    ...(new TextDecoder().decode(source).match(PICTURE_NAME) ?? []),
  ])
  if (names.size === 0) return { post: bare, pictures: [] }
  const pictures: Rendered['pictures'] = []
  for (const [name, file] of names) {
    const picture = await inspectPicture(file, await readFile(join(folder.root, file)))
    pictures.push({ name, file, picture })
  }
  const stored = new Map(pictures.map(({ name, picture }) => [name, picture]))
  return { post: await renderPost(source, { ...options, pictures: stored }), pictures }
}

/** Throws what `renderFile` throws. */
export async function preparePost(
  folder: Folder,
  path: string,
  source: Uint8Array<ArrayBuffer>,
  timezone: string,
): Promise<Ready> {
  const { postEtag } = await import('../post/etag.ts')
  const { post, pictures } = await renderFile(folder, path, source, timezone)
  const { slug, references, warnings } = post
  const shown = references.flatMap(({ address, picture }) =>
    picture ? [{ address, key: picture.key }] : [],
  )
  const used = new Set(shown.map(({ key }) => key))
  const etag = await postEtag(source, shown)
  const sent = pictures.flatMap(({ name, file, picture: { key } }) =>
    used.has(key) ? { name, file, key } : [],
  )
  return { path, slug, etag, pictures: sent, warnings }
}

/** Files by the name they are sent under: their own, and the address that means them where two share a name. */
function nameFiles(folder: Folder, post: string, addresses: string[]): Map<string, string> {
  const files = new Map<string, string>()
  for (const address of addresses) {
    const file = findFile(folder, post, address)
    if (file !== null && !files.has(file)) files.set(file, normalPath(address))
  }
  const counts = Map.groupBy(files.keys(), (file) => basename(file))
  return new Map(
    [...files].map(([file, address]) => {
      const name = basename(file)
      return [(counts.get(name)?.length ?? 0) > 1 ? address : name, file]
    }),
  )
}

/** The name the blog is told. Throws what the blog would answer. */
function checkName(path: string): string {
  const name = basename(path).normalize('NFC')
  if (!/\p{Cc}/u.test(name)) return name
  const message = 'A file name holds a control character.'
  throw new Refusal('bad-field', { field: 'post', message, hint: 'Rename the file.' })
}
