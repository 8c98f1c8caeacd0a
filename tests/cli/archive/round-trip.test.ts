/** `export | restore`: the blog that comes out is the one that went in, byte for byte at each public address. */

import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectShelfEqualsLedger, listPosts, readShelf, settle } from '../../ledger/audit.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'
import { fill } from './blog-by-rule.ts'
import { listAddresses, readAll, tellApart } from './public.ts'

const POSTS = 200
const command = buildCommand()
let root: string
let old: Blog
let fresh: Blog

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deckle-archive-'))
  ;[old, fresh] = await Promise.all([
    openBlog({ without: ['LIMITER'] }),
    openBlog({ without: ['LIMITER'] }),
  ])
  await fill(old, POSTS)
  await settle(old, 50_000)
})
afterAll(async () => {
  command.remove()
  await Promise.all([old?.close(), fresh?.close()])
  await rm(root, { recursive: true, force: true })
})

const run = async (blog: Blog, ...args: string[]) => {
  const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' }
  const ran = await command.run([...args, '--json'], { cwd: root, env })
  expect(ran.code, ran.err).toBe(0)
  return JSON.parse(ran.out) as Record<string, unknown>
}

test('export writes one archive with everything, for its owner alone to read', async () => {
  const told = await run(old, 'export', 'blog.tar')
  expect(told).toMatchObject({ posts: POSTS, images: 5, missing: [] })
  expect((await stat(join(root, 'blog.tar'))).mode & 0o077).toBe(0)
})

test('restore makes every public address the same, to the byte', async () => {
  const told = await run(fresh, 'restore', 'blog.tar')
  expect(told).toMatchObject({ unchanged: 0, missing: [], pending: 0 })
  const addresses = await listAddresses(old)
  expect(addresses.length).toBeGreaterThan(500)
  const [before, after] = await Promise.all([readAll(old, addresses), readAll(fresh, addresses)])
  const apart = addresses.flatMap((address) =>
    before[address] === after[address]
      ? []
      : [[address, ...tellApart(before[address], after[address])]],
  )
  expect(apart).toEqual([])
  expect(await listAddresses(fresh)).toEqual(addresses)
})

test('so are the records of posts and their history: revisions, ETags, times, what is scheduled and drafted', async () => {
  const posts = await expectShelfEqualsLedger(fresh)
  expect(posts).toEqual(await listPosts(old))
  expect(new Set(posts.map(({ status }) => status)).size).toBe(3)
  const list = '/api/posts?status=gone&limit=500'
  expect(await (await fresh.api(list)).json()).toEqual(await (await old.api(list)).json())
  for (const slug of [encodeURIComponent('文章-60'), 'post-20', 'post-9']) {
    const path = `/api/posts/${slug}/revisions`
    const { revisions } = (await (await old.api(path)).json()) as { revisions: unknown[] }
    expect(revisions.length).toBeGreaterThan(1)
    expect(await (await fresh.api(path)).json()).toEqual({ revisions })
    const first = { headers: { Accept: 'text/markdown' } }
    const text = async (blog: Blog) =>
      (await blog.api(`/api/posts/${slug}?revision=1`, first)).text()
    expect(await text(fresh)).toBe(await text(old))
  }
})

test('once both are rebuilt, KV holds the same', async () => {
  const shelves = await Promise.all(
    [old, fresh].map(async (blog) => {
      await blog.api('/api/rebuild', { method: 'POST' })
      await settle(blog)
      const decoder = new TextDecoder()
      return [...(await readShelf(blog))].map(([key, bytes]) => {
        return [key, decoder.decode(bytes).replace(/^\{"ver":\d+,/, '{')]
      })
    }),
  )
  expect(shelves[1]).toEqual(shelves[0])
})

test('restoring it once more changes nothing', async () => {
  const told = await run(fresh, 'restore', 'blog.tar')
  expect(told).toMatchObject({ created: 0 })
})
