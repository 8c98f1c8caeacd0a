/** Makes a file of the folder ready to push: its slug, its pictures, and the ETag the blog will give it. */

import { readFileSync } from 'node:fs'
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
  /** Of its source. */
  bytes: number
  /** The pictures it shows: the name each stands for, its path within the folder, its key on the blog, and its bytes. */
  pictures: { name: string; file: string; key: string; size: number }[]
  warnings: Post['warnings']
}

const PICTURE_NAME = /[^\s"'`<>()[\]{}|\\]+\.(?:jpe?g|png|gif|webp|avif|svg)/gi

/** A file as the blog would render it, with the pictures it finds in the folder. */
export interface Rendered {
  post: Post
  /** By the name they stand for: those that the post shows, and perhaps others. */
  pictures: { name: string; file: string; picture: Picture; size: number }[]
}

/** What a file of the folder is as a picture, and its bytes on the disk. */
export type Look = (file: string) => Promise<{ picture: Picture; size: number }>

/** Looks at each picture once. Throws what `inspectPicture` throws, or what reading the file throws. */
export function lookInto({ root }: Folder): Look {
  const seen = new Map<string, ReturnType<Look>>()
  const look: Look = async (file) => {
    const bytes = readFileSync(join(root, file))
    return { picture: await inspectPicture(file, bytes), size: bytes.length }
  }
  return (file) => {
    const found = seen.get(file) ?? look(file)
    seen.set(file, found)
    return found
  }
}

interface Around {
  /** IANA time zone of the site. */
  timezone: string
  look: Look
}

/** Throws the Refusal that the blog would answer with, or what reading the file throws. */
export async function renderFile(
  folder: Folder,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  { timezone, look }: Around,
): Promise<Rendered> {
  const { renderSource } = await import('../post/render-post.ts')
  const source = await readChecked(path, bytes, timezone)
  const render = async (names: Map<string, string>): Promise<Rendered> => {
    const pictures: Rendered['pictures'] = []
    for (const [name, file] of names) pictures.push({ name, file, ...(await look(file)) })
    const stored = new Map(pictures.map(({ name, picture }) => [name, picture]))
    return { post: await renderSource(source, { pictures: stored }), pictures }
  }
  const text = new TextDecoder().decode(bytes)
  // A link may lead to a picture, too: which do is known when the picture is there.
  const likely = text.match(PICTURE_NAME) ?? []
  const names = nameFiles(folder, path, likely)
  // Of several sizes of a picture only those are told of that came.
  if (!/srcset/i.test(text) && areApart(names)) {
    const rendered = await render(names)
    const files = new Set(names.values())
    const found = rendered.post.references.map(({ address }) => findFile(folder, path, address))
    if (found.every((file) => file === null || files.has(file))) return rendered
  }
  const { references } = (await render(new Map())).post
  const addresses = references.map(({ address }) => address)
  return render(nameFiles(folder, path, [...addresses, ...likely]))
}

/** Which slug the blog would give it. Throws the Refusal that the blog would answer with, if it takes reading to know. */
export async function readSlug(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  timezone: string,
): Promise<string> {
  const { slugify } = await import('../post/slug.ts')
  const { readFileName } = await import('../post/source/file-name.ts')
  const named = slugify(readFileName(checkName(path), timezone).stem)
  // The name is it where the post says nothing of a slug: ten times as fast as reading its front matter.
  if (bytes.length > 0 && named !== '' && !/slug/i.test(new TextDecoder().decode(bytes)))
    return named
  return (await readChecked(path, bytes, timezone)).fields.slug
}

async function readChecked(path: string, bytes: Uint8Array<ArrayBuffer>, timezone: string) {
  const { readSource } = await import('../post/source/read-source.ts')
  if (bytes.length === 0) {
    throw new Refusal('bad-field', { field: 'post', message: 'The post is empty.' })
  }
  return readSource(bytes, { timezone, name: checkName(path), reserved: RESERVED })
}

/** Throws what `renderFile` throws. */
export async function preparePost(
  folder: Folder,
  path: string,
  source: Uint8Array<ArrayBuffer>,
  around: Around,
): Promise<Ready> {
  const { postEtag } = await import('../post/etag.ts')
  const { post, pictures } = await renderFile(folder, path, source, around)
  const { slug, references, warnings } = post
  const shown = references.flatMap(({ address, picture }) =>
    picture ? [{ address, key: picture.key }] : [],
  )
  const used = new Set(shown.map(({ key }) => key))
  const etag = await postEtag(source, shown)
  const sent = pictures.flatMap(({ name, file, picture: { key }, size }) =>
    used.has(key) ? { name, file, key, size } : [],
  )
  return { path, slug, etag, bytes: source.length, pictures: sent, warnings }
}

/** Are the names such that it does not matter in which order they came? */
function areApart(names: Map<string, string>): boolean {
  const spellings = [...names.keys()].map((name) => basename(normalPath(name)).toLowerCase())
  return new Set(spellings).size === spellings.length
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
