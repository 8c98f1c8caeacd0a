/** JSON bodies: read, then checked by a schema whose every complaint names its field. */

import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'
import { type Fault, Refusal } from '../../post/refusal.ts'
import { MAX_JSON, readBody } from './body.ts'

/** The value of a JSON body. Throws `bad-encoding` or `bad-request`, with line and column. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBody(request, MAX_JSON)
  const text = decode(bytes)
  try {
    return JSON.parse(text)
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? []
    throw new Refusal('bad-request', {
      field: 'body',
      message: text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.',
      ...(line && column && { line: Number(line), column: Number(column) }),
    })
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw new Refusal('bad-encoding', { field: 'body', message: 'The body is not UTF-8.' })
  }
}

/** The value as the schema has it. Throws `bad-field` with every field that is wrong. */
export function check<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const result = safeParse(schema, value)
  if (result.success) return result.data
  throw new Refusal('bad-field', result.error.issues.map(toFault))
}

type Issue = z.core.$ZodIssue

function toFault(issue: Issue): Fault {
  const field = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? ''
    return {
      field: [field, name].filter(Boolean).join('.'),
      message: `"${name}" is not known here.`,
    }
  }
  return {
    field: field || 'body',
    message: `${field || 'The body'} must be ${expectation(issue)}.`,
  }
}

function expectation(issue: Issue): string {
  // A schema may say it in its own words, as unions have to.
  if (issue.message && issue.message !== 'Invalid input') return issue.message
  if (issue.code === 'invalid_type') return NAMES[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ')
  if (issue.code === 'too_small') return `at least ${issue.minimum}`
  if (issue.code === 'too_big') return `at most ${issue.maximum}`
  return 'something else'
}

const NAMES: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  object: 'an object',
}
