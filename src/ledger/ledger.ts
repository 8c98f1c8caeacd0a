/** The ledger: one Durable Object, the only writer and the only truth. This file wires; the rooms beside it act. */

import { DurableObject } from 'cloudflare:workers'
import { keys } from '../shelf/keys.ts'
import { readSite } from '../site.ts'
import { WIDTHS } from '../urls.ts'
import { Access } from './access.ts'
import { findAnswer } from './answers.ts'
import type { LedgerApi } from './api.ts'
import { ArchiveDesk } from './archive/desk.ts'
import { attempt } from './attempt.ts'
import { Background } from './background.ts'
import { commitPosts } from './batch.ts'
import { commitPost, publishScheduled, type Reason, removePost } from './change.ts'
import { compose } from './compose.ts'
import { openTables } from './open.ts'
import { listPictures, removePicture, savePictures } from './pictures.ts'
import { findRow, listRows, toRecord } from './posts.ts'
import { prepare, type Setting } from './prepare.ts'
import { Proofs } from './proofs.ts'
import type { Answer, Draft, Dry, Receipt, RestoreOptions } from './protocol.ts'
import { startRebuild } from './rebuild.ts'
import { rehearse } from './rehearse.ts'
import { findCurrent, findFormer, findSource, listRevisions } from './revisions.ts'
import { first } from './schema.ts'
import { search } from './search.ts'
import { readStatus } from './status.ts'
import { listWanted } from './wanted.ts'

/** The drain a request waits for comes first; the alarm only follows up when that request died. */
const GRACE = 1_000

