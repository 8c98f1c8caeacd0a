/** Archives are tar as every system knows it: what is written here, others open; what others pack, is read here. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive } from '../../../src/archive/open-archive.ts'
import { readTar, type TarFile } from '../../../src/archive/read-tar.ts'
import { END, tarFile } from '../../../src/archive/tar.ts'
import { packArchive, readerOf } from './pack.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'deckle-tar-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const SLUG = '一篇名字很长的文章'.repeat(6)
const TEXTS: Record<string, string> = {
  [`posts/${SLUG}/post`]: '# 长\n',
  'posts/node.js/post': '',
  [`posts/${'a'.repeat(150)}/post`]: 'x'.repeat(512),
}
const FILES: Record<string, string> = Object.fromEntries(
  Object.entries(TEXTS).flatMap(([path, text]) => [
    [`${path}.md`, text],
    [`${path}.json`, '{}'],
  ]),
)

test('the system’s tar unpacks it: long and Chinese names, an empty file, one of a whole block', async () => {
  writeFileSync(join(root, 'own.tar'), await packArchive(FILES))
  execFileSync('tar', ['-xf', 'own.tar'], { cwd: root })
  for (const [path, text] of Object.entries(FILES)) {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text)
  }
})

test('what was unpacked and packed again by the system’s tar is the same archive', async () => {
  const before = await openArchive(readerOf(readFileSync(join(root, 'own.tar'))))
  execFileSync('tar', ['-cf', 'again.tar', './posts', 'manifest.json'], { cwd: root })
  const after = await openArchive(readerOf(readFileSync(join(root, 'again.tar'))))
  expect(after.id).toBe(before.id)
  expect([...after.files.keys()].sort()).toEqual(Object.keys(FILES).sort())
})

test('a file is read where it lies', async () => {
  const text = new TextEncoder().encode('here')
  const bytes = Buffer.concat([...tarFile('a.txt', text, 0), ...tarFile('b.txt', text, 0), END])
  const files: TarFile[] = []
  for await (const file of readTar(readerOf(bytes))) files.push(file)
  expect(files.map(({ path, size }) => [path, size])).toEqual([
    ['a.txt', 4],
    ['b.txt', 4],
  ])
  expect(files.map(({ at, size }) => `${bytes.subarray(at, at + size)}`)).toEqual(['here', 'here'])
})
