/**
 * Removes pictures that no post shows. While it does, whoever is about to store or show a picture waits: else a
 * picture found to be there could be gone a moment later.
 */

import { firstIdle, forgetIdle, holdPictures, takeIdle } from './idle.ts'

/** Pictures in one pass: with their variants they fill one call of R2, which takes 1,000 names. */
const BATCH = 35
const RETRY = 60_000

export interface SweepSurroundings {
  sql: SqlStorage
  /** Milliseconds for which a picture may be shown nowhere. */
  grace: number
  transact<Value>(change: () => Value): Value
  /** Removes their bytes. May throw. */
  remove(keys: string[]): Promise<void>
  report(error: unknown): void
}

export class Sweeper {
  readonly #around: SweepSurroundings
  #running: Promise<void> | null = null

  constructor(around: SweepSurroundings) {
    this.#around = around
  }

  /** When there is something to sweep, in milliseconds since the epoch, or null. */
  get due(): number | null {
    const since = firstIdle(this.#around.sql)
    return since === null ? null : since + this.#around.grace
  }

  /** Acts, in one go, while nothing is being removed. */
  async between<Value>(act: () => Value): Promise<Value> {
    while (this.#running) await this.#running
    return act()
  }

  /** Announces pictures: none of them is swept before its time has passed once more. */
  hold(keys: string[]): Promise<void> {
    const { sql, transact } = this.#around
    return this.between(() => transact(() => holdPictures(sql, keys, Date.now())))
  }

  /** Removes what is due. Never throws. */
  async sweep(): Promise<void> {
    await this.between(() => {
      this.#running = this.#pass().finally(() => {
        this.#running = null
      })
    })
    await this.#running
  }

  async #pass(): Promise<void> {
    const { sql, grace, transact, remove, report } = this.#around
    const before = Date.now() - grace
    let keys: string[] = []
    try {
      keys = transact(() => takeIdle(sql, before, BATCH))
      if (keys.length > 0) await remove(keys)
      transact(() => forgetIdle(sql, keys))
    } catch (error) {
      // Their rows are kept, so that no bytes are left for ever.
      transact(() => holdPictures(sql, keys, before + RETRY))
      report(error)
    }
  }
}
