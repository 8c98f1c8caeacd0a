/** Proofs: what a post would be, kept for a link to show it until a certain time. None of them is on the shelf. */

import { RpcTarget } from 'cloudflare:workers'
import type { ProofsApi } from './api.ts'
import { attempt } from './attempt.ts'
import { commitPost } from './change.ts'
import { composeProof } from './compose.ts'
import { holdPictures } from './idle.ts'
import { findRow } from './posts.ts'
import { type Prepared, prepare, type Setting } from './prepare.ts'
import type { Draft } from './protocol.ts'
import { rehearse } from './rehearse.ts'
import { first } from './schema.ts'

export class Proofs extends RpcTarget implements ProofsApi {
  readonly #storage: DurableObjectStorage
  readonly #setting: Setting

  constructor(storage: DurableObjectStorage, setting: Setting) {
    super()
    this.#storage = storage
    this.#setting = setting
  }

  save(draft: Draft, until: number) {
    return attempt(async () => {
      const { sql } = this.#storage
      const prepared = await prepare(sql, draft, this.#setting)
      const document = this.#print(prepared)
      const id = await nameOf(document)
      this.#storage.transactionSync(() => {
        sql.exec('DELETE FROM proofs WHERE until <= ?', Date.now())
        sql.exec(
          `INSERT INTO proofs VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET until = max(until, excluded.until)`,
          ...[id, until, document],
        )
        // Perhaps no post will ever show them: their time starts when the link ends.
        const shown = prepared.post.references.flatMap(({ picture }) => picture?.key ?? [])
        holdPictures(sql, shown, until)
      })
      return { id }
    })
  }

  async find(slug: string, id: string): Promise<Uint8Array | null> {
    const { sql } = this.#storage
    if (id !== '') {
      const query = 'SELECT document FROM proofs WHERE id = ?'
      const kept = first<{ document: ArrayBuffer }>(sql, query, id)
      return kept && new Uint8Array(kept.document)
    }
    const row = findRow(sql, slug)
    if (!row || row.status === 'gone') return null
    return composeProof({ sql, timezone: this.#setting.timezone }, row)
  }

  /** Commits the draft, looks at what that makes, and takes it back. Throws what a publish would throw. */
  #print(prepared: Prepared): Uint8Array<ArrayBuffer> {
    const { sql } = this.#storage
    const { timezone } = this.#setting
    return rehearse(this.#storage, () => {
      const { slug } = commitPost(sql, prepared, { timezone, now: Date.now() })
      const row = findRow(sql, slug)
      if (!row) throw new Error('a committed post has no row')
      return composeProof({ sql, timezone }, row)
    })
  }
}

/** By its content, so that the same version is kept once. */
async function nameOf(document: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', document)
  return new Uint8Array(digest, 0, 12).toBase64({ alphabet: 'base64url' })
}
