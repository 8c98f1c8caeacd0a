/** A post's Markdown as readers may have it: what the author wrote below the front matter, its pictures at their addresses here. */

import { decodeSource } from '../post/decode.ts'
import { splitSource } from '../post/fences.ts'
import { urls } from '../urls.ts'
import { listUses } from './pictures.ts'
import type { PostRow } from './posts.ts'
import { findSource } from './revisions.ts'

/** UTF-8. Empty when the post has no source. */
export function composeMarkdown(sql: SqlStorage, { slug, revision }: PostRow): Uint8Array {
  const source = findSource(sql, slug, revision) ?? findSource(sql, slug)
  if (!source) return new Uint8Array()
  let { body } = splitSource(decodeSource(source.bytes))
  for (const [address, { key }] of listUses(sql, slug)) {
    const named = new RegExp(
      `(\\]\\(<?|\\]: |src=["'])${RegExp.escape(address)}(?=[)>\\s"']|$)`,
      'g',
    )
    body = body.replace(named, (_, lead: string) => lead + urls.image(key))
  }
  return new TextEncoder().encode(`${body.trim()}\n`)
}
