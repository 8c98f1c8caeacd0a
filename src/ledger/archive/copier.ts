/**
 * Makes the nightly copy: an archive without the pictures' bytes, which are in the bucket already. It is made a part at
 * a time, each in an alarm of its own, so that neither its size nor a death in the middle matters.
 */

import { saveCopyPart, sweepCopies } from '../../archive/copies.ts'
import { paths } from '../../archive/format.ts'
import { END } from '../../archive/tar.ts'
import { ArchiveWriter, BEGIN, type Progress, toBytes } from '../../archive/writer.ts'
import type { Site } from '../../site.ts'
import { first } from '../schema.ts'
import { nextNight } from './night.ts'
import { nextFiles, nextPicture, type Place, readRest, START } from './records.ts'

/** Bytes and files after which a part is full. */
const MOST = 4 * 1024 * 1024
const FILES = 500
const DAY = 86_400_000
/** Days for which copies are kept. */
const KEPT = 30
const RETRY = 15 * 60_000

/** How far a copy is. */
interface Running {
  id: string
  part: number
  /** Null once all posts are in. */
  place: Place | null
  picture: string
  progress: Progress
}

interface State {
  /** Milliseconds since the epoch; null: never. */
  last: number | null
  next: number
  running: Running | null
}

export interface CopySurroundings {
  sql: SqlStorage
  bucket: R2Bucket | undefined
  site: Site
  transact<Value>(change: () => Value): Value
  report(error: unknown): void
}

export class Copier {
  readonly #around: CopySurroundings

  constructor(around: CopySurroundings) {
    this.#around = around
  }

  /** When the next part is due, in milliseconds since the epoch, or null. */
  get due(): number | null {
    const { sql, bucket, site } = this.#around
    return site.backup && bucket ? readState(sql).next : null
  }

  /** Makes one part, if it is due. Never throws. */
  async run(): Promise<void> {
    const { sql, site, transact, report } = this.#around
    if ((this.due ?? Number.POSITIVE_INFINITY) > Date.now()) return
    const state = readState(sql)
    const save = (change: Partial<State>) => transact(() => saveState(sql, { ...state, ...change }))
    try {
      const running = await this.#makePart(state.running ?? begin())
      const now = Date.now()
      if (running) save({ running, next: now })
      else save({ running: null, last: now, next: nextNight(now, site.timezone) })
    } catch (error) {
      save({ next: Date.now() + RETRY })
      report(error)
    }
  }

  /** Gives what is to be gone on with, or null when the copy is whole. */
  async #makePart({ id, part, place, picture, progress }: Running): Promise<Running | null> {
    const { sql, site, bucket } = this.#around
    if (!bucket) return null
    const writer = new ArchiveWriter(progress)
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    let files = 0
    const add = async (made: AsyncIterable<Uint8Array<ArrayBuffer>>) => {
      for await (const chunk of made) {
        chunks.push(chunk)
        bytes += chunk.length
      }
      files += 1
    }
    const full = () => bytes >= MOST || files >= FILES
    while (place && !full()) {
      const next = nextFiles(sql, place)
      for (const file of next?.files ?? []) await add(writer.add(file))
      place = next?.place ?? null
    }
    let image = place ? null : nextPicture(sql, picture)
    for (; image && !full(); image = nextPicture(sql, picture)) {
      const { time, ...record } = image
      const path = paths.imageRecord(record.key)
      await add(writer.add({ path, bytes: toBytes({ ...record, name: '' }), time }))
      picture = record.key
    }
    const now = Date.now()
    const ends = !place && !image
    const { url, title, timezone, language } = site
    const rest = { url, title, timezone, language, ...readRest(sql), missing: [] }
    await add(ends ? writer.end(rest, now) : writer.endSection(now))
    if (ends) chunks.push(END)
    const whole = new Uint8Array(await new Blob(chunks).arrayBuffer())
    await saveCopyPart(bucket, id, ends ? null : part, whole)
    if (!ends) return { id, part: part + 1, place, picture, progress: writer.progress }
    await sweepCopies(bucket, nameOf(now - KEPT * DAY))
    return null
  }
}

const nameOf = (time: number): string => new Date(time).toISOString().replace(/[:.]/g, '-')

const begin = (): Running => {
  return { id: nameOf(Date.now()), part: 1, place: START, picture: '', progress: BEGIN }
}

/** What is known of copies; the first is due at once. */
export function readState(sql: SqlStorage): State {
  const row = first<{ state: string }>(sql, 'SELECT state FROM copies')
  return row ? JSON.parse(row.state) : { last: null, next: 0, running: null }
}

function saveState(sql: SqlStorage, state: State): void {
  sql.exec('INSERT OR REPLACE INTO copies VALUES (1, ?)', JSON.stringify(state))
}
