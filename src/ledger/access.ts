/** The ledger's tokens and its record of writes, as their callers reach them. */

import { RpcTarget } from 'cloudflare:workers'
import type { Writer } from '../post/scopes.ts'
import type { AccessApi, NewToken } from './access-protocol.ts'
import { attemptNow } from './attempt.ts'
import { listLog } from './log.ts'
import type { Answer, Dry } from './protocol.ts'
import { rehearse } from './rehearse.ts'
import { createToken, listTokens, revokeToken, rotateToken, useToken } from './tokens.ts'

export class Access extends RpcTarget implements AccessApi {
  readonly #storage: DurableObjectStorage

  constructor(storage: DurableObjectStorage) {
    super()
    this.#storage = storage
  }

  async use(hash: string, from: string | null) {
    return useToken(this.#storage.sql, hash, from, Date.now())
  }

  async list() {
    return listTokens(this.#storage.sql)
  }

  async create(token: NewToken, by: Writer, options: Dry = {}) {
    return this.#change(options, (sql) => createToken(sql, token, by, Date.now()))
  }

  async rotate(id: string, hash: string, by: Writer, options: Dry = {}) {
    return this.#change(options, (sql) => rotateToken(sql, id, hash, by, Date.now()))
  }

  async revoke(id: string, by: Writer, options: Dry = {}) {
    return this.#change(options, (sql) => revokeToken(sql, id, by, Date.now()))
  }

  async log(options: { before?: number; limit?: number; post?: string }) {
    return listLog(this.#storage.sql, options)
  }

  #change<Value>({ dry = false }: Dry, act: (sql: SqlStorage) => Value): Answer<Value> {
    const change = () => act(this.#storage.sql)
    return attemptNow(() =>
      dry ? rehearse(this.#storage, change) : this.#storage.transactionSync(change),
    )
  }
}
