/** The ledger: one Durable Object, the only writer and the only truth. This file wires; the rooms beside it act. */

import { DurableObject } from 'cloudflare:workers'
import { Refusal } from '../post/refusal.ts'
import { readSite } from '../site.ts'
import { WIDTHS } from '../urls.ts'
import { commitPost, publishScheduled, type Reason, removePost } from './change.ts'
import { compose, nextScheduled } from './compose.ts'
import { Drain } from './drain.ts'
import { record } from './log.ts'
import { listPictures, removePicture, savePictures } from './pictures.ts'
import { findRow, listRows, toRecord } from './posts.ts'
import { prepare, type Setting } from './prepare.ts'
import type { Answer, Conditions, Draft, Dry, LedgerApi, Receipt, Status } from './protocol.ts'
import { continueRebuild, isRefreshing, startRebuild } from './rebuild.ts'
import { findDraft, findSource, listRevisions } from './revisions.ts'
import { createTables, first } from './schema.ts'
import { search } from './search.ts'
import { updateIndex } from './search-index.ts'
import { isLive, nextDue } from './shelf-rows.ts'
import { countPuts, readStatus } from './status.ts'

/** The drain a request waits for comes first; the alarm only follows up when that request died. */
const GRACE = 1_000

/** Undoes a dry run's transaction. */
class DryRun extends Error {}

export class Ledger extends DurableObject<Env> implements LedgerApi {
  readonly #sql: SqlStorage
  readonly #setting: Setting
  readonly #drain: Drain
  #lastError: { at: string; message: string } | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    const { timezone, kvWindow } = readSite(env)
    // A page never offers a width that nobody would make.
    this.#setting = { timezone, widths: (env.TRANSFORM as ImagesBinding | undefined) ? WIDTHS : [] }
    createTables(this.#sql)
    updateIndex(this.#sql)
    this.#drain = new Drain({
      sql: this.#sql,
      timezone,
      kv: env.POSTS,
      window: kvWindow,
      purge: (tags) => ctx.exports.default.purge(tags),
      report: (error) => this.#report(error),
      transact: (change) => this.#transact(change),
      count: (puts) => countPuts(this.#sql, puts, Date.now()),
    })
    ctx.blockConcurrencyWhile(() => this.#arm())
  }

  check(draft: Draft): Promise<Answer<Receipt>> {
    return this.#answer(() => this.#write(draft, { dry: true }))
  }

  publish(draft: Draft): Promise<Answer<Receipt>> {
    return this.#answer(() => this.#write(draft))
  }

  remove(
    slug: string,
    { dry = false, ...options }: Conditions & Dry & { by: string },
  ): Promise<Answer<Receipt>> {
    return this.#answer(async () => {
      const change = () => removePost(this.#sql, slug, options, Date.now())
      return dry ? this.#rehearse(change) : this.#show(this.#transact(change))
    })
  }

  restore(
    slug: string,
    { revision, dry = false, ...options }: Conditions & Dry & { by: string; revision?: number },
  ): Promise<Answer<Receipt>> {
    return this.#answer(() => {
      const row = findRow(this.#sql, slug)
      if (!row) {
        throw new Refusal('not-found', { field: 'slug', message: `There is no post "${slug}".` })
      }
      // A removed post comes back as it was; a live one goes back by one.
      const wanted = revision ?? row.revision - 1
      const draft = findDraft(this.#sql, slug, wanted)
      if (!draft) {
        const message = `"${slug}" has no revision ${wanted} to restore.`
        throw new Refusal('not-found', { field: 'revision', message })
      }
      return this.#write({ ...draft, ...options }, { reason: 'restore', dry })
    })
  }

