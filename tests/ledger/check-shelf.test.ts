/** The shelf is held against the ledger, 40 documents at a time, and what is wrong is put again. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'

interface Check {
  checked: number
  wrong: string[]
  next: string | null
}

let blog: Blog

/** 50 posts, a page of a list and the site make 52 documents. */
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'], vars: { KV_WINDOW: '0.5' } })
  const posts = Array.from({ length: 50 }, (_, n) => {
    const source = `---\ntitle: ${n}\ndate: 2020-01-${(n % 28) + 1}\n---\n`
    return { source, slug: `post-${n}` }
  })
  const headers = { 'Content-Type': 'application/json' }
  await blog.api('/api/posts', { method: 'PUT', headers, body: JSON.stringify({ posts }) })
  await verified()
}, 60_000)
afterAll(() => blog.close())

/** Waits till the ledger has seen all it put. */
async function verified(): Promise<void> {
  for (let left = 1; left > 0; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { pending, unverified } = (await (await blog.api('/api/status')).json()) as {
      pending: { documents: number }
      unverified: number
    }
    left = pending.documents + unverified
  }
}

async function check(path: string, method = 'GET'): Promise<Check> {
  return (await blog.api(path, { method })).json() as Promise<Check>
}

async function checkAll(method = 'GET', query = ''): Promise<Check[]> {
  const parts: Check[] = []
  for (let next: string | null = `/api/shelf${query}`; next; next = parts.at(-1)?.next ?? null) {
    parts.push(await check(next, method))
  }
  return parts
}

test('all of it, in parts of 40; some by chance', async () => {
  const parts = await checkAll()
  expect(parts.map(({ checked, wrong }) => [checked, wrong])).toEqual([
    [40, []],
    [12, []],
  ])
  expect(await check('/api/shelf?sample=1')).toEqual({ checked: 40, wrong: [], next: null })
})

test('a document that is lost, and one of another version, are named and put again', async () => {
  await blog.kv.delete('post:post-7')
  await blog.kv.put('site', 'old', { metadata: { ver: 1 } })
  const wrong = ['post:post-7', 'site']
  expect((await checkAll()).flatMap((part) => part.wrong)).toEqual(wrong)
  const rehearsed = await checkAll('POST', '?dry_run=1')
  expect(rehearsed.flatMap((part) => part.wrong)).toEqual(wrong)
  expect((await blog.fetch('/posts/post-7')).status).toBe(404)
  await blog.meter.reset()
  expect((await checkAll('POST')).flatMap((part) => part.wrong)).toEqual(wrong)
  await verified()
  expect((await blog.meter.read()).put).toEqual({ 'post:post-7': 1, site: 1 })
  expect((await checkAll()).flatMap((part) => part.wrong)).toEqual([])
  expect((await blog.fetch('/posts/post-7')).status).toBe(200)
})
