/** What an operation of the author API is: its address, who may ask for it, what it takes and gives. */

import type { Scope } from '../../post/scopes.ts'
import type { JsonSchema } from './schema.ts'

/** Schemas by media type. */
export type Content = Record<string, object>

export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  summary: string
  /** One of these a token must have; none are needed when there are none. */
  scopes: Scope[]
  query?: JsonSchema
  headers?: string[]
  /** Does it take `dry_run`? */
  dry?: boolean
  body?: Content
  responses: Record<number, { description: string; content?: Content }>
}

export const json = (schema: JsonSchema): Content => ({ 'application/json': schema })
