/**
 * The drain: renders what is dirty from current rows and puts it on the shelf, then looks, after KV's
 * window, whether it lies there. One pass runs at a time; a pass never throws. What it put is noted afterwards: a death
 * in between costs another put, and nothing else.
 */

import { cacheTag } from '../shelf/keys.ts'
import { findVersion, saveDocument } from '../shelf/write.ts'
import { compose, type Source } from './compose.ts'
import {
  isPut,
  listDirty,
  listUnverified,
  markFailed,
  markPut,
  markStale,
  markUnpurged,
  markVerified,
  type ShelfRow,
} from './shelf-rows.ts'
import { countPuts } from './status.ts'

/** Puts and looks in one pass: an invocation on the free plan has 50 subrequests. */
const BATCH = 40
/** Milliseconds to wait for KV. */
const PATIENCE = 10_000

export interface Surroundings extends Source {
  kv: KVNamespace
  /** Milliseconds after which a put is seen everywhere. */
  window: number
  /** Drops the cached pages that carry these tags. Throws when some may be left. */
  purge(tags: string[]): Promise<void>
  report(error: unknown): void
  transact(change: () => void): void
}

export class Drain {
  readonly #around: Surroundings
  #running: Promise<void> | null = null
  #waiting: Promise<void> | null = null
  /** While KV fails, one document at a time asks whether it is back. */
  #failing = false
  /** What came of puts, until it is noted. */
  #outcomes: Outcome<void>[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Waits for a pass that began after this call. Calls that wait together share one pass. Then let it be noted. */
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
      this.note()
      const rows = listDirty(sql, Date.now(), this.#failing ? 1 : BATCH)
      await this.#put(rows)
      await this.#purge(rows)
      if (!this.#failing) await this.#look(listUnverified(sql, Date.now(), BATCH - rows.length))
    } catch (error) {
      report(error)
    }
  }

  async #put(rows: ShelfRow[]): Promise<void> {
    if (rows.length === 0) return
    const outcomes = await this.#send(rows.filter(({ rank }) => rank === 0))
    // A list never names a post that is not on the shelf yet.
    if (outcomes.every(({ error }) => error === null)) {
      outcomes.push(...(await this.#send(rows.filter(({ rank }) => rank !== 0))))
    }
    this.#failing = outcomes.some(({ error }) => error !== null)
    this.#outcomes = outcomes
  }

  /** Notes what the last pass put. Whoever waited for it may be answered before: that takes a write to the disk less. */
  note(): void {
    const outcomes = this.#outcomes
    this.#outcomes = []
    if (outcomes.length === 0) return
    const { sql, window, report } = this.#around
    const mark = (row: ShelfRow, now: number) => markPut(sql, row, { now, look: now + window })
    try {
      this.#settle(outcomes, mark, outcomes.length)
    } catch (error) {
      report(error) // they are put again
    }
  }

  /** Is the newest version of this document in KV, as far as it was put there? */
  isPut(key: string): boolean {
    const { sql } = this.#around
    const put = this.#outcomes.find(({ row, error }) => row.key === key && error === null)
    return isPut(sql, key, put?.row.ver)
  }

  async #send(rows: ShelfRow[]): Promise<Outcome<void>[]> {
    if (rows.length === 0) return []
    return tryAll(rows, async (row) => {
      const bytes = await compose(this.#around, row.key, row.ver)
      await saveDocument(this.#around.kv, row.key, bytes, row.ver)
    })
  }

  async #look(rows: ShelfRow[]): Promise<void> {
    if (rows.length === 0) return
    const { sql, kv } = this.#around
    const outcomes = await tryAll(rows, (row) => findVersion(kv, row.key))
    const purged = await this.#purge(rows)
    this.#settle(outcomes, (row, now, version) => {
      if (version !== row.ver) markStale(sql, row.key, row.ver, now)
      else if (purged) markVerified(sql, row.key, row.ver)
      else markUnpurged(sql, row, now)
    })
  }

  /** Notes what came of a batch in one transaction: each one more would wait for the disk. */
  #settle<Value>(
    outcomes: Outcome<Value>[],
    mark: (row: ShelfRow, now: number, value: Value) => void,
    puts = 0,
  ): void {
    const { sql, transact, report } = this.#around
    const now = Date.now()
    transact(() => {
      for (const { row, error, value } of outcomes) {
        if (error === null) mark(row, now, value as Value)
        else markFailed(sql, row, now)
      }
      if (puts > 0) countPuts(sql, puts, now)
    })
    for (const { error } of outcomes) if (error !== null) report(error)
  }

  /**
   * At the put and again at the look: a purge followed by a stale KV read would cache the old page. Gives whether it
   * was made; one that was not at the look is made with another look.
   */
  async #purge(rows: ShelfRow[]): Promise<boolean> {
    if (rows.length === 0) return true
    try {
      await this.#around.purge(rows.map(({ key }) => cacheTag(key)))
      return true
    } catch (error) {
      this.#around.report(error)
      return false
    }
  }
}

interface Outcome<Value> {
  row: ShelfRow
  value?: Value
  /** Null when it went well. */
  error: unknown
}

/** Acts on all rows at once. What has not answered when patience ends counts as failed; its effect may still come. */
async function tryAll<Value>(
  rows: ShelfRow[],
  act: (row: ShelfRow) => Promise<Value>,
): Promise<Outcome<Value>[]> {
  const late = new Error(`KV gave no answer in ${PATIENCE} ms`)
  const outcomes = rows.map((row): Outcome<Value> => ({ row, error: late }))
  const acts = outcomes.map(async (outcome) => {
    try {
      outcome.value = await act(outcome.row)
      outcome.error = null
    } catch (error) {
      outcome.error = error
    }
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE)
  })
  await Promise.race([Promise.all(acts), patience])
  clearTimeout(timer)
  // What answers from now on must not change what was noted.
  return outcomes.map((outcome) => ({ ...outcome }))
}
