/** Answers of the author API, checked against the schemas they are described by. */

import type { Fault } from '../../src/post/refusal.ts'
import { check, type Schema, type Value } from '../../src/routes/author/schema.ts'
import {
  PostList,
  PostWithSource,
  Receipt,
  Revisions,
  Status,
} from '../../src/routes/author/schemas.ts'

/** The body of an answer. Throws when it is not what the schema says. */
async function read<Type>(answer: Response, schema: Schema<Type>): Promise<Type> {
  return check(schema, await answer.json())
}

export const receiptOf = (answer: Response): Promise<Value<typeof Receipt>> => read(answer, Receipt)
export const postOf = (answer: Response): Promise<Value<typeof PostWithSource>> =>
  read(answer, PostWithSource)
export const listOf = (answer: Response): Promise<Value<typeof PostList>> => read(answer, PostList)
export const revisionsOf = (answer: Response): Promise<Value<typeof Revisions>> =>
  read(answer, Revisions)
export const statusOf = (answer: Response): Promise<Value<typeof Status>> => read(answer, Status)

/** The first thing that is wrong, and the problem's type and ETag. */
export async function problemOf(
  answer: Response,
): Promise<Partial<Fault> & { type: string; etag?: string }> {
  const { type, etag, errors } = (await answer.json()) as {
    type: string
    etag?: string
    errors: Fault[]
  }
  return { type, ...(etag && { etag }), ...errors[0] }
}
