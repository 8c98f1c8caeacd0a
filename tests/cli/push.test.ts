/** A folder goes to a running blog: whole the first time, then only what changed. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Memory } from '../../src/cli/memory.ts'
import { type PushOptions, pushFolder } from '../../src/cli/push.ts'
import { readPosts } from '../../src/cli/read-posts.ts'
import { Remote } from '../../src/cli/remote.ts'
import { chooseWords } from '../../src/cli/words.ts'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'

let blog: Blog
let root: string
let lines: string[] = []
const terminal = {
  say: (line: string) => void lines.push(line),
  progress: () => {},
  paint: (_: string, text: string) => text,
}

beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
  root = await mkdtemp(join(tmpdir(), 'deckle-push-'))
  await writeFile(join(root, 'dot.png'), picture(8))
  await writeFile(
    join(root, '2014-11-16-大会.md'),
    '###1.开场\n一张图：\n<img src="http://gone.example/x/dot.png" width="8" height="8" alt="A dot">\n',
  )
  await writeFile(join(root, 'about.md'), '---\ntitle: About\nlayout: page\n---\nUs.\n')
})
afterAll(async () => {
  await blog.close()
  await rm(root, { recursive: true, force: true })
})

/** Pushes as a fresh machine would, which remembers nothing; or with what is given. */
async function push(options: Partial<PushOptions> = {}) {
  lines = []
  const { created, updated, unchanged, removed, refused, conflicts, twins } = await pushFolder(
    root,
    {
      remote: new Remote(blog.url, blog.token ?? ''),
      ...{ timezone: 'Asia/Shanghai', terminal, words: chooseWords(), ...options },
    },
  )
  const why = conflicts.map(({ post, why }) => `${post.path} ${why}`)
  return [
    created,
    updated,
    unchanged,
    removed,
    ...refused.map(({ path }) => path),
    ...why,
    ...twins,
  ]
}

/** What the ledger holds; a page may follow a second later. */
const there = async (slug: string): Promise<string> =>
  (await blog.api(`/api/posts/${slug}`, { headers: { Accept: 'text/markdown' } })).text()

const write = (name: string, text: string) => writeFile(join(root, name), text)
const pushed = (name: string, text: string) => blog.push(name, text)

test('a dry run tells what a push would do, and does nothing', async () => {
  expect(await push({ dry: true })).toEqual([2, 0, 0, 0])
  expect(lines.map((line) => line.slice(0, 2))).toEqual(['+ ', '+ '])
  expect((await blog.fetch('/about')).status).toBe(404)
})

test('everything is pushed once, with the pictures that posts name', async () => {
  expect(await push()).toEqual([2, 0, 0, 0])
  expect((await blog.fetch('/about')).status).toBe(200)
  const page = await (await blog.fetch(`/posts/${encodeURIComponent('大会')}`)).text()
  const [, image = ''] = /src="(\/images\/[0-9a-f]{32}\.png)[?"]/.exec(page) ?? []
  expect((await blog.fetch(image)).headers.get('Content-Type')).toBe('image/png')
})

test('a second push finds nothing to do', async () => {
  expect(await push()).toEqual([0, 0, 2, 0])
})

test('a changed text does not send its pictures again: the log of requests', async () => {
  const spy = vi.spyOn(globalThis, 'fetch')
  const log = () =>
    spy.mock.calls.splice(0).map(([address, init]) => {
      const { pathname, search } = address as URL
      return `${init?.method ?? 'GET'} ${pathname}${search.replace(/[0-9a-f]{32}\.png/g, 'KEY')}`
    })
  const text =
    '###1.开场\n一张图：\n<img src="http://gone.example/x/dot.png" alt="A dot">\n改过。\n'
  const waiting = /GET \/api\/status/
  try {
    await write('2014-11-16-大会.md', text)
    await push({ mine: true })
    expect(log().filter((line) => !waiting.test(line))).toEqual([
      'GET /api/posts?limit=500',
      'GET /api/images?keys=KEY&limit=100',
      'PUT /api/posts',
    ])
    await writeFile(join(root, 'dot.png'), picture(7))
    await write('second.md', '# Second\n\n![The same dot](dot.png)\n')
    await push({ mine: true })
    expect(log().filter((line) => !waiting.test(line))).toEqual([
      'GET /api/posts?limit=500',
      'GET /api/images?keys=KEY&limit=100',
      'POST /api/images',
      'PUT /api/posts',
    ])
    await push()
    expect(log()).toEqual(['GET /api/posts?limit=500'])
  } finally {
    spy.mockRestore()
    await rm(join(root, 'second.md'))
    await blog.api('/api/posts/second', { method: 'DELETE' })
  }
})

test('a changed picture changes the posts that show it', async () => {
  await writeFile(join(root, 'dot.png'), picture(9))
  expect(await push()).toEqual([0, 1, 1, 0])
})

test('a picture that is only linked to goes along, and twins by name are told apart', async () => {
  await mkdir(join(root, 'a'))
  await mkdir(join(root, 'b'))
  await writeFile(join(root, 'a/same.png'), picture(10))
  await writeFile(join(root, 'b/same.png'), picture(11))
  await write(
    'gallery.md',
    '# Gallery\n\n![One](a/same.png)\n\n[large](b/same.png) ![Two](dot.png)\n',
  )
  expect(await push()).toEqual([1, 0, 2, 0])
  expect(lines).toHaveLength(1)
  const page = await (await blog.fetch('/posts/gallery')).text()
  expect(new Set(page.match(/\/images\/[0-9a-f]{32}\.png/g)).size).toBe(3)
  expect(await push()).toEqual([0, 0, 3, 0])
})

