/**
 * The drain: renders what is dirty from current rows and puts it on the shelf, then looks, after KV's
 * window, whether it lies there. One pass runs at a time; a pass never throws.
 */

import { cacheTag } from '../shelf/keys.ts'
import { findVersion, saveDocument } from '../shelf/write.ts'
import { compose, type Source } from './compose.ts'
import {
  listDirty,
  listUnverified,
  markFailed,
  markPut,
  markStale,
  markVerified,
  type ShelfRow,
} from './shelf-rows.ts'

/** Puts and looks in one pass: an invocation on the free plan has 50 subrequests. */
const BATCH = 40
/** A KV call that has not answered by then counts as failed. Its effect may still come. */
const PATIENCE = 10_000

export interface Surroundings extends Source {
  kv: KVNamespace
  /** Milliseconds after which a put is seen everywhere. */
  window: number
  /** Drops the cached pages that carry these tags. May throw. */
  purge(tags: string[]): Promise<void>
  report(error: unknown): void
  /** Counts KV puts. */
  count(puts: number): void
}

export class Drain {
  readonly #around: Surroundings
  #running: Promise<void> | null = null
  #waiting: Promise<void> | null = null
  /** While KV fails, one document at a time asks whether it is back. */
  #failing = false

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Waits for a pass that began after this call. Calls that wait together share one pass. */
  flush(): Promise<void> {
    this.#waiting ??= this.#follow()
    return this.#waiting
  }

  async #follow(): Promise<void> {
    await this.#running
    this.#running = this.#waiting
    this.#waiting = null
    await this.#pass()
  }

  async #pass(): Promise<void> {
    const { sql, report } = this.#around
    try {
      const rows = listDirty(sql, Date.now(), this.#failing ? 1 : BATCH)
      // A list never names a post that is not on the shelf yet.
      await this.#putAll(rows.filter(({ rank }) => rank === 0))
      if (!this.#failing) await this.#putAll(rows.filter(({ rank }) => rank !== 0))
      const looks = this.#failing ? [] : listUnverified(sql, Date.now(), BATCH - rows.length)
      await Promise.all(looks.map((row) => this.#look(row)))
      await this.#purge([...rows, ...looks])
    } catch (error) {
      report(error)
    }
  }

  async #putAll(rows: ShelfRow[]): Promise<void> {
    if (rows.length === 0) return
    this.#around.count(rows.length)
    await Promise.all(rows.map((row) => this.#put(row)))
  }

  async #put(row: ShelfRow): Promise<void> {
    const { sql, kv, window, report } = this.#around
    try {
      const bytes = await compose(this.#around, row.key, row.ver)
      await inTime(saveDocument(kv, row.key, bytes, row.ver))
      const now = Date.now()
      markPut(sql, row, { now, look: now + window })
      this.#failing = false
    } catch (error) {
      this.#failing = true
      markFailed(sql, row, Date.now())
      report(error)
    }
  }

  async #look(row: ShelfRow): Promise<void> {
    const { sql, kv, report } = this.#around
    try {
      const found = await inTime(findVersion(kv, row.key))
      if (found === row.ver) markVerified(sql, row.key, row.ver)
      else markStale(sql, row.key, row.ver, Date.now())
    } catch (error) {
      markFailed(sql, row, Date.now())
      report(error)
    }
  }

  /** At the put and again at the look: a purge followed by a stale KV read would cache the old page. */
  async #purge(rows: ShelfRow[]): Promise<void> {
    if (rows.length > 0) await this.#around.purge(rows.map(({ key }) => cacheTag(key)))
  }
}

async function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`KV gave no answer in ${PATIENCE} ms`)), PATIENCE)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
