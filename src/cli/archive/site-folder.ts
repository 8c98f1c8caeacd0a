/** Writes an archive as a folder that another engine builds: its pages at the addresses they have now. */

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type PostRecord, paths } from '../../archive/format.ts'
import { type Archive, parseJson } from '../../archive/open-archive.ts'
import { placePictures } from '../../post/pictures/place-pictures.ts'
import { readSource } from '../../post/source/read-source.ts'
import { wallOf } from '../../post/source/zones.ts'
import { urls } from '../../urls.ts'
import type { Engine, Page } from './engines.ts'

export interface Written {
  posts: number
  pages: number
  drafts: number
  images: number
  /** Removed posts, which no folder can hold. */
  gone: number
}

/** The folder must not be there, or be empty: throws else. */
export async function writeSite(
  { files, read, manifest }: Archive,
  engine: Engine,
  root: string,
): Promise<Written> {
  const written: Written = { posts: 0, pages: 0, drafts: 0, images: 0, gone: 0 }
  const save = async (path: string, content: string | Uint8Array) => {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content, { flag: 'wx' })
  }
  for (const [path, content] of Object.entries(engine.files(manifest))) await save(path, content)
  for (const [path, file] of files) {
    if (file.kind === 'image') {
      await save(engine.assets + urls.image(file.key).slice(1), await read(path))
      written.images += 1
    }
    if (file.kind !== 'post') continue
    const record = parseJson<PostRecord>(await read(path), path)
    if (record.status === 'gone') {
      written.gone += 1
      continue
    }
    const page = readPage(record, await read(paths.source(record.slug)), manifest.timezone)
    await save(engine.path(page), engine.write(page))
    const kind = page.fields.draft ? 'drafts' : page.fields.kind === 'page' ? 'pages' : 'posts'
    written[kind] += 1
  }
  return written
}

function readPage(record: PostRecord, source: Uint8Array, timezone: string): Page {
  const { slug, name } = record
  const options = { timezone, slug, ...(name !== null && { name }) }
  const { fields, body } = readSource(source, options)
  const pictures = new Map(record.pictures.map(({ address, key }) => [address, { key }]))
  const cover = fields.cover && pictures.get(fields.cover.address)
  if (fields.cover && cover) fields.cover.address = urls.image(cover.key)
  const { year, month, day } = wallOf(Date.parse(record.date), timezone)
  const two = (n: number) => `${n}`.padStart(2, '0')
  return {
    ...{ record, fields, body: placePictures(body.trim(), pictures) },
    day: `${`${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`,
  }
}

export const isFree = async (root: string): Promise<boolean> =>
  (await readdir(root).catch(() => [])).length === 0