test('a refused post is told with its line, and the others go on', async () => {
  await write('bad.md', '---\ntitle: a: b\n---\n')
  await write('good.md', '# Good\n')
  expect(await push()).toEqual([1, 0, 3, 0, 'bad.md'])
  expect(lines.join('\n')).toMatch(/bad\.md:2/)
  await rm(join(root, 'bad.md'))
})

test('a name with a control character, and a file that is gone when it is read, are refused by name', async () => {
  await write('bad\x1b[31m.md', '# Bad\n')
  expect(await push()).toEqual([0, 0, 4, 0, 'bad\x1b[31m.md'])
  expect(lines.join('\n')).toMatch(/bad�\[31m\.md: .*control character/)
  await rm(join(root, 'bad\x1b[31m.md'))
  const folder = { root, posts: ['gone.md'], files: [], links: [] }
  const options = { memory: new Memory(null), timezone: 'UTC' }
  const { refused } = await readPosts(folder, folder.posts, options)
  const message = 'gone.md cannot be read: it does not exist (ENOENT).'
  expect(refused).toEqual([{ path: 'gone.md', faults: [{ message }] }])
})

test('an empty file is refused before it is sent', async () => {
  await write('empty.md', '')
  const folder = { root, posts: ['empty.md'], files: [], links: [] }
  const options = { memory: new Memory(null), timezone: 'UTC' }
  const { refused } = await readPosts(folder, folder.posts, options)
  expect(refused).toMatchObject([{ path: 'empty.md', faults: [{ message: 'The post is empty.' }] }])
  await rm(join(root, 'empty.md'))
})

test('two files of one slug are both named, and nothing is sent', async () => {
  await write('2020-01-01-twin.md', '# One\n')
  await write('twin.md', '# Two\n')
  const [created, , , , twin] = await push()
  expect([created, twin]).toEqual([0, { slug: 'twin', paths: ['2020-01-01-twin.md', 'twin.md'] }])
  expect(lines.join('\n')).toMatch(/2020-01-01-twin\.md\n.*\btwin\.md/)
  expect((await blog.fetch('/posts/twin')).status).toBe(404)
  await rm(join(root, 'twin.md'))
  await rm(join(root, '2020-01-01-twin.md'))
})

test('what is newer on the blog is not overwritten: its history tells a machine that remembers nothing', async () => {
  await pushed('good.md', '# Good, and better\n')
  expect(await push()).toEqual([0, 0, 3, 0, 'good.md behind'])
  expect(await there('good')).toContain('and better')
  expect(await push({ mine: true })).toEqual([0, 1, 3, 0])
})

test('a change here and one there are a conflict for a machine that remembers; removed there, too', async () => {
  const memory = new Memory(null)
  expect(await push({ memory })).toEqual([0, 0, 4, 0])
  await write('good.md', '# Good here\n')
  await pushed('good.md', '# Good there\n')
  expect(await push({ memory })).toEqual([0, 0, 3, 0, 'good.md both'])
  expect(await push({ memory, mine: true })).toEqual([0, 1, 3, 0])
  await blog.api('/api/posts/good', { method: 'DELETE' })
  expect(await push({ memory })).toEqual([0, 0, 3, 0, 'good.md removed'])
  expect(await push({ memory, mine: true })).toEqual([1, 0, 3, 0])
})

test('going back to an earlier text is a change like any other for a machine that remembers', async () => {
  const memory = new Memory(null)
  await push({ memory, mine: true })
  await write('good.md', '# Good\n')
  expect(await push({ memory })).toEqual([0, 1, 3, 0])
})

test('who is faster between the list and the write wins: 412 is a conflict', async () => {
  await write('good.md', '# Good again\n')
  const remote = new Remote(blog.url, blog.token ?? '')
  const list = remote.list.bind(remote)
  remote.list = async () => {
    const listed = await list()
    await pushed('good.md', '# Good, by another hand\n')
    return listed
  }
  expect(await push({ remote, mine: true })).toEqual([0, 0, 3, 0, 'good.md both'])
  expect(await there('good')).toContain('by another hand')
})

test('prune removes what the folder does not have, when it may', async () => {
  await rm(join(root, 'good.md'))
  expect(await push()).toEqual([0, 0, 3, 0])
  expect(await push({ prune: async () => false })).toEqual([0, 0, 3, 0])
  const asked: string[] = []
  const prune = async (strays: { slug: string }[]) => {
    asked.push(...strays.map(({ slug }) => slug))
    return true
  }
  expect(await push({ prune })).toEqual([0, 0, 3, 1])
  expect(asked).toEqual(['good'])
  expect((await blog.api('/api/posts/good')).status).toBe(410)
})

test('a wrong token is told, and nothing is pushed', async () => {
  const remote = new Remote(blog.url, 'wrong')
  await expect(remote.list()).rejects.toMatchObject({ status: 401 })
})
