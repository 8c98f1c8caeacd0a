/** A post that comes as JSON: its source, or its front matter as fields. */

import { Refusal } from '../../post/refusal.ts'
import { checkFileName } from './file-name.ts'
import { check, type Value } from './schema.ts'
import { FieldsBody, SourceBody } from './schemas.ts'

export interface JsonDraft {
  source: Uint8Array
  slug?: string
  name?: string
  stored?: Record<string, string>
}

/** Throws `bad-field` naming the field. */
export function readJsonDraft(body: unknown): JsonDraft {
  if (typeof body === 'object' && body !== null && 'source' in body) {
    return fromSource(check(SourceBody, body))
  }
  const { markdown, name, ...fields } = check(FieldsBody, body)
  return { source: encode(toSource(fields, markdown), 'markdown'), ...named(name) }
}

/** Throws `bad-encoding`, or `bad-field` for the file's name. */
export function fromSource({ source, slug, name, stored }: Value<typeof SourceBody>): JsonDraft {
  return {
    source: encode(source, 'source'),
    ...(slug && { slug }),
    ...named(name),
    ...(stored && { stored }),
  }
}

const named = (name: string | undefined): { name?: string } =>
  name ? { name: checkFileName(name, 'name') } : {}

function encode(text: string, field: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text)
  const message = `${field} holds half of a surrogate pair, which no UTF-8 can hold.`
  throw new Refusal('bad-encoding', { field, message })
}

/** Front matter is YAML, and JSON values are YAML as they stand. */
function toSource(fields: Record<string, unknown>, markdown: string): string {
  const lines = Object.entries(fields).map(
    ([name, value]) => `${key(name)}: ${json(value, name)}\n`,
  )
  return lines.length === 0 ? markdown : `---\n${lines.join('')}---\n\n${markdown}`
}

const key = (name: string): string =>
  /^[a-z][a-z0-9_-]*$/.test(name) ? name : JSON.stringify(name)

function json(value: unknown, field: string): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal('too-complex', { field, message: `${field} is nested too deeply.` })
  }
}
