/** Idempotency records: a repeated request gets the answer of its first run, for a day. */

import { Refusal } from '../post/refusal.ts'
import type { Conditions, Receipt } from './protocol.ts'
import { first } from './schema.ts'

const DAY = 86_400_000

type Asked = Pick<Conditions, 'idempotencyKey'> & { by: string }

/** Each writer has keys of their own: nobody is given the answer of another. */
const keyOf = ({ idempotencyKey, by }: Asked): string | null =>
  idempotencyKey ? `${by} ${idempotencyKey}` : null

/** Makes a change once: the same request again gets the answer of its first run. Throws `idempotency-mismatch`. */
export function once(
  sql: SqlStorage,
  asked: Asked,
  { digest, now }: { digest: string; now: number },
  change: () => Receipt,
): Receipt {
  const replay = findAnswer(sql, asked, digest, now)
  if (replay) return replay
  const receipt = change()
  const key = keyOf(asked)
  if (key) saveAnswer(sql, key, digest, receipt, now)
  return receipt
}

/** The stored answer; null when there is no key or it is new. Throws `idempotency-mismatch` when it came with another body. */
export function findAnswer(
  sql: SqlStorage,
  asked: Asked,
  digest: string,
  now: number,
): Receipt | null {
  const key = keyOf(asked)
  if (!key) return null
  const row = first<{ digest: string; answer: string }>(
    sql,
    'SELECT digest, answer FROM answers WHERE key = ? AND at > ?',
    key,
    now - DAY,
  )
  if (!row) return null
  if (row.digest !== digest) {
    const message = 'This Idempotency-Key was used for a different request. Use a new key.'
    throw new Refusal('idempotency-mismatch', { field: 'Idempotency-Key', message })
  }
  return { ...JSON.parse(row.answer), replayed: true }
}

/** Keeps an answer, and forgets those older than a day. */
function saveAnswer(
  sql: SqlStorage,
  key: string,
  digest: string,
  answer: Receipt,
  now: number,
): void {
  sql.exec('DELETE FROM answers WHERE at <= ?', now - DAY)
  sql.exec(
    'INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)',
    key,
    digest,
    JSON.stringify(answer),
    now,
  )
}
