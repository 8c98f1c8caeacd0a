/** The whole blog as one archive, made while it is sent: no more of it is held than the file that is on its way. */

import { paths } from '../../archive/format.ts'
import { END } from '../../archive/tar.ts'
import { ArchiveWriter, toBytes } from '../../archive/writer.ts'
import { findImage } from '../../images/store.ts'
import type { Site } from '../../site.ts'
import { nextFiles, nextPicture, readRest, START } from './records.ts'

/** Bytes that are sent at once, at least: a call to the Worker for each small file would take longer than the file. */
const CHUNK = 65_536

type About = Pick<Site, 'url' | 'title' | 'timezone' | 'language'>
type Chunks = AsyncGenerator<Uint8Array<ArrayBuffer>>

/** A tar. It ends in an error, and without its manifest, when something cannot be read. */
export function exportBlog(
  sql: SqlStorage,
  bucket: R2Bucket | undefined,
  site: About,
): ReadableStream<Uint8Array> {
  const chunks = gather(writeBlog(sql, bucket, site))
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (!done) return controller.enqueue(value)
      controller.close()
      controller.byobRequest?.respond(0)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

async function* writeBlog(
  sql: SqlStorage,
  bucket: R2Bucket | undefined,
  { url, title, timezone, language }: About,
): Chunks {
  const writer = new ArchiveWriter()
  for (let next = nextFiles(sql, START); next; next = nextFiles(sql, next.place)) {
    for (const file of next.files) yield* writer.add(file)
  }
  const missing: string[] = []
  for (let next = nextPicture(sql, ''); next; next = nextPicture(sql, next.key)) {
    const { time, ...record } = next
    const { key } = record
    const found = bucket ? await findImage(bucket, key) : null
    if (!found) missing.push(key)
    const name = decodeURIComponent(found?.customMetadata?.name ?? '')
    yield* writer.add({ path: paths.imageRecord(key), bytes: toBytes({ ...record, name }), time })
    if (found) {
      const bytes = new Uint8Array(await found.arrayBuffer())
      yield* writer.add({ path: paths.image(key), bytes, time })
    }
  }
  const about = { url, title, timezone, language }
  yield* writer.end({ ...about, ...readRest(sql), missing }, Date.now())
  yield END
}

/** Small chunks joined; a large one goes on as it is. */
async function* gather(chunks: Chunks): Chunks {
  let parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  function* join() {
    const whole = new Uint8Array(length)
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    parts = []
    length = 0
    if (at > 0) yield whole
  }
  for await (const chunk of chunks) {
    if (chunk.length >= CHUNK) {
      yield* join()
      yield chunk
      continue
    }
    parts.push(chunk)
    length += chunk.length
    if (length >= CHUNK) yield* join()
  }
  yield* join()
}
