/** Cuts an archive into parts that a blog takes in one request. */

import {
  type ImageRecord,
  type PostRecord,
  paths,
  type RevisionRecord,
  sha256,
} from '../../archive/format.ts'
import { type Archive, parseJson } from '../../archive/open-archive.ts'

/** Bytes of texts in one part: as JSON they are at most six times as long, and the blog takes 8 MiB. */
const MOST = 1024 * 1024
/** The blog renders each post. */
const TEXTS = 50

/** A record of the archive, and where the text is that goes with it. */
export interface Step<Each extends RevisionRecord = RevisionRecord> {
  record: Each
  source: string | null
  bytes: number
}

/** Steps that go together. */
export function* cut<Each extends Step>(steps: Iterable<Each>): Generator<Each[]> {
  let part: Each[] = []
  let length = 0
  for (const step of steps) {
    if (part.length >= TEXTS || (part.length > 0 && length + step.bytes > MOST)) {
      yield part
      part = []
      length = 0
    }
    part.push(step)
    length += step.bytes
  }
  if (part.length > 0) yield part
}

/** The records of a part, each with its text and the checksum of that. */
export async function readPart({ read }: Archive, part: Step[]) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  return Promise.all(
    part.map(async ({ record, source: path }) => {
      if (path === null) return { record, source: null, sha256: null }
      const bytes = await read(path)
      return { record, source: decoder.decode(bytes), sha256: await sha256(bytes) }
    }),
  )
}

/** The posts in the order in which they are to be found, the oldest first. */
export async function listPosts({ files, read }: Archive): Promise<Step<PostRecord>[]> {
  const steps: Step<PostRecord>[] = []
  for (const [path, { kind }] of files) {
    if (kind !== 'post') continue
    const record = parseJson<PostRecord>(await read(path), path)
    const source = paths.source(record.slug)
    steps.push({ record, source, bytes: files.get(source)?.size ?? 0 })
  }
  const place = ({ record }: Step<PostRecord>) => record.place ?? 0
  return steps.sort(
    (a, b) => place(a) - place(b) || Date.parse(a.record.date) - Date.parse(b.record.date),
  )
}

export async function listRevisions({ files, read }: Archive): Promise<Step[]> {
  const steps: Step[] = []
  for (const [path, { kind }] of files) {
    if (kind !== 'revision') continue
    const record = parseJson<RevisionRecord>(await read(path), path)
    const source = paths.revisionSource(record.slug, record.revision)
    const text = files.get(source)
    steps.push({ record, source: text ? source : null, bytes: text?.size ?? 0 })
  }
  return steps
}

export async function listImages({ files, read }: Archive): Promise<ImageRecord[]> {
  const records: ImageRecord[] = []
  for (const [path, { kind }] of files) {
    if (kind === 'imageRecord') records.push(parseJson<ImageRecord>(await read(path), path))
  }
  return records
}
