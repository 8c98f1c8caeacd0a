/** Preconditions of a write (RFC 9110, section 13.1), checked inside the transaction that writes. */

import { Refusal } from '../post/refusal.ts'
import type { PostRow } from './posts.ts'
import type { Conditions } from './protocol.ts'

/** Throws `precondition-failed` with the current ETag. A removed post counts as one that does not exist. */
export function checkConditions(
  row: PostRow | null,
  { ifMatch, ifNoneMatch }: Conditions,
  slug: string,
): void {
  const exists = row !== null && row.status !== 'gone'
  if (ifNoneMatch && exists) {
    const message = `There is a post "${slug}" already. Send If-Match with its ETag to replace it.`
    throw new Refusal('precondition-failed', { field: 'If-None-Match', message }, row.etag)
  }
  if (!ifMatch) return
  if (!exists) {
    const message = `There is no post "${slug}" for If-Match to match.`
    throw new Refusal('precondition-failed', { field: 'If-Match', message })
  }
  if (ifMatch !== '*' && !ifMatch.includes(row.etag)) {
    const message = `"${slug}" was changed since you read it. Fetch it, merge, and send its new ETag.`
    throw new Refusal('precondition-failed', { field: 'If-Match', message }, row.etag)
  }
}
