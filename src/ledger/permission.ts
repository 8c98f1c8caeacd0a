/** What a writer may do, checked inside the transaction that does it. */

import { Refusal } from '../post/refusal.ts'
import type { Scope, Writer } from '../post/scopes.ts'
import type { PostRow } from './posts.ts'

/** Throws `forbidden` when the writer may not make `row` of what was there before. */
export function checkMay(
  may: readonly Scope[],
  old: PostRow | null,
  row: Pick<PostRow, 'status'>,
): void {
  const needed = old === null || old.status === 'gone' ? 'create' : 'update'
  if (may.includes(needed)) return
  const staysDraft = row.status === 'draft' && (old === null || old.status === 'draft')
  if (staysDraft && may.includes('draft')) return
  throw forbidden(needed)
}

/** Nobody gives away what they do not have. Throws `forbidden`. */
export function checkGrant({ may }: Writer, scopes: readonly Scope[]): void {
  const missing = scopes.find((scope) => !may.includes(scope))
  if (missing) throw forbidden(missing)
}

const forbidden = (scope: Scope): Refusal =>
  new Refusal('forbidden', {
    field: 'scope',
    message: `This token may not do that: it lacks the scope "${scope}".`,
  })
