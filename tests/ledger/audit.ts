/** Holds the whole shelf against the whole ledger. */

import { expect } from 'vitest'
import type { PostRecord } from '../../src/ledger/protocol.ts'
import { decodeList, decodePost, decodeSite } from '../../src/shelf/codec.ts'
import { PAGE_SIZE } from '../../src/shelf/documents.ts'
import { keys, parseKey } from '../../src/shelf/keys.ts'
import type { Blog } from '../world.ts'

/** Every post of the ledger but the removed ones, newest first, page after page. */
export async function listPosts(blog: Blog): Promise<PostRecord[]> {
  const posts: PostRecord[] = []
  let path: string | null = '/api/posts?limit=500'
  while (path) {
    const answer = await blog.api(path)
    const page = (await answer.json()) as { posts: PostRecord[]; next: string | null }
    posts.push(...page.posts)
    path = page.next?.replace(/^https?:\/\/[^/]+/, '') ?? null
  }
  return posts
}

/** Every document on the shelf, by key. */
export async function readShelf(blog: Blog): Promise<Map<string, Uint8Array>> {
  const shelf = new Map<string, Uint8Array>()
  let cursor: string | undefined
  do {
    const page = await blog.kv.list(cursor ? { cursor } : {})
    const values = await Promise.all(page.keys.map(({ name }) => blog.kv.get(name, 'arrayBuffer')))
    for (const [n, { name }] of page.keys.entries()) {
      const value = values[n]
      if (value) shelf.set(name, new Uint8Array(value))
    }
    cursor = page.list_complete ? undefined : page.cursor
  } while (cursor)
  return shelf
}

/** Waits until the ledger has nothing left to put. */
export async function settle(blog: Blog, patience = 20_000): Promise<void> {
  const end = Date.now() + patience
  while (Date.now() < end) {
    const answer = await blog.api('/api/status')
    const status = (await answer.json()) as { pending: { documents: number } }
    if (status.pending.documents === 0) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the ledger did not come to rest')
}

/** Every published post has its page, every list is the strict cut of the ledger, and nothing else is shown. */
export async function expectShelfEqualsLedger(blog: Blog): Promise<PostRecord[]> {
  const posts = await listPosts(blog)
  const published = posts.filter(({ status }) => status === 'published')
  const shelf = await readShelf(blog)
  const at = (key: string) => shelf.get(key) ?? expect.fail(`nothing at ${key}`)

  const listed = published.filter(({ kind }) => kind === 'post').reverse()
  const slugs = listed.map(({ slug }) => slug)
  for (const [i, { slug, title }] of listed.entries()) {
    const { head } = decodePost(at(keys.post(slug)))
    expect(head).toMatchObject({ state: 'live', slug, title })
    if (head.state !== 'live') continue
    expect([head.older?.slug, head.newer?.slug]).toEqual([slugs[i - 1], slugs[i + 1]])
  }
  for (let n = 1; n <= Math.ceil(slugs.length / PAGE_SIZE); n++) {
    const page = decodeList(at(keys.list('all', n)))
    const want = slugs.slice((n - 1) * PAGE_SIZE, n * PAGE_SIZE)
    expect(page.items.map(({ slug }) => slug)).toEqual(want)
  }
  if (published.length > 0) {
    const site = decodeSite(at(keys.site()))
    expect(site.posts).toBe(slugs.length)
    expect(site.newest.map(({ slug }) => slug)).toEqual(slugs.slice(-20).reverse())
  }
  const known = new Set(published.map(({ slug }) => slug))
  for (const [key, bytes] of shelf) {
    const named = parseKey(key)
    if (named.kind !== 'post') continue
    if (decodePost(bytes).head.state === 'live') expect(known).toContain(named.slug)
  }
  return posts
}
