/** A folder goes to a running blog: whole the first time, then only what changed. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushFolder } from '../../src/cli/push.ts'
import { Remote } from '../../src/cli/remote.ts'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'

let blog: Blog
let root: string
let lines: string[] = []
const terminal = { say: (line: string) => void lines.push(line), progress: () => {} }

beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
  root = await mkdtemp(join(tmpdir(), 'deckle-push-'))
  await writeFile(join(root, 'dot.png'), picture(8))
  await writeFile(
    join(root, '2014-11-16-大会.md'),
    '###1.开场\n一张图：\n<img src="http://gone.example/x/dot.png" width="8" height="8">\n',
  )
  await writeFile(join(root, 'about.md'), '---\ntitle: About\nlayout: page\n---\nUs.\n')
})
afterAll(async () => {
  await blog.close()
  await rm(root, { recursive: true, force: true })
})

/** Pushes as a new start of the command would: it knows nothing but what the blog tells. */
async function push() {
  lines = []
  const remote = new Remote(blog.url, blog.token ?? '')
  const etags = await remote.listEtags()
  return pushFolder(root, { remote, etags, timezone: 'Asia/Shanghai', terminal })
}

test('everything is pushed once, with the pictures that posts name', async () => {
  expect(await push()).toEqual({ pushed: 2, unchanged: 0, refused: 0 })
  expect((await blog.fetch('/about')).status).toBe(200)
  const page = await (await blog.fetch(`/posts/${encodeURIComponent('大会')}`)).text()
  const [, image = ''] = /src="(\/images\/[0-9a-f]{32}\.png)"/.exec(page) ?? []
  expect((await blog.fetch(image)).headers.get('Content-Type')).toBe('image/png')
})

test('a second push finds nothing to do', async () => {
  expect(await push()).toEqual({ pushed: 0, unchanged: 2, refused: 0 })
})

test('a changed picture changes the posts that show it', async () => {
  await writeFile(join(root, 'dot.png'), picture(9))
  expect(await push()).toEqual({ pushed: 1, unchanged: 1, refused: 0 })
})

test('a refused post is told with its line, and the others go on', async () => {
  await writeFile(join(root, 'bad.md'), '---\ntitle: a: b\n---\n')
  await writeFile(join(root, 'good.md'), '# Good\n')
  expect(await push()).toEqual({ pushed: 1, unchanged: 2, refused: 1 })
  expect(lines.join('\n')).toMatch(/bad\.md:2/)
})

test('a wrong token is told, and nothing is pushed', async () => {
  const remote = new Remote(blog.url, 'wrong')
  await expect(remote.listEtags()).rejects.toMatchObject({ status: 401 })
})