export class Ledger extends DurableObject<Env> implements LedgerApi {
  readonly #sql: SqlStorage
  readonly #setting: Setting
  readonly #background: Background
  #lastError: { at: string; message: string } | null = null

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    const site = readSite(env)
    const { timezone } = site
    // A page never offers a width that nobody would make.
    this.#setting = { timezone, widths: (env.TRANSFORM as ImagesBinding | undefined) ? WIDTHS : [] }
    openTables(this.#sql, Date.now())
    this.#background = new Background(ctx, env, site, {
      transact: (change) => this.#transact(change),
      report: (error) => this.#report(error),
      arm: () => this.#arm(),
      draws: site.cards && Boolean(env.IMAGES) && Boolean(env.BROWSER ?? env.TRANSFORM),
    })
    ctx.blockConcurrencyWhile(() => this.#arm())
  }

  get access(): Access {
    return new Access(this.ctx.storage)
  }

  get proofs(): Proofs {
    return new Proofs(this.ctx.storage, this.#setting)
  }

  get archive(): ArchiveDesk {
    return new ArchiveDesk(this.ctx.storage, this.env, this.#setting, this.#background)
  }

  check(draft: Draft): Promise<Answer<Receipt>> {
    return this.#answer(() => this.#write(draft, { dry: true }))
  }

  publish(draft: Draft): Promise<Answer<Receipt>> {
    return this.#answer(() => this.#write(draft))
  }

  async publishAll(drafts: Draft[]): Promise<Answer<Receipt>[]> {
    const { sweeper } = this.#background
    const around = { storage: this.ctx.storage, setting: this.#setting, sweeper }
    try {
      return await commitPosts(drafts, around)
    } finally {
      await this.#arm()
    }
  }

  remove(slug: string, { dry = false, ...options }: Parameters<LedgerApi['remove']>[1]) {
    return this.#answer(async () => {
      const change = () => removePost(this.#sql, slug, options, Date.now())
      return dry ? rehearse(this.ctx.storage, change) : this.#show(this.#transact(change))
    })
  }

  restore(slug: string, options: RestoreOptions): Promise<Answer<Receipt>> {
    const { revision, dry = false, ...asked } = options
    return this.#answer(() => {
      const digest = `restore ${slug} ${revision ?? ''}`
      // Asked again, "the one before" would be another one.
      const replay = findAnswer(this.#sql, asked, digest, Date.now())
      if (replay) return this.#show(replay)
      const draft = findFormer(this.#sql, slug, revision)
      return this.#write({ ...draft, ...asked }, { reason: 'restore', dry, digest })
    })
  }

  attach(slug: string, { dry = false, ...options }: Parameters<LedgerApi['attach']>[1]) {
    return this.#answer(() => this.#write({ ...findCurrent(this.#sql, slug), ...options }, { dry }))
  }

  async find(slug: string) {
    const row = findRow(this.#sql, slug)
    return row && toRecord(row)
  }

  async source(slug: string, revision?: number) {
    return findSource(this.#sql, slug, revision)
  }

  async list(options: Parameters<LedgerApi['list']>[0]) {
    return listRows(this.#sql, options)
  }

  async revisions(slug: string) {
    return listRevisions(this.#sql, slug)
  }

  async holdPictures(keys: string[]): Promise<void> {
    await this.#background.sweeper.hold(keys)
    await this.#arm()
  }

  savePictures(pictures: Draft['pictures'], by: string): Promise<void> {
    const save = () => savePictures(this.#sql, pictures, Date.now(), by)
    return this.#background.sweeper.between(() => this.#transact(save))
  }

  async listWanted(options: { after?: string; limit?: number }) {
    return listWanted(this.#sql, options)
  }

  async listPictures(options: { after?: string; limit?: number; keys?: string[] }) {
    return listPictures(this.#sql, options)
  }

  removePicture(key: string, by: string): Promise<Answer<{ key: string }>> {
    return this.#answer(async () => {
      this.#transact(() => removePicture(this.#sql, key, by, Date.now()))
      await this.#background.sweeper.sweep()
      await this.#arm()
      return { key }
    })
  }

  async rebuild({ dry = false }: Dry = {}): Promise<{ documents: number }> {
    const mark = () => startRebuild(this.#sql, Date.now())
    if (dry) return { documents: rehearse(this.ctx.storage, mark) }
    const documents = this.#transact(mark)
    await this.#arm()
    return { documents }
  }

  checkShelf(query: Parameters<LedgerApi['checkShelf']>[0]) {
    return this.#background.check(query)
  }

  async status() {
    return { ...readStatus(this.#sql, Date.now()), lastError: this.#lastError }
  }

  async search(query: string, page: number) {
    this.#background.catchUp()
    return search({ sql: this.#sql, timezone: this.#setting.timezone }, query, page)
  }

  async document(key: string): Promise<Uint8Array | null> {
    const row = first<{ ver: number }>(this.#sql, 'SELECT ver FROM shelf WHERE key = ?', key)
    return row && compose({ sql: this.#sql, timezone: this.#setting.timezone }, key, row.ver)
  }

  /** Publishes what is due, drains, verifies and tells. Never throws: an alarm that does is given up after six tries. */
  override async alarm(): Promise<void> {
    try {
      this.#transact(() => publishScheduled(this.#sql, Date.now()))
      await this.#background.run(this.#setting)
    } catch (error) {
      this.#report(error)
    }
    await this.#arm()
  }

  async #write(
    draft: Draft,
    { dry = false, reason = 'push' as Reason, digest = '' } = {},
  ): Promise<Receipt> {
    const prepared = await prepare(this.#sql, draft, this.#setting)
    if (digest) prepared.digest = digest
    const settings = { timezone: this.#setting.timezone, now: Date.now() }
    const commit = () => commitPost(this.#sql, prepared, settings, reason)
    if (!dry)
      return this.#show(await this.#background.sweeper.between(() => this.#transact(commit)))
    const { html, summary, contents } = prepared.post
    return { ...rehearse(this.ctx.storage, commit), preview: { html, summary, contents } }
  }

  #transact<Value>(change: () => Value): Value {
    return this.ctx.storage.transactionSync(change)
  }

  /** Brings a change to the readers, as far as that goes now, and tells how far it went. */
  async #show(receipt: Receipt): Promise<Receipt> {
    // A replay, too: the run it repeats may have died before the shelf was written.
    if (receipt.changedContent) {
      await this.ctx.storage.setAlarm(Date.now() + GRACE)
      await this.#background.drain.flush()
      this.#background.armLater()
    }
    return { ...receipt, live: this.#background.drain.isPut(keys.post(receipt.slug)) }
  }

  /** Sets the alarm for whatever is due next; should that fail, for the time when it may be tried again. */
  async #arm(): Promise<void> {
    try {
      this.#background.drain.note()
      const { due } = this.#background
      if (due !== null) await this.ctx.storage.setAlarm(Math.max(due, Date.now()))
    } catch (error) {
      this.#report(error)
      await this.ctx.storage.setAlarm(Date.now() + GRACE)
    }
  }

  async #answer<Value>(act: () => Promise<Value>): Promise<Answer<Value>> {
    try {
      return await attempt(act)
    } catch (error) {
      // It may have failed after its effect, and then nobody else would bring that to the readers.
      await this.#arm()
      throw error
    }
  }

  #report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    this.#lastError = { at: new Date().toISOString(), message }
    console.error('ledger:', message)
  }
}
