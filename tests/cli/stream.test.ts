/** Posts go to the blog while others are still read, each after its pictures. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushFolder } from '../../src/cli/push.ts'
import { type File, Remote } from '../../src/cli/remote.ts'
import { chooseWords } from '../../src/cli/words.ts'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'

const POSTS = 100

let blog: Blog
let root: string
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
  root = await mkdtemp(join(tmpdir(), 'deckle-stream-'))
  await writeFile(join(root, 'all.png'), picture(8))
  for (let n = 0; n < POSTS; n++) {
    const own = n % 2 === 0 ? `![Own](${n}.png)\n` : ''
    await writeFile(join(root, `post-${name(n)}.md`), `# Post ${n}\n\n![All](all.png)\n${own}`)
    if (own) await writeFile(join(root, `${n}.png`), picture(8, n + 2))
  }
})
afterAll(async () => {
  await blog.close()
  await rm(root, { recursive: true, force: true })
})

const name = (n: number): string => `${n}`.padStart(3, '0')

/** What was sent, in its order. */
class Watched extends Remote {
  readonly pictures: string[] = []
  readonly posts: string[] = []
  asked = 0
  /** Is called before the first posts are sent. */
  first = async () => {}

  override known(keys: string[]) {
    this.asked += keys.length
    return super.known(keys)
  }

  override sendPictures(files: File[]) {
    this.pictures.push(...files.map(({ name }) => name))
    return super.sendPictures(files)
  }

  override async push(uploads: Parameters<Remote['push']>[0]) {
    if (this.posts.length === 0) await this.first()
    this.posts.push(...uploads.map(({ slug }) => slug))
    return super.push(uploads)
  }
}

function push(remote: Remote) {
  const terminal = { say: () => {}, progress: () => {}, paint: (_: string, text: string) => text }
  return pushFolder(root, { remote, timezone: 'UTC', terminal, words: chooseWords() })
}

test('two files of one slug at the end of a large folder: nothing is sent, not even a picture', async () => {
  await writeFile(join(root, 'twin.md'), '# Twin\n\n![All](all.png)\n')
  await writeFile(join(root, 'zwei.md'), '---\nslug: twin\n---\n![All](all.png)\n')
  const remote = new Watched(blog.url, blog.token ?? '')
  expect((await push(remote)).twins).toEqual([{ slug: 'twin', paths: ['twin.md', 'zwei.md'] }])
  expect([remote.asked, remote.pictures, remote.posts]).toEqual([0, [], []])
  for (const twin of ['twin.md', 'zwei.md']) await rm(join(root, twin))
})

test('the last post is read after the first was sent; each picture goes once, before any post that shows it', async () => {
  const last = `post-${name(POSTS - 1)}`
  const remote = new Watched(blog.url, blog.token ?? '')
  remote.first = () => rm(join(root, `${last}.md`))
  const { created, refused } = await push(remote)
  expect([created, refused.map(({ path }) => path)]).toEqual([POSTS - 1, [`${last}.md`]])
  expect(remote.posts.toSorted()).toEqual(
    Array.from({ length: POSTS - 1 }, (_, n) => `post-${name(n)}`),
  )
  const pictures = Array.from({ length: POSTS / 2 }, (_, n) => `${2 * n}.png`)
  expect(remote.pictures.toSorted()).toEqual(['all.png', ...pictures].toSorted())
  expect(remote.asked).toBe(1 + POSTS / 2)
})

test('a post whose picture the blog has is sent without it', async () => {
  await writeFile(join(root, 'more.md'), '# More\n\n![All](all.png)\n')
  const remote = new Watched(blog.url, blog.token ?? '')
  expect(await push(remote)).toMatchObject({ created: 1, unchanged: POSTS - 1 })
  expect([remote.asked, remote.pictures, remote.posts]).toEqual([1, [], ['more']])
})
