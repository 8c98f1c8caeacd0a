/** Reads, checks and renders a draft before the transaction. The author's half is loaded on first use. */

import type { Post } from '../post/post.ts'
import { RESERVED } from '../urls.ts'
import { listStored, listUses, withPreview } from './pictures.ts'
import type { Draft } from './protocol.ts'

export interface Prepared {
  draft: Draft
  post: Post
  etag: string
  /** Tells whether two requests with one Idempotency-Key are the same request. */
  digest: string
  renderer: string
}

/** What rendering depends on beside the draft. */
export interface Setting {
  timezone: string
  /** Widths that pictures are offered in beside their own. */
  widths: readonly number[]
}

/** Throws a Refusal when the source is not acceptable. */
export async function prepare(
  sql: SqlStorage,
  draft: Draft,
  { timezone, widths }: Setting,
): Promise<Prepared> {
  const { rendererFor, renderSource } = await import('../post/render-post.ts')
  const { readSource } = await import('../post/source/read-source.ts')
  const { postEtag } = await import('../post/etag.ts')
  const { findPicture } = await import('../post/pictures/pictures.ts')

  const options = {
    timezone,
    reserved: RESERVED,
    ...(draft.slug === undefined ? {} : { slug: draft.slug }),
    ...(draft.name === undefined ? {} : { name: draft.name }),
  }
  const source = readSource(draft.source, options)
  const pictures = listStored(sql, draft.stored)
  for (const { name, picture } of draft.pictures) pictures.set(name, picture)
  // A text that is pushed without its pictures keeps those it had.
  for (const [address, picture] of listUses(sql, source.fields.slug)) {
    if (!findPicture(address, pictures)) pictures.set(address, picture)
  }
  for (const [name, picture] of pictures) pictures.set(name, withPreview(sql, picture))
  const post = await renderSource(source, { pictures, widths })
  const shown = post.references.flatMap(({ address, picture }) =>
    picture ? [{ address, key: picture.key }] : [],
  )
  const sent = [
    ...draft.pictures.map(({ name, picture }) => ({ address: name, key: picture.key })),
    ...Object.entries(draft.stored ?? {}).map(([address, key]) => ({ address, key })),
  ]
  return {
    draft,
    post,
    etag: await postEtag(draft.source, shown),
    digest: `${post.slug} ${draft.name ?? ''} ${await postEtag(draft.source, sent)}`,
    renderer: rendererFor(widths),
  }
}
