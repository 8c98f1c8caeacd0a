/** What the ledger does between requests, wired: the drain, the sweeper, the announcer, the cards and the copier. */

import type { Site } from '../site.ts'
import { Announcer } from './announcer.ts'
import { Copier } from './archive/copier.ts'
import { Cards } from './cards.ts'
import { checkShelf } from './check-shelf.ts'
import { nextScheduled } from './compose.ts'
import { Drain } from './drain.ts'
import type { ShelfCheck, ShelfQuery } from './protocol.ts'
import { isRefreshing } from './rebuild.ts'
import { nextDue } from './shelf-rows.ts'
import { Sweeper } from './sweep.ts'

interface Hands {
  transact<Value>(change: () => Value): Value
  report(error: unknown): void
  /** Sets the alarm anew. */
  arm(): Promise<void>
  /** Is there anybody to draw cards, and somewhere to keep them? */
  draws: boolean
}

export class Background {
  readonly drain: Drain
  readonly sweeper: Sweeper
  /** Sets the ledger's alarm anew. */
  readonly arm: () => Promise<void>
  readonly #announcer: Announcer
  readonly #copier: Copier
  readonly #cards: Cards
  readonly #sql: SqlStorage
  /** Holds a part of the shelf against the ledger. */
  readonly check: (query: ShelfQuery) => Promise<ShelfCheck>

  constructor(ctx: DurableObjectState, env: Env, site: Site, hands: Hands) {
    const { POSTS: kv, IMAGES: bucket } = env
    const around = { ...hands, sql: ctx.storage.sql }
    this.#sql = around.sql
    this.check = async (query) => {
      const found = await checkShelf(ctx.storage, kv, query)
      if (found.wrong.length > 0) await hands.arm()
      return found
    }
    this.arm = hands.arm
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
    this.#copier = new Copier({ ...around, bucket, site })
    this.#cards = new Cards({
      ...around,
      draw: hands.draws ? (post) => ctx.exports.default.drawCard(post) : null,
    })
  }

  /** When anything is due next, in milliseconds since the epoch, or null. */
  get due(): number | null {
    const sql = this.#sql
    const work = isRefreshing(sql) ? Date.now() : null
    const workers = [this.sweeper, this.#announcer, this.#cards, this.#copier]
    const all = [nextScheduled(sql), work, nextDue(sql), ...workers.map(({ due }) => due)]
    const times = all.filter((time) => time !== null)
    return times.length > 0 ? Math.min(...times) : null
  }

  /** Does what is due. Never throws. */
  async run(): Promise<void> {
    this.#cards.begin()
    await this.drain.flush()
    await this.sweeper.sweep()
    await this.#announcer.announce()
    await this.#copier.run()
  }
}
