/** What the ledger does between requests, wired: the drain, the sweeper, the announcer, the cards and the copier. */

import type { Site } from '../site.ts'
import { Announcer } from './announcer.ts'
import { Copier } from './archive/copier.ts'
import { Cards } from './cards.ts'
import { checkShelf } from './check-shelf.ts'
import { nextScheduled } from './compose.ts'
import { Drain } from './drain.ts'
import type { Setting } from './prepare.ts'
import type { ShelfCheck, ShelfQuery } from './protocol.ts'
import { continueRebuild, nextStep } from './rebuild.ts'
import { catchUp, howBehind } from './search-index.ts'
import { nextDue } from './shelf-rows.ts'
import { Sweeper } from './sweep.ts'

/** Milliseconds until what went on beside is looked for again. */
const WAIT = 15_000
/** Milliseconds until the index is tried again. */
const RETRY = 1_000
/** Milliseconds after which an answer is on its way. What begins at once would come before it. */
const AFTER = 20

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
  /** The same once the answer is on its way, which then does not wait for the disk again. */
  readonly armLater: () => void
  #arming = false
  /** The index is not brought up before that, since it just failed. */
  #indexFrom = 0
  readonly #announcer: Announcer
  readonly #copier: Copier
  readonly #cards: Cards
  readonly #storage: DurableObjectStorage
  readonly #report: (error: unknown) => void
  /** The announcer and the copier at work. */
  #beside: Promise<void> | null = null
  /** Holds a part of the shelf against the ledger. */
  readonly check: (query: ShelfQuery) => Promise<ShelfCheck>

  constructor(ctx: DurableObjectState, env: Env, site: Site, hands: Hands) {
    const { POSTS: kv, IMAGES: bucket } = env
    const around = { ...hands, sql: ctx.storage.sql }
    this.#storage = ctx.storage
    this.#report = hands.report
    this.check = async (query) => {
      const found = await checkShelf(ctx.storage, kv, query)
      if (found.wrong.length > 0) await hands.arm()
      return found
    }
    this.arm = hands.arm
    this.armLater = () => {
      // Of many writers at once all are answered together, and one alarm is set.
      if (this.#arming) return
      this.#arming = true
      const armed = scheduler.wait(AFTER).then(() => {
        this.#arming = false
        return hands.arm()
      })
      ctx.waitUntil(armed.catch(hands.report))
    }
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

  /**
   * Brings the search index up to what was written. An alarm that comes anyway does, so that many edits of a post are
   * indexed once; and whoever reads the index before that: a search, and an export, which takes each post's place along.
   */
  catchUp(): void {
    const { sql } = this.#storage
    if (howBehind(sql) !== 'not') this.#storage.transactionSync(() => catchUp(sql))
  }

  #index(): void {
    try {
      this.catchUp()
    } catch (error) {
      this.#indexFrom = Date.now() + RETRY
      this.#report(error)
    }
  }

  /** When anything is due next, in milliseconds since the epoch, or null. */
  get due(): number | null {
    const { sql } = this.#storage
    const now = Date.now()
    const next = nextDue(sql)
    const behind = howBehind(sql)
    const first = earliest(
      nextScheduled(sql),
      next,
      nextStep(sql, now),
      behind === 'much' || (behind === 'little' && next === null) ? this.#indexFrom : null,
      this.sweeper.due,
      this.#cards.due,
      // Should what goes on beside be cut short, it begins again.
      this.#beside ? now + WAIT : this.#besideDue,
    )
    return Number.isFinite(first) ? first : null
  }

  get #besideDue(): number {
    return earliest(this.#announcer.due, this.#copier.due)
  }

  /** Does what is due. Never throws. */
  async run(setting: Setting): Promise<void> {
    this.#cards.begin()
    await this.drain.flush()
    this.drain.note()
    this.#index()
    await continueRebuild(this.#storage, setting).catch(this.#report)
    await this.sweeper.sweep()
    if (!this.#beside && this.#besideDue <= Date.now()) this.#beside = this.#runBeside()
  }

  /** What waits for other hosts, or makes much at once: a scheduled post does not wait for that. */
  async #runBeside(): Promise<void> {
    try {
      await this.#announcer.announce()
      await this.#copier.run()
      this.#beside = null
      await this.arm()
    } catch (error) {
      this.#beside = null
      this.#report(error)
    }
  }
}

const earliest = (...times: (number | null)[]): number =>
  Math.min(...times.map((time) => time ?? Number.POSITIVE_INFINITY))
