/** Which file of a folder an address in a post stands for. */

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Folder, findFile, readFolder } from '../../src/cli/folder.ts'

const folder: Folder = {
  root: 'content',
  links: [],
  posts: ['a.md', 'trips/b.md'],
  files: [
    ...['a.png', 'b c.png', 'trips/a.png', 'trips/map.webp', 'images/图.jpg', '50%.png'],
    ...['static/img/1.jpg', 'old/img/1.jpg', 'old/hexo/1.jpg', 'old/Photo.JPG', 'n/cafe\u0301.png'],
  ],
}

test.each([
  ['beside the post', 'trips/b.md', 'a.png', 'trips/a.png'],
  ['by path from the post', 'trips/b.md', '../a.png', 'a.png'],
  ['by path from the folder', 'trips/b.md', '/images/图.jpg', 'images/图.jpg'],
  ['by file name alone', 'a.md', 'uploads/2014/map.webp', 'trips/map.webp'],
  [
    'for a picture on a host that is gone',
    'a.md',
    'http://gone.example/x/map.webp?v=2',
    'trips/map.webp',
  ],
  ['for a host without a scheme', 'a.md', '//gone.example/a.png', 'a.png'],
  ['percent-encoded', 'a.md', 'images/%E5%9B%BE.jpg', 'images/图.jpg'],
  ['in the folder that has the name of the post', 'old/hexo.md', '1.jpg', 'old/hexo/1.jpg'],
  ['by path from the root of the old site', 'a.md', '/img/1.jpg', 'static/img/1.jpg'],
  ['nearest to the post, of several', 'old/x.md', 'http://gone.example/img/1.jpg', 'old/img/1.jpg'],
  ['nearest to the post, elsewhere', 'static/x.md', '/blog/img/1.jpg', 'static/img/1.jpg'],
  ['in other letters', 'a.md', 'photo.jpg', 'old/Photo.JPG'],
  ['typed as NFC, kept as NFD', 'a.md', 'caf\u00e9.png', 'n/cafe\u0301.png'],
  ['percent-encoded as NFC', 'a.md', 'caf%C3%A9.png', 'n/cafe\u0301.png'],
  ['with a space', 'a.md', 'b%20c.png#top', 'b c.png'],
  ['with a percent sign of its own', 'a.md', '50%.png', '50%.png'],
  ['none', 'a.md', 'nowhere.png', null],
  ['none for data', 'a.md', 'data:image/png;base64,a.png', null],
  ['none outside the folder', 'a.md', '../../etc/passwd', null],
])('%s', (_, post, address, file) => {
  expect(findFile(folder, post, address)).toBe(file)
})

test('a folder is read at any depth, without what is hidden', async () => {
  const root = await mkdtemp(join(tmpdir(), 'deckle-folder-'))
  await mkdir(join(root, 'deep/.git'), { recursive: true })
  for (const path of ['b.md', 'a.MARKDOWN', 'deep/c.md', 'deep/p.png', '.d.md', 'deep/.git/e.md']) {
    await writeFile(join(root, path), '')
  }
  await symlink('b.md', join(root, 'l.md'))
  expect(await readFolder(root)).toEqual({
    root,
    posts: ['a.MARKDOWN', 'b.md', 'deep/c.md'],
    files: ['deep/p.png'],
    links: ['l.md'],
  })
  await rm(root, { recursive: true })
})
