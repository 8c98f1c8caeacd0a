/** Reads the shelf. A missing key is null; a KV failure is thrown as KV throws it. */

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

/** Posts by slug, in that order and all at once; those that are not live are left out. */
export async function findPosts(find: Find, slugs: string[]): Promise<LivePost[]> {
  const found = await Promise.all(slugs.map((slug) => findPost(find, slug)))
  return found.filter((post): post is LivePost => post?.head.state === 'live')
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