  async find(slug: string) {
    const row = findRow(this.#sql, slug)
    return row && toRecord(row)
  }

  async source(slug: string, revision?: number) {
    return findSource(this.#sql, slug, revision)
  }

  async list(options: { before?: string; limit?: number; status?: Status }) {
    return listRows(this.#sql, options)
  }

  async revisions(slug: string) {
    return listRevisions(this.#sql, slug)
  }

  async savePictures(pictures: Draft['pictures'], by: string): Promise<void> {
    const at = Date.now()
    this.ctx.storage.transactionSync(() => {
      savePictures(this.#sql, pictures, at)
      for (const { picture } of pictures) {
        record(this.#sql, { at, by, action: 'save-image', subject: picture.key, hash: picture.key })
      }
    })
  }

  async listPictures(options: { after?: string; limit?: number }) {
    return listPictures(this.#sql, options)
  }

  removePicture(key: string, by: string): Promise<Answer<{ key: string }>> {
    return this.#answer(async () => {
      this.ctx.storage.transactionSync(() => removePicture(this.#sql, key, by, Date.now()))
      return { key }
    })
  }

  async rebuild({ dry = false }: Dry = {}): Promise<{ documents: number }> {
    const mark = () => startRebuild(this.#sql, Date.now())
    if (dry) return { documents: this.#rehearse(mark) }
    const documents = this.#transact(mark)
    await this.#drain.flush()
    await this.#arm()
    return { documents }
  }

  async status() {
    return { ...readStatus(this.#sql, Date.now()), lastError: this.#lastError }
  }

  async search(query: string, page: number) {
    return search({ sql: this.#sql, timezone: this.#setting.timezone }, query, page)
  }

  async document(key: string): Promise<Uint8Array | null> {
    const row = first<{ ver: number }>(this.#sql, 'SELECT ver FROM shelf WHERE key = ?', key)
    return row && compose({ sql: this.#sql, timezone: this.#setting.timezone }, key, row.ver)
  }

  /** Publishes what is due, drains and verifies. Never throws: an alarm that does is given up after six tries. */
  override async alarm(): Promise<void> {
    try {
      this.#transact(() => publishScheduled(this.#sql, Date.now()))
      if (isRefreshing(this.#sql)) await continueRebuild(this.ctx.storage, this.#setting)
      await this.#drain.flush()
    } catch (error) {
      this.#report(error)
    }
    await this.#arm()
  }

  async #write(draft: Draft, { dry = false, reason = 'push' as Reason } = {}): Promise<Receipt> {
    const prepared = await prepare(this.#sql, draft, this.#setting)
    const settings = { timezone: this.#setting.timezone, now: Date.now() }
    const commit = () => commitPost(this.#sql, prepared, settings, reason)
    if (!dry) return this.#show(this.#transact(commit))

    const { html, summary, contents } = prepared.post
    return { ...this.#rehearse(commit), preview: { html, summary, contents } }
  }

  #transact<Value>(change: () => Value): Value {
    return this.ctx.storage.transactionSync(change)
  }

  /** Runs a change for its answer and takes it back. */
  #rehearse<Value>(change: () => Value): Value {
    let answer: { value: Value } | null = null
    try {
      this.ctx.storage.transactionSync(() => {
        answer = { value: change() }
        throw new DryRun()
      })
    } catch (error) {
      if (!(error instanceof DryRun)) throw error
    }
    return (answer as unknown as { value: Value }).value
  }

  /** Brings a change to the readers, as far as that goes now, and tells how far it went. */
  async #show(receipt: Receipt): Promise<Receipt> {
    if (receipt.changedContent && !receipt.replayed) {
      await this.#arm(GRACE)
      await this.#drain.flush()
      await this.#arm()
    }
    return { ...receipt, live: isLive(this.#sql, receipt.slug) }
  }

  /** Sets the alarm for whatever is due next. */
  async #arm(grace = 0): Promise<void> {
    const work = isRefreshing(this.#sql) ? Date.now() : null
    const times = [nextDue(this.#sql), nextScheduled(this.#sql), work].filter(
      (time) => time !== null,
    )
    if (times.length > 0) {
      await this.ctx.storage.setAlarm(Math.max(Math.min(...times), Date.now() + grace))
    }
  }

  async #answer<Value>(act: () => Promise<Value>): Promise<Answer<Value>> {
    try {
      return { ok: true, value: await act() }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, refusal: error.data }
      throw error
    }
  }

  #report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#lastError = { at: new Date().toISOString(), message }
    console.error('ledger:', message)
  }
}
