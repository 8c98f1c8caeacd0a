/** What the ledger does between requests, wired: the drain, the sweeper and the announcer. */

import type { Site } from '../site.ts'
import { Announcer } from './announcer.ts'
import { Drain } from './drain.ts'
import { nextDue } from './shelf-rows.ts'
import { Sweeper } from './sweep.ts'

interface Hands {
  transact<Value>(change: () => Value): Value
  report(error: unknown): void
}

export class Background {
  readonly drain: Drain
  readonly sweeper: Sweeper
  readonly #announcer: Announcer
  readonly #sql: SqlStorage

  constructor(ctx: DurableObjectState, kv: KVNamespace, site: Site, hands: Hands) {
    const around = { ...hands, sql: ctx.storage.sql }
    this.#sql = around.sql
    this.drain = new Drain({
      ...around,
      timezone: site.timezone,
      kv,
      window: site.kvWindow,
      purge: (tags) => ctx.exports.default.purge(tags),
    })
    this.sweeper = new Sweeper({
      ...around,
      grace: site.imageGrace,
      remove: (keys) => ctx.exports.default.removeImages(keys),
    })
    this.#announcer = new Announcer({ ...around, site })
  }

  /** When something of it is due, in milliseconds since the epoch. */
  get due(): (number | null)[] {
    return [nextDue(this.#sql), this.sweeper.due, this.#announcer.due]
  }

  /** Does what is due. Never throws. */
  async run(): Promise<void> {
    await this.drain.flush()
    await this.sweeper.sweep()
    await this.#announcer.announce()
  }
}
