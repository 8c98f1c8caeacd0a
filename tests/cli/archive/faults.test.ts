/** Moving a blog goes wrong: nothing half is left, what is wrong is named, and the next run goes on from there. */

import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchiveFile } from '../../../src/cli/archive/archive-file.ts'
import { restoreArchive } from '../../../src/cli/archive/restore.ts'
import { Remote } from '../../../src/cli/remote.ts'
import { listPosts, settle } from '../../ledger/audit.ts'
import { everything } from '../../routes/refused.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'
import { fill } from './blog-by-rule.ts'

const command = buildCommand()
let root: string
let old: Blog

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deckle-faults-'))
  old = await openBlog({ without: ['LIMITER'] })
  await fill(old, 60)
})
afterAll(async () => {
  command.remove()
  await old?.close()
  await rm(root, { recursive: true, force: true })
})

const run = (blog: Blog, ...args: string[]) =>
  command.run(args, {
    cwd: root,
    env: { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' },
  })

test('R2 fails in the middle of an export: no file is left, and the line says so', async () => {
  await old.meter.setFaults([{ store: 'r2', op: 'get', key: 'images/', status: 503 }])
  const { code, err } = await run(old, 'export', 'cut.tar')
  expect([code === 0, err.split('\n').length, existsSync(join(root, 'cut.tar'))]).toEqual([
    false,
    2,
    false,
  ])
  expect(existsSync(join(root, 'cut.tar.part'))).toBe(false)
  await old.meter.setFaults([])
})

test('export does not write over a file', async () => {
  expect((await run(old, 'export', 'blog.tar')).code).toBe(0)
  const { code, err } = await run(old, 'export', 'blog.tar')
  expect([code, err]).toEqual([2, expect.stringContaining('blog.tar exists already')])
})

test('a picture that the bucket has lost is named, and the rest is whole', async () => {
  const [key = ''] = ((await old.bucket?.list())?.objects ?? []).map((each) => each.key)
  const bytes = await (await old.bucket?.get(key))?.arrayBuffer()
  await old.bucket?.delete(key)
  const { code, out } = await run(old, 'export', 'lost.tar', '--json')
  expect([code, JSON.parse(out).missing]).toEqual([1, [key.slice('images/'.length)]])
  await old.bucket?.put(key, bytes ?? '')
})

test('a broken archive is refused with the entry named, before anything is sent', async () => {
  const blog = await openBlog({ without: ['LIMITER'] })
  const before = await everything(blog)
  const whole = await readFile(join(root, 'blog.tar'))
  const flipped = Buffer.from(whole)
  const at = whole.indexOf('Text 13 about')
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
  await writeFile(join(root, 'flipped.tar'), flipped)
  await writeFile(join(root, 'short.tar'), whole.subarray(0, at))
  const wrong = await run(blog, 'restore', 'flipped.tar')
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringMatching(/^flipped\.tar: \S+\/post-13\/\S+\.md is broken: .*\n$/),
  ])
  const short = await run(blog, 'restore', 'short.tar')
  expect([short.code, short.err]).toEqual([
    1,
    expect.stringMatching(/^short\.tar: \S+ is where the archive is cut short .*\n$/),
  ])
  expect(await everything(blog)).toEqual(before)
  await blog.close()
})

test('a blog that holds something else is left alone; one line says what', async () => {
  const blog = await openBlog({ without: ['LIMITER'] })
  await blog.push('other.md', '# Other\n')
  const before = await everything(blog)
  const { code, err } = await run(blog, 'restore', 'blog.tar')
  expect([code, err]).toEqual([1, expect.stringMatching(/is not empty.*\n$/)])
  expect(await everything(blog)).toEqual(before)
  await blog.close()
})

test.each([1, 2, 3])(
  'a blog that dies after %i parts: the restore is run again and is whole',
  async (parts) => {
    const disk = await mkdtemp(join(tmpdir(), 'deckle-died-'))
    const dying = await openBlog({ without: ['LIMITER'], disk })
    const archive = await openArchiveFile(join(root, 'blog.tar'))
    const remote = new Remote(dying.url, dying.token ?? '', { attempts: 1 })
    const json = remote.json.bind(remote)
    let left = parts
    remote.json = async (path, init) => {
      if (path === '/api/import' && left-- === 0) await dying.close()
      return json(path, init)
    }
    const quiet = { dry: false, progress: () => {}, waiting: () => {} }
    await expect(restoreArchive(archive, { remote, ...quiet })).rejects.toThrow(
      /ECONNREFUSED|terminated|other side/,
    )
    await archive.close()

    const blog = await openBlog({ without: ['LIMITER'], disk })
    const { code, err } = await run(blog, 'restore', 'blog.tar')
    expect([code, err]).toEqual([0, ''])
    await settle(blog)
    expect(await listPosts(blog)).toEqual(await listPosts(old))
    expect((await blog.bucket?.list())?.objects.length).toBe(5)
    await blog.close()
    await rm(disk, { recursive: true, force: true })
  },
)
