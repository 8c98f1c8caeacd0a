/** The ledger's part in moving a blog out and in, as its callers reach it. */

import { RpcTarget } from 'cloudflare:workers'
import { readSite } from '../../site.ts'
import { attempt } from '../attempt.ts'
import type { Background } from '../background.ts'
import type { Setting } from '../prepare.ts'
import type { Answer } from '../protocol.ts'
import { rehearse } from '../rehearse.ts'
import { exportBlog } from './export.ts'
import { type ImportBatch, type Imported, prepareImport } from './import.ts'

export interface ArchiveApi {
  /** The whole blog as a tar, made while it is read. */
  export(): Promise<ReadableStream<Uint8Array>>
  /** Takes a part of an archive, all or nothing; pictures in a batch of their own, before the posts. */
  import(batch: ImportBatch): Promise<Answer<Imported>>
}

export class ArchiveDesk extends RpcTarget implements ArchiveApi {
  readonly #storage: DurableObjectStorage
  readonly #env: Env
  readonly #setting: Setting
  readonly #background: Background

  constructor(storage: DurableObjectStorage, env: Env, setting: Setting, background: Background) {
    super()
    this.#storage = storage
    this.#env = env
    this.#setting = setting
    this.#background = background
  }

  async export(): Promise<ReadableStream<Uint8Array>> {
    this.#background.catchUp()
    return exportBlog(this.#storage.sql, this.#env.IMAGES, readSite(this.#env))
  }

  import(batch: ImportBatch): Promise<Answer<Imported>> {
    return attempt(async () => {
      const change = await prepareImport(this.#storage.sql, batch, this.#setting)
      if (batch.dry) return rehearse(this.#storage, change)
      const { sweeper, arm } = this.#background
      try {
        return await sweeper.between(() => this.#storage.transactionSync(change))
      } finally {
        // A failure, too, may have come after its effect.
        await arm()
      }
    })
  }
}
