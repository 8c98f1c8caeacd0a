/** An archive is believed when all of it is whole; else it is refused, and the entry named that is wrong. */

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openArchive } from '../../../src/archive/open-archive.ts'
import { forge, ONE, packArchive, readerOf } from './pack.ts'

test('a whole one is opened, and told file by file', async () => {
  const seen: string[] = []
  const whole = readerOf(await packArchive(ONE))
  const { files, read } = await openArchive(whole, ({ path }) => seen.push(path))
  expect(seen).toEqual(['posts/one/post.md', 'posts/one/post.json'])
  expect([...files.keys()]).toEqual(seen)
  expect(new TextDecoder().decode(await read('posts/one/post.md'))).toBe('# One\n')
})

const TEXT = 'posts/one/post.md'

test.each<[string, (whole: Buffer) => Buffer, string, RegExp]>([
  ['text', () => Buffer.from('# One\n'), '', /no tar/],
  ['nothing', () => Buffer.alloc(0), '', /no tar/],
  ['gzip', (whole) => gzipSync(whole), '', /gunzip/],
  ['cut short within a file', (whole) => whole.subarray(0, 515), TEXT, /cut short/],
  ['cut short between files', (whole) => whole.subarray(0, 1024), TEXT, /cut short/],
  ['cut short before its end', (whole) => whole.subarray(0, -1024), 'manifest.json', /cut short/],
  ['a flipped bit', (whole) => flip(whole, 513), TEXT, /checksum/],
  ['a flipped bit in a header', (whole) => flip(whole, 1024), '', /broken at byte 1024/],
  ['../', rename('posts/../../x'), 'posts/../../x', /leads elsewhere/],
  ['an absolute path', rename('/etc/x'), '/etc/x', /leads elsewhere/],
  ['a backslash', rename('posts\\one'), 'posts\\one', /leads elsewhere/],
  ['a control character', rename('posts/\x1b[2J'), 'posts/\x1b[2J', /leads elsewhere/],
  ['a link', kind('2'), TEXT, /symbolic link/],
  ['a hard link', kind('1'), TEXT, /a link/],
  ['a device', kind('3'), TEXT, /device/],
  ['a pipe', kind('6'), TEXT, /pipe/],
  ['an unknown kind', kind('S'), TEXT, /type "S"/],
  ['a name of an absurd length', absurd('x'), TEXT, /absurd length/],
  ['an absurd size', absurd('0'), TEXT, /too large/],
  ['a size that is too large for its kind', sized('00004000001'), TEXT, /too large/],
  ['a negative size', sized('-0000000001'), TEXT, /absurd size/],
  [
    'a binary size',
    (whole) => forge(whole, 0, (h) => h.writeUInt8(0x80, 124)),
    TEXT,
    /absurd size/,
  ],
  ['a file of another kind', rename('x.sh'), 'x.sh', /no part/],
  ['a file that the manifest does not name', rename('posts/two/post.md'), TEXT, /missing/],
  [
    'a file that is there twice',
    (whole) => Buffer.concat([whole.subarray(0, 1024), whole]),
    TEXT,
    /twice/,
  ],
])('refused: %s', async (_, change, entry, message) => {
  const bytes = change(await packArchive(ONE))
  const error = await openArchive(readerOf(bytes)).catch((error) => error)
  expect(error).toMatchObject({ name: 'ArchiveError', entry })
  expect(error.message).toMatch(message)
})

test.each<[string, Record<string, string>, string]>([
  ['a text without its record', { [TEXT]: '# One\n' }, TEXT],
  [
    'a picture without its record',
    { [`images/${'0'.repeat(32)}.png`]: '' },
    `images/${'0'.repeat(32)}.png`,
  ],
])('refused: %s', async (_, files, entry) => {
  const opened = openArchive(readerOf(await packArchive(files)))
  await expect(opened).rejects.toMatchObject({ entry })
})

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
  return copy
}

function rename(path: string) {
  return (whole: Buffer) => forge(whole, 0, (header) => header.write(`${path}\0`, 0))
}

function kind(type: string) {
  return (whole: Buffer) => forge(whole, 0, (header) => header.write(type, 156))
}

function sized(size: string) {
  return (whole: Buffer) => forge(whole, 0, (header) => header.write(size, 124))
}

function absurd(type: string) {
  return (whole: Buffer) =>
    forge(sized('77777777777')(whole), 0, (header) => header.write(type, 156))
}
