/** Packs archives for tests: whole ones, and such as nobody should take. */

import { FORMAT, VERSION } from '../../../src/archive/format.ts'
import type { ReadAt } from '../../../src/archive/read-tar.ts'
import { BLOCK, checksum, END, tarFile } from '../../../src/archive/tar.ts'
import { lineOf } from '../../../src/archive/writer.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A whole archive of these files, with its manifest. */
export async function packArchive(files: Record<string, string | Bytes>): Promise<Buffer> {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }))
  const lines = await Promise.all(entries.map(lineOf))
  const manifest = JSON.stringify({ format: FORMAT, version: VERSION, files: lines })
  const all = [...entries, { path: 'manifest.json', bytes: new TextEncoder().encode(manifest) }]
  return Buffer.concat([...all.flatMap(({ path, bytes }) => [...tarFile(path, bytes, 0)]), END])
}

/** Changes the header at a byte of an archive, and makes its checksum right again. */
export function forge(archive: Buffer, at: number, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(archive)
  const header = copy.subarray(at, at + BLOCK)
  change(header)
  header.fill(32, 148, 156)
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  return copy
}

export const readerOf =
  (bytes: Uint8Array): ReadAt =>
  async (at, length) =>
    new Uint8Array(bytes.subarray(at, at + length))

export const POST = {
  ...{ slug: 'one', revision: 1, action: 'create', etag: '0'.repeat(32), title: 'One' },
  ...{ changed: '2024-01-02T03:04:05.678Z', by: 'AUTHOR_TOKEN', name: 'one.md', bytes: 6 },
  ...{ pictures: [], status: 'published', date: '2024-01-02T00:00:00.000Z' },
  ...{ aliases: [], related: [], card: null, place: null },
}

/** The files of a blog with one post. */
export const ONE = {
  'posts/one/post.md': '# One\n',
  'posts/one/post.json': JSON.stringify(POST),
}

/** The same as a revision of its own. */
export function revisionOf(post: typeof POST) {
  const { status: _, date: __, aliases: ___, related: ____, card: _____, ...more } = post
  const { place: ______, ...revision } = more
  return revision
}
