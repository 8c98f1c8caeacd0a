/** Who speaks in this request, for the handlers that note it or depend on it. */

import type { Context } from 'hono'
import type { Draft } from '../../ledger/protocol.ts'
import type { Writer } from '../../post/scopes.ts'

export interface AuthorEnv {
  Bindings: Env
  Variables: { writer: Writer }
}

export type AuthorContext = Context<AuthorEnv>

/** The writer as every change of a post takes it. */
export function signature(c: AuthorContext): Pick<Draft, 'by' | 'may'> {
  const { name, may } = c.get('writer')
  return { by: name, may }
}
