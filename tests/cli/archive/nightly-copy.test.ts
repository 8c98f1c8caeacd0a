/** `SITE_BACKUP = "nightly"`: a copy of the ledger lies in the bucket, and a lost ledger comes back from it. */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPosts, settle } from '../../ledger/audit.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'
import { fill } from './blog-by-rule.ts'
import { listAddresses, readAll } from './public.ts'

const command = buildCommand()
const nightly = { SITE_BACKUP: 'nightly' }
const old = 'copies/2020-01-01T03-00-00-000Z/end.tar'
let root: string
let blog: Blog

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deckle-nightly-'))
  const disk = join(root, 'disk')
  const before = await openBlog({ without: ['LIMITER'], disk })
  await fill(before, 40)
  await before.bucket?.put(old, 'an old one')
  await settle(before)
  await before.close()
  blog = await openBlog({ without: ['LIMITER'], disk, vars: nightly })
  await blog.meter.setFaults([])
})
afterAll(async () => {
  command.remove()
  await blog?.close()
  await rm(root, { recursive: true, force: true })
})

const statusOf = async (each: Blog) =>
  (await (await each.api('/api/status')).json()) as {
    backup: boolean
    copied: string | null
    last_error: { message: string } | null
  }

async function waitForCopy(each: Blog): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { copied, last_error } = await statusOf(each)
    if (copied !== null || last_error !== null) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('no copy was made')
}

const copiesIn = async (each: Blog): Promise<string[]> =>
  ((await each.bucket?.list({ prefix: 'copies/' }))?.objects ?? []).map(({ key }) => key)

test('off: none is made', async () => {
  const other = await openBlog({ without: ['LIMITER'] })
  await other.push('one.md', '# One\n')
  await settle(other)
  expect(await statusOf(other)).toMatchObject({ backup: false, copied: null })
  expect(await copiesIn(other)).toEqual([])
  expect((await other.api('/api/export?copy=latest')).status).toBe(404)
  await other.close()
})

test('the first is made at once; what is older than 30 days goes', async () => {
  await waitForCopy(blog)
  expect((await statusOf(blog)).copied).not.toBeNull()
  const keys = await copiesIn(blog)
  expect(keys).not.toContain(old)
  expect(keys).toEqual([expect.stringMatching(/^copies\/20\d\d-[\dTZ-]+\/end\.tar$/)])
  expect(await statusOf(blog)).toMatchObject({ backup: true })
})

test('no reader reaches it', async () => {
  const [key = ''] = await copiesIn(blog)
  for (const path of [`/${key}`, `/images/${key}`, `/images/..%2f${encodeURIComponent(key)}`]) {
    expect((await blog.fetch(path)).status).toBe(404)
  }
})

test('the ledger is lost, the bucket is not: restore --copy latest brings all of it back', async () => {
  const fresh = await openBlog({ without: ['LIMITER'], vars: { SITE_BACKUP: 'off' } })
  for (const { key } of (await blog.bucket?.list())?.objects ?? []) {
    const found = await blog.bucket?.get(key)
    if (!found) continue
    const { httpMetadata, customMetadata } = found
    const more = {
      ...(httpMetadata && { httpMetadata }),
      ...(customMetadata && { customMetadata }),
    }
    await fresh.bucket?.put(key, await found.arrayBuffer(), more)
  }
  const env = { DECKLE_URL: fresh.url, DECKLE_TOKEN: fresh.token ?? '' }
  const { code, out, err } = await command.run(['restore', '--copy', 'latest', '--json'], {
    ...{ cwd: root, env },
  })
  expect([code, err]).toEqual([0, expect.not.stringContaining('neither')])
  expect(JSON.parse(out)).toMatchObject({ missing: [], unchanged: 0 })
  expect(await listPosts(fresh)).toEqual(await listPosts(blog))
  const addresses = await listAddresses(blog)
  expect(await readAll(fresh, addresses)).toEqual(await readAll(blog, addresses))
  await fresh.close()
})

test('a bucket that fails is told in the status, and the blog goes on', async () => {
  const failing = await openBlog({ without: ['LIMITER'], vars: nightly })
  await failing.meter.setFaults([{ store: 'r2', op: 'put', key: 'copies/', status: 503 }])
  await failing.push('one.md', '# One\n')
  await settle(failing)
  await waitForCopy(failing)
  expect((await failing.fetch('/posts/one')).status).toBe(200)
  const told = { backup: true, copied: null, last_error: { message: expect.stringMatching(/put/) } }
  expect(await statusOf(failing)).toMatchObject(told)
  expect(await copiesIn(failing)).toEqual([])
  await failing.close()
})
