/** Reads the shelf. A missing key is null; a KV failure is thrown as KV throws it. */

import type { Summary } from '../post/post.ts'
import { decodeList, decodePost, decodeSite } from './codec.ts'
import type { ListDocument, ListName, LivePost, PostDocument, SiteDocument } from './documents.ts'
import { keys } from './keys.ts'

/** Finds the bytes of a shelf key: KV, or whatever stands in for it while KV is down. */
export type Find = (key: string) => Promise<Uint8Array | null>

/** The ordinary way: one KV read. 30 s is the shortest edge cache KV allows. */
export function fromKv(kv: KVNamespace): Find {
  return async (key) => {
    const value = await kv.get(key, { type: 'arrayBuffer', cacheTtl: 30 })
    return value && new Uint8Array(value)
  }
}

/** A post by slug, or what stands at an old address by its decoded path. */
export async function findPost(find: Find, slugOrPath: string): Promise<PostDocument | null> {
  const bytes = await find(keys.post(slugOrPath))
  return bytes && decodePost(bytes)
}

/**
 * The posts of these summaries, in that order and all at once; those that are not live are left out. `vouch` hears of each
 * that is what its summary says: while that document stands, this one need not be looked at again.
 */
export async function findPosts(
  find: Find,
  summaries: Summary[],
  vouch: (key: string) => void,
): Promise<LivePost[]> {
  const posts = await Promise.all(
    summaries.map(async ({ slug, edition }) => {
      const post = await findPost(find, slug)
      if (post?.head.state !== 'live') return []
      if (edition && edition === post.head.edition) vouch(keys.post(slug))
      return [post as LivePost]
    }),
  )
  return posts.flat()
}

export async function findSite(find: Find): Promise<SiteDocument | null> {
  const bytes = await find(keys.site())
  return bytes && decodeSite(bytes)
}

export async function findList(
  find: Find,
  list: ListName,
  n: number,
): Promise<ListDocument | null> {
  const bytes = await find(keys.list(list, n))
  return bytes && decodeList(bytes)
}
