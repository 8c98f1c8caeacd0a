/** Every way in which a post of an old blog names a picture: the command finds the file, and the blog shows it. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pushFolder } from '../../src/cli/push.ts'
import { Remote } from '../../src/cli/remote.ts'
import { chooseWords } from '../../src/cli/words.ts'
import { grey } from '../images/grey.ts'
import { type Blog, openBlog } from '../world.ts'

/** Where each file lies, and how the post names it. `%` stands for the address. */
const WAYS: [file: string, named: string][] = [
  ['posts/trip/beside.png', '![x](beside.png)'],
  ['posts/trip/sub/deep.png', '![x](./sub/deep.png)'],
  ['posts/trip/embed.png', '![[embed.png]]'],
  ['posts/trip/reference.png', '![x][ref]\n\n[ref]: reference.png "A title"'],
  ['posts/trip/src.png', '<img src="src.png" alt="x">'],
  ['posts/trip/set-1.png', '<img src="set-1.png" srcset="set-1.png 1x, set-2.png 2x" alt="x">'],
  ['posts/trip/set-2.png', ''],
  [
    'posts/trip/source.png',
    '<picture><source srcset="source.png"><img src="src.png" alt="x"></picture>',
  ],
  ['posts/trip/poster.png', '<video src="https://far.example/a.mp4" poster="poster.png"></video>'],
  ['posts/trip/cover.png', ''],
  ['static/img/root.png', '![x](/img/root.png)'],
  ['posts/trip/图 一.png', '![x](%E5%9B%BE%20%E4%B8%80.png)'],
  ['posts/trip/nfd-cafe\u0301.png', '![x](nfd-caf\u00e9.png)'],
  ['posts/trip/nfc-caf\u00e9.png', '![x](nfc-cafe\u0301.png)'],
  ['uploads/dead.png', '![x](http://me.qiniudn.com/2014/dead.png?imageView)'],
  ['posts/trip/Upper.PNG', '![x](upper.png)'],
  ['posts/trip/linked.png', '[![x](src.png)](linked.png)'],
  ['posts/trip/1.png', '![x](1.png)'],
  ['posts/other/1.png', '![x](../other/1.png)'],
]
const SOURCE = `---\nslug: trip\ncover: cover.png\n---\n# Trip\n\n${WAYS.map(([, named]) => named).join('\n\n')}\n`

let blog: Blog
let root = ''
const said: string[] = []
beforeAll(async () => {
  blog = await openBlog()
  root = await mkdtemp(join(tmpdir(), 'deckle-ways-'))
  for (const [n, [file]] of WAYS.entries()) {
    await mkdir(join(root, dirname(file)), { recursive: true })
    await writeFile(join(root, file), grey(300, 200, n))
  }
  await writeFile(join(root, 'posts/trip/index.md'), SOURCE)
  const terminal = { say: (line: string) => void said.push(line), progress: () => {} }
  await pushFolder(root, {
    remote: new Remote(blog.url, blog.token ?? ''),
    ...{ timezone: 'UTC', words: chooseWords() },
    terminal: { ...terminal, paint: (_, text) => text },
  })
})
afterAll(async () => {
  await blog.close()
  await rm(root, { recursive: true, force: true })
})

test('no picture is missing, and nobody is warned of one', async () => {
  expect(said.filter((line) => /No picture|came along/.test(line))).toEqual([])
  expect(await (await blog.api('/api/images?missing=1')).json()).toEqual({ posts: [], next: null })
})

test('each is shown where it was named', async () => {
  const answer = await blog.api('/api/posts/trip')
  const { images } = (await answer.json()) as { images: { address: string; url: string }[] }
  expect(new Set(images.map(({ url }) => url)).size).toBe(WAYS.length)
  const html = await (await blog.fetch('/posts/trip')).text()
  const shown = new Set(html.match(/\/images\/[0-9a-f]{32}\.png/g))
  // Of the two in a `srcset`, which are as wide, one is enough.
  expect(shown.size).toBe(WAYS.length - 1)
  expect(html).not.toMatch(/class="missing"|\.png"(?! )[^>]*qiniudn/)
})

test('a file alone is told by line what it lacks', async () => {
  said.length = 0
  await writeFile(join(root, 'lone.md'), '# Lone\n\n![x](none.png)\n')
  await pushFolder(root, {
    remote: new Remote(blog.url, blog.token ?? ''),
    ...{ timezone: 'UTC', words: chooseWords(), only: (path) => path === 'lone.md' },
    terminal: { say: (line) => void said.push(line), progress: () => {}, paint: (_, text) => text },
  })
  expect(said.join('\n')).toMatch(/lone\.md:3: No picture came for none\.png\./)
})
