/** The headers and parameters that any write may carry: preconditions, an idempotency key, a dry run. */

import type { Conditions } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'

/** RFC 9110, section 8.8.3. */
const TAGS =
  /^\s*(W\/)?"[\x21\x23-\x7e\x80-\uffff]*"\s*(,\s*(W\/)?"[\x21\x23-\x7e\x80-\uffff]*"\s*)*$/
const TAG = /(W\/)?"([^"]*)"/g

/** If-Match, If-None-Match and Idempotency-Key of a write. Throws `bad-request` when they cannot be read. */
export function readConditions(headers: Headers): Conditions {
  const conditions: Conditions = readIdempotencyKey(headers)
  const match = headers.get('If-Match')
  if (match !== null) conditions.ifMatch = match.trim() === '*' ? '*' : strongTags(match)
  const none = headers.get('If-None-Match')
  if (none !== null && none.trim() !== '*') {
    const message = 'A write takes "If-None-Match: *" only: create, but do not replace.'
    throw new Refusal('bad-request', { field: 'If-None-Match', message })
  }
  if (none !== null) conditions.ifNoneMatch = '*'
  return conditions
}

/** A weak tag never matches here (section 13.1.1), so it is left out. */
function strongTags(header: string): string[] {
  if (!TAGS.test(header)) {
    const message = 'If-Match takes ETags in double quotes, separated by commas, or *.'
    throw new Refusal('bad-request', { field: 'If-Match', message })
  }
  return [...header.matchAll(TAG)].flatMap(([, weak, tag]) => (weak ? [] : (tag ?? [])))
}

/** Does the client hold this version already? Weak comparison (section 13.1.2). */
export function isHeld(headers: Headers, etag: string): boolean {
  const held = headers.get('If-None-Match')
  if (held === null) return false
  return held.trim() === '*' || [...held.matchAll(TAG)].some(([, , tag]) => tag === etag)
}

function readIdempotencyKey(headers: Headers): { idempotencyKey?: string } {
  const key = headers.get('Idempotency-Key')
  if (key === null) return {}
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    const message = 'An Idempotency-Key has 1 to 255 printable ASCII characters.'
    throw new Refusal('bad-request', { field: 'Idempotency-Key', message })
  }
  return { idempotencyKey: key }
}

/** `?dry_run=1`. A spelling that is not known is refused, since guessing wrong would write. */
export function isDryRun(request: Request): boolean {
  const value = new URL(request.url).searchParams.get('dry_run')
  if (value === null || value === '0' || value === 'false') return false
  if (value === '1' || value === 'true') return true
  throw new Refusal('bad-request', { field: 'dry_run', message: 'dry_run is 1 or 0.' })
}
