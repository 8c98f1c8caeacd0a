/** Opens an archive: every file of it is held against its checksum before anything is believed. */

import { ArchiveError } from './archive-error.ts'
import { type FileLine, FORMAT, type Manifest, paths, sha256, VERSION } from './format.ts'
import { type Named, parsePath } from './named.ts'
import { type ReadAt, readTar, type TarFile, whole } from './read-tar.ts'

/** The largest a file of each kind may be, in bytes. */
const LIMITS: Record<Named['kind'], number> = {
  source: 1_048_576,
  revisionSource: 1_048_576,
  image: 20 * 1_048_576,
  post: 4 * 1_048_576,
  revision: 4 * 1_048_576,
  imageRecord: 65_536,
  section: 16 * 1_048_576,
  manifest: 64 * 1_048_576,
}

export interface Archive {
  /** The SHA-256 of its manifest. */
  id: string
  manifest: Manifest
  /** By path. The manifests are not among them. */
  files: ReadonlyMap<string, TarFile & Named>
  /** The bytes of one of its files. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
}

/** Throws an ArchiveError that names the entry. `checked` is told of each file that was found to be whole. */
export async function openArchive(
  readAt: ReadAt,
  checked: (file: TarFile) => void = () => {},
): Promise<Archive> {
  const files = new Map<string, TarFile & Named>()
  for await (const file of readTar(readAt)) {
    const { path, size } = file
    const named = parsePath(path)
    if (!named) throw new ArchiveError('is no part of an archive of a Deckle blog', path)
    if (files.has(path)) throw new ArchiveError('is there twice', path)
    if (size > LIMITS[named.kind]) throw new ArchiveError(`is too large: ${size} bytes`, path)
    files.set(path, { ...file, ...named })
  }
  const read = async (path: string) => {
    const file = files.get(path)
    if (!file) throw new ArchiveError('is missing', path)
    return whole(readAt, file.at, file.size, path)
  }
  const bytes = await read(paths.manifest())
  const manifest = parseJson<Manifest>(bytes, paths.manifest())
  checkFormat(manifest)
  const lines = await readLines(manifest, async (line) => {
    const content = await read(line.path)
    if (content.length !== line.bytes || (await sha256(content)) !== line.sha256) {
      throw new ArchiveError('is broken: its checksum does not match', line.path)
    }
    checked(files.get(line.path) as TarFile)
    return content
  })
  const listed = new Set(lines.map(({ path }) => path))
  for (const [path, { kind }] of files) {
    if (kind !== 'manifest' && !listed.has(path)) {
      throw new ArchiveError('is not in the manifest', path)
    }
    if (kind === 'manifest' || kind === 'section') files.delete(path)
    else if (!path.endsWith('.json') && !files.has(path.replace(/(\.md)?$/, '.json'))) {
      throw new ArchiveError('has no record beside it', path)
    }
  }
  return { id: await sha256(bytes), manifest, files, read }
}

/** The lines of the manifest and of those it names, each checked. */
async function readLines(
  { files }: Manifest,
  check: (line: FileLine) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<FileLine[]> {
  const lines: FileLine[] = []
  for (const line of checkLines(files, paths.manifest())) {
    lines.push(line)
    const content = await check(line)
    if (parsePath(line.path)?.kind !== 'section') continue
    const section = parseJson<{ files: FileLine[] }>(content, line.path)
    for (const each of checkLines(section.files, line.path)) {
      lines.push(each)
      await check(each)
    }
  }
  return lines
}

function checkLines(lines: FileLine[], path: string): FileLine[] {
  const whole = Array.isArray(lines) && lines.every((line) => typeof line?.path === 'string')
  if (!whole) throw new ArchiveError('lists no files', path)
  return lines
}

function checkFormat({ format, version }: Manifest): void {
  if (format !== FORMAT) throw new ArchiveError('is not of a Deckle blog', paths.manifest())
  if (version !== VERSION) {
    throw new ArchiveError(
      `is of version ${version}; this Deckle reads ${VERSION}`,
      paths.manifest(),
    )
  }
}

/** Throws an ArchiveError that names the file. */
export function parseJson<Value>(bytes: Uint8Array, path: string): Value {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null) return value as Value
  } catch (cause) {
    throw new ArchiveError('is not JSON', path, { cause })
  }
  throw new ArchiveError('is not a JSON object', path)
}
