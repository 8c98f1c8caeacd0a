/** A post's Markdown as readers may have it: what the author wrote below the front matter, its pictures at their addresses here. */

import { decodeSource } from '../post/source/decode.ts'
import { splitSource } from '../post/source/fences.ts'
import { urls } from '../urls.ts'
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

/** Where Markdown and HTML name a picture: in a link's brackets, in a definition, in an attribute. */
const NAMED = /(\]\(<)([^>\n]+)|(\]\(|\]: +)([^)\s]+)|(\bsrc=["'])([^"'\n]+)/g

/** Puts the stored pictures' addresses in the place of those their author wrote. */
export function placePictures(
  body: string,
  pictures: ReadonlyMap<string, { key: string }>,
): string {
  if (pictures.size === 0) return body
  return body.replace(NAMED, (all, ...[a, b, c, d, e, f]: (string | undefined)[]) => {
    const picture = pictures.get(b ?? d ?? f ?? '')
    return picture ? (a ?? c ?? e ?? '') + urls.image(picture.key) : all
  })
}
