/** Writes an archive file after file, and keeps its checksums: never more of them than one section holds. */

import { type FileLine, FORMAT, type Manifest, paths, sha256, VERSION } from './format.ts'
import { tarFile } from './tar.ts'

/** Files in one section. */
const SECTION = 1_000

/** A file that goes into an archive. `time` in milliseconds since the epoch. */
export interface Entry {
  path: string
  bytes: Uint8Array<ArrayBuffer>
  time: number
}

/** How far an archive is: plain data, so that another run can go on with it. */
export interface Progress {
  sections: FileLine[]
  posts: number
  revisions: number
  images: number
}

export const BEGIN: Progress = { sections: [], posts: 0, revisions: 0, images: 0 }

export const toBytes = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`${JSON.stringify(value)}\n`)

export class ArchiveWriter {
  readonly progress: Progress
  #lines: FileLine[] = []

  constructor(progress: Progress = BEGIN) {
    this.progress = { ...progress, sections: [...progress.sections] }
  }

  /** The tar of one more file, and of a manifest where a section is full. */
  async *add(entry: Entry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const [, kind] = /^(posts|revisions|images)\/.*\.json$/.exec(entry.path) ?? []
    if (kind) this.progress[kind as 'posts' | 'revisions' | 'images'] += 1
    this.#lines.push(await lineOf(entry))
    yield* tarFile(entry.path, entry.bytes, entry.time)
    if (this.#lines.length >= SECTION) yield* this.endSection(entry.time)
  }

  /** The manifest of what was added since the last one. */
  async *endSection(time: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    if (this.#lines.length === 0) return
    const { sections } = this.progress
    const path = paths.section(sections.length + 1)
    const bytes = toBytes({ files: this.#lines })
    this.#lines = []
    sections.push(await lineOf({ path, bytes }))
    yield* tarFile(path, bytes, time)
  }

  /** The manifest of the whole. */
  async *end(
    rest: Omit<Manifest, 'format' | 'version' | 'exported' | 'files' | keyof Progress>,
    time: number,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    yield* this.endSection(time)
    const { sections: files, ...counts } = this.progress
    const head = { format: FORMAT, version: VERSION, exported: new Date(time).toISOString() }
    yield* tarFile(paths.manifest(), toBytes({ ...head, ...rest, ...counts, files }), time)
  }
}

export async function lineOf({ path, bytes }: Pick<Entry, 'path' | 'bytes'>): Promise<FileLine> {
  return { path, bytes: bytes.length, sha256: await sha256(bytes) }
}
