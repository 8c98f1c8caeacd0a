/** Tokens beside the owner's: kept as hashes, each with its scopes, its end, and when and from where it was used. */

import { Refusal } from '../post/refusal.ts'
import type { Scope, Writer } from '../post/scopes.ts'
import type { NewToken, TokenRecord } from './access-protocol.ts'
import { record } from './log.ts'
import { checkGrant } from './permission.ts'
import { first } from './schema.ts'

/** How many there may be. The list is read whole. */
const MOST = 100
/** Milliseconds between two notes of a token's use: a read need not cost a write. */
const NOTED = 60_000

type TokenRow = {
  id: string
  name: string
  hash: string
  scopes: string
  created: number
  expires: number | null
  used: number | null
  used_from: string | null
}

/** The bearer of the token with this hash; null when there is none, or its time is over. Notes the use. */
export function useToken(
  sql: SqlStorage,
  hash: string,
  from: string | null,
  now: number,
): Writer | null {
  const row = first<TokenRow>(sql, 'SELECT * FROM tokens WHERE hash = ?', hash)
  if (!row || (row.expires !== null && row.expires <= now)) return null
  if (row.used === null || row.used <= now - NOTED) {
    sql.exec('UPDATE tokens SET used = ?, used_from = ? WHERE id = ?', now, from, row.id)
  }
  return { name: row.name, may: readScopes(row) }
}

/** Oldest first. */
export const listTokens = (sql: SqlStorage): TokenRecord[] =>
  sql.exec<TokenRow>('SELECT * FROM tokens ORDER BY created, id').toArray().map(toRecord)

/** Throws `conflict` when the name is taken, `forbidden` for a scope that its maker does not have. */
export function createToken(
  sql: SqlStorage,
  { id, name, hash, scopes, expires }: NewToken,
  by: Writer,
  now: number,
): TokenRecord {
  checkGrant(by, scopes)
  if (first(sql, 'SELECT 1 FROM tokens WHERE name = ?', name)) {
    const message = `There is a token "${name}" already.`
    throw new Refusal('conflict', { field: 'name', message, hint: 'Rotate or revoke it.' })
  }
  if (listTokens(sql).length >= MOST) {
    throw new Refusal('conflict', `There are ${MOST} tokens. Revoke one that is not used.`)
  }
  sql.exec(
    'INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)',
    ...[id, name, hash, scopes.join(' '), now, expires],
  )
  note(sql, 'create-token', name, by, now)
  return toRecord(find(sql, id))
}

/** The old secret ends at once; the new one lasts as long as the old one did from its making. */
export function rotateToken(
  sql: SqlStorage,
  id: string,
  hash: string,
  by: Writer,
  now: number,
): TokenRecord {
  const row = find(sql, id)
  checkGrant(by, readScopes(row))
  const expires = row.expires === null ? null : now + row.expires - row.created
  sql.exec(
    'UPDATE tokens SET hash = ?, created = ?, expires = ?, used = NULL, used_from = NULL WHERE id = ?',
    ...[hash, now, expires, id],
  )
  note(sql, 'rotate-token', row.name, by, now)
  return toRecord(find(sql, id))
}

/** Ends a token at once. Nothing of it stays but its name in the record of writes. */
export function revokeToken(sql: SqlStorage, id: string, by: Writer, now: number): TokenRecord {
  const row = find(sql, id)
  sql.exec('DELETE FROM tokens WHERE id = ?', id)
  note(sql, 'revoke-token', row.name, by, now)
  return toRecord(row)
}

function find(sql: SqlStorage, id: string): TokenRow {
  const row = first<TokenRow>(sql, 'SELECT * FROM tokens WHERE id = ?', id)
  if (row) return row
  throw new Refusal('not-found', { field: 'id', message: 'There is no such token.' })
}

function note(sql: SqlStorage, action: string, name: string, by: Writer, at: number): void {
  record(sql, { at, by: by.name, action, subject: `token:${name}`, hash: '' })
}

const readScopes = ({ scopes }: TokenRow): Scope[] => scopes.split(' ') as Scope[]

const iso = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString()

function toRecord(row: TokenRow): TokenRecord {
  const { id, name, created, expires, used, used_from } = row
  return {
    ...{ id, name, scopes: readScopes(row) },
    created: new Date(created).toISOString(),
    expires: iso(expires),
    used: iso(used),
    from: used_from,
  }
}
