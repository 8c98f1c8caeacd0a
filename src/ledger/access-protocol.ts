/** What the ledger is asked about who may write and who wrote, and what it answers: plain data. */

import type { Scope, Writer } from '../post/scopes.ts'
import type { Answer, Dry } from './protocol.ts'

/** A token to be: its secret stays with its bearer. */
export interface NewToken {
  id: string
  name: string
  /** SHA-256 of the secret, in hexadecimal. */
  hash: string
  scopes: Scope[]
  /** Milliseconds since the epoch; null: never. */
  expires: number | null
}

/** A token as the author API shows it. Times are ISO 8601 in UTC. */
export interface TokenRecord {
  id: string
  name: string
  scopes: Scope[]
  /** When it was made, or rotated last. */
  created: string
  expires: string | null
  /** When it was used last, to the minute. */
  used: string | null
  /** From where: a country and a network, as far as the platform tells. */
  from: string | null
}

/** A write that was done. */
export interface LogEntry {
  at: string
  by: string
  action: string
  /** A slug, a picture's key, or `token:<name>`. */
  subject: string
  /** What it left: a post's ETag, a picture's key. */
  hash: string | null
}

/** Who may write beside the owner, and who wrote what. */
export interface AccessApi {
  /** The bearer of the token with this hash, or null. Notes that it was used, and from where. */
  use(hash: string, from: string | null): Promise<Writer | null>
  list(): Promise<TokenRecord[]>
  create(token: NewToken, by: Writer, options?: Dry): Promise<Answer<TokenRecord>>
  /** Gives a token another secret. */
  rotate(id: string, hash: string, by: Writer, options?: Dry): Promise<Answer<TokenRecord>>
  revoke(id: string, by: Writer, options?: Dry): Promise<Answer<TokenRecord>>
  /** Newest first. `next` is the `before` of the page after. */
  log(options: {
    before?: number
    limit?: number
    post?: string
  }): Promise<{ entries: LogEntry[]; next: number | null }>
}
