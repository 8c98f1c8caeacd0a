/** Old sites for tests: files by path, and what an import makes of them. */

import { crc32, deflateRawSync } from 'node:zlib'
import type { EngineName } from '../../../src/cli/import/engines/engine.ts'
import { ENGINES_BY_NAME } from '../../../src/cli/import/engines/engines.ts'
import { type ImportOptions, importSite } from '../../../src/cli/import/import-site.ts'
import { type Site, within } from '../../../src/cli/import/site.ts'

export type Files = Record<string, string | Uint8Array>

const bytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

export function makeSite(files: Files): Site {
  const read = (path: string) => bytes(files[path] ?? '')
  return { paths: Object.keys(files).sort(), links: [], read, close: () => {} }
}

/** The report, and the new files as text by path. */
export async function importFiles(
  engine: EngineName,
  files: Files,
  options: Partial<ImportOptions> = {},
) {
  const whole = makeSite(files)
  const site = within(whole, ENGINES_BY_NAME[engine].rootOf(whole.paths) ?? '')
  const usual = {
    engine,
    timezone: 'Asia/Shanghai',
    dates: null,
    keep: (source: Uint8Array) => () => source,
  }
  const imported = await importSite(site, { ...usual, ...options })
  const texts = [...imported.files].map(([path, piece]): [string, string] => [
    path,
    new TextDecoder().decode(piece.read()),
  ])
  return { report: imported.report, files: new Map(texts) }
}

/** What becomes of a text, without its front matter. */
export async function convert(engine: EngineName, text: string, more: Files = {}): Promise<string> {
  const path = {
    jekyll: '_posts/2014-11-16-a.md',
    hexo: 'source/_posts/a.md',
    hugo: 'content/posts/a.md',
  }
  const own = path[engine as keyof typeof path] ?? 'a.md'
  const source = `---\ntitle: A\ndate: 2014-11-16\n---\n${text}`
  const { files, report } = await importFiles(engine, { ...more, [own]: source })
  const found = files.get('2014-11-16-a.md')
  if (found === undefined) throw new Error(JSON.stringify(report.refused))
  return found.replace(/^---\n.*?\n---\n\n?/s, '').trimEnd()
}

export interface ZipEntry {
  name: string | Uint8Array
  content?: string | Uint8Array
  /** A Unix mode, such as that of a link. */
  mode?: number
  /** What the archive says its size is, when that is not so. */
  declared?: number
  flags?: number
}

/** A ZIP archive, as honest as its entries. */
export function makeZip(entries: ZipEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content = '', mode = 0o100644, declared, flags = 0 } of entries) {
    const [path, raw] = [Buffer.from(bytes(name)), bytes(content)]
    const packed = deflateRawSync(raw)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(raw), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(declared ?? raw.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, path]))
    parts.push(local)
    at += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}
