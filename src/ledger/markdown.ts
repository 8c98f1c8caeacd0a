/** A post's Markdown as readers may have it: what the author wrote below the front matter, its pictures at their addresses here. */

import { placePictures } from '../post/pictures/place-pictures.ts'
import { decodeSource } from '../post/source/decode.ts'
import { splitSource } from '../post/source/fences.ts'
import { listUses } from './pictures.ts'
import type { PostRow } from './posts.ts'
import { findSource } from './revisions.ts'

/** UTF-8. Empty when the post has no source. */
export function composeMarkdown(sql: SqlStorage, { slug, revision }: PostRow): Uint8Array {
  const source = findSource(sql, slug, revision) ?? findSource(sql, slug)
  if (!source) return new Uint8Array()
  const { body } = splitSource(decodeSource(source.bytes))
  return new TextEncoder().encode(`${placePictures(body.trim(), listUses(sql, slug))}\n`)
}
