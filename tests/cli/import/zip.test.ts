/** Archives: read as folders are, and refused when they were made to do harm. */

import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite } from '../../../src/cli/import/open-site.ts'
import { makeZip, type ZipEntry } from './old-site.ts'

let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deckle-zip-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function open(bytes: Uint8Array) {
  const file = join(folder, `${count++}.zip`)
  await writeFile(file, bytes)
  return openSite(file)
}

const zip = (...entries: ZipEntry[]) => open(makeZip(entries))

test('files by path, below the one folder that holds them all; what nobody wrote is left out', async () => {
  const site = await zip(
    { name: 'blog/' },
    { name: 'blog/_posts/2014-11-16-大会.md', content: '# 大会\n' },
    { name: 'blog/a.png', content: new Uint8Array(3_000_000) },
    { name: 'blog/.git/config', content: 'x' },
    { name: '__MACOSX/blog/._a.png', content: 'x' },
  ).catch(String)
  // Three million zeros deflate to a thousandth: that is a bomb's ratio.
  expect(site).toMatch(/a\.png unpacks to \d+ times its size/)
  const other = await zip(
    { name: 'blog/_posts/2014-11-16-大会.md', content: '# 大会\n' },
    { name: 'blog/.git/config', content: 'x' },
    { name: '__MACOSX/blog/._a.png', content: 'x' },
  )
  expect(other.paths).toEqual(['_posts/2014-11-16-大会.md'])
  expect(new TextDecoder().decode(other.read('_posts/2014-11-16-大会.md'))).toBe('# 大会\n')
  other.close()
})

test('names in GB 18030, as Chinese Windows writes them', async () => {
  const name = new Uint8Array([0xd6, 0xd0, 0x2e, 0x6d, 0x64])
  const site = await zip({ name, content: 'x' })
  expect(site.paths).toEqual(['中.md'])
  site.close()
})

describe('refused', () => {
  test.each<[string, ZipEntry, RegExp]>([
    ['a path that climbs', { name: 'a/../../b.md' }, /leads out of the archive/],
    ['a path that climbs, Windows’ way', { name: 'a\\..\\..\\b.md' }, /leads out of the archive/],
    ['an absolute path', { name: '/etc/b.md' }, /absolute path/],
    ['a drive', { name: 'C:\\b.md' }, /absolute path/],
    ['a link', { name: 'b.md', content: '/etc/passwd', mode: 0o120777 }, /is a link/],
    ['an encrypted file', { name: 'b.md', content: 'x', flags: 1 }, /is encrypted/],
    [
      'a file that says it is huge',
      { name: 'b.md', content: 'x', declared: 300 << 20 },
      /larger than 256 MiB/,
    ],
    ['a bomb', { name: 'b.md', content: new Uint8Array(2 << 20) }, /times its size/],
  ])('%s', async (_, entry, message) => {
    await expect(zip({ name: 'a.md', content: 'fine' }, entry)).rejects.toThrow(message)
  })

  test('a bomb that says it is small, when it is read', async () => {
    const site = await zip({ name: 'b.md', content: new Uint8Array(4 << 20), declared: 10 })
    expect(() => site.read('b.md')).toThrow(/unpacks to more than the archive says/)
    site.close()
  })

  test('a damaged file, when it is read', async () => {
    const bytes = makeZip([{ name: 'b.md', content: 'some words that are long enough' }])
    bytes[40] = (bytes[40] ?? 0) ^ 0x10
    const site = await open(bytes)
    expect(() => site.read('b.md')).toThrow(/b\.md (is not what|cannot be unpacked)/)
    site.close()
  })

  test('what is no archive, and one that is cut short', async () => {
    await expect(open(new TextEncoder().encode('no archive at all'))).rejects.toThrow(
      /no ZIP archive/,
    )
    const bytes = makeZip([{ name: 'b.md', content: 'x' }])
    await expect(open(bytes.slice(0, -30))).rejects.toThrow(/cut short/)
    await expect(open(bytes.slice(10))).rejects.toThrow(/cannot be read/)
  })
})

test('an archive of 300 MB is read by its list, not whole', async () => {
  const bytes = makeZip([{ name: 'a.md', content: '# A\n' }])
  const [end, start] = [bytes.length - 22, bytes.length - 22 - 46 - 4]
  const gap = 300 << 20
  const file = join(folder, 'large.zip')
  await writeFile(file, bytes.slice(0, start))
  await truncate(file, start + gap)
  const tail = Buffer.from(bytes.slice(start))
  tail.writeUInt32LE(start + gap, end - start + 16)
  await writeFile(file, tail, { flag: 'a' })
  const before = process.memoryUsage().rss
  const site = openSite(file)
  expect(new TextDecoder().decode(site.read('a.md'))).toBe('# A\n')
  expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20)
  site.close()
})
