/**
 * Schemas: one value checks, types and describes what the author API takes and gives. They are JSON Schema as
 * OpenAPI 3.1 has it, as much of it as is needed here, so nothing has to be translated or kept in step.
 */

import { type Fault, Refusal } from '../../post/refusal.ts'

export interface JsonSchema {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'array' | 'object'
  format?: string
  enum?: readonly string[]
  minimum?: number
  maximum?: number
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  anyOf?: JsonSchema[]
}

declare const shape: unique symbol

/** A schema for values of a type. */
export type Schema<Type> = JsonSchema & { readonly [shape]?: Type }
export type Value<Each> = Each extends Schema<infer Type> ? Type : never
type Shape = Record<string, Schema<unknown>>
type Required<Fields> = { [Name in keyof Fields]: Value<Fields[Name]> }

export const text: Schema<string> = { type: 'string' }
export const address: Schema<string> = { type: 'string', format: 'uri' }
export const time: Schema<string> = { type: 'string', format: 'date-time' }
export const flag: Schema<boolean> = { type: 'boolean' }
export const number: Schema<number> = { type: 'number' }
export const integer = (limits: { minimum?: number; maximum?: number } = {}): Schema<number> => {
  return { type: 'integer', ...limits }
}
export const choice = <const Name extends string>(...names: Name[]): Schema<Name> => {
  return { type: 'string', enum: names }
}
export const list = <Item>(items: Schema<Item>): Schema<Item[]> => ({ type: 'array', items })
export const either = <A, B>(a: Schema<A>, b: Schema<B>): Schema<A | B> => ({ anyOf: [a, b] })
export const nullable = <Type>(schema: Schema<Type>): Schema<Type | null> =>
  either<Type, null>(schema, { type: 'null' })
export const record = <Name extends string, Item>(
  item: Schema<Item>,
): Schema<Record<Name, Item>> => ({ type: 'object', additionalProperties: item })

/** An object with these fields. With `open`, unknown ones are taken as they are. */
export function object<Needed extends Shape, Optional extends Shape = Record<never, never>>(
  needed: Needed,
  optional?: Optional,
  open = false,
): Schema<Required<Needed> & Partial<Required<Optional>>> {
  const properties = { ...needed, ...optional }
  return {
    type: 'object',
    properties,
    required: Object.keys(needed),
    additionalProperties: open,
  }
}

/** The value as the schema's type. Throws `bad-field` with every field that is wrong. */
export function check<Type>(schema: Schema<Type>, value: unknown): Type {
  const faults = faultsOf(schema, value, '')
  if (faults.length > 0) throw new Refusal('bad-field', faults)
  return value as Type
}

/** The same for a query, in which numbers come as text. */
export function checkQuery<Type>(schema: Schema<Type>, query: Record<string, string>): Type {
  const known = Object.entries(query).filter(([name]) => schema.properties?.[name])
  const values = known.map(([name, value]) => {
    const isNumber = schema.properties?.[name]?.type === 'integer' && /^\d{1,15}$/.test(value)
    return [name, isNumber ? Number(value) : value]
  })
  return check(schema, Object.fromEntries(values))
}

function faultsOf(schema: JsonSchema, value: unknown, field: string): Fault[] {
  const fits = schema.anyOf
    ? schema.anyOf.some((each) => faultsOf(each, value, field).length === 0)
    : isOf(schema, value)
  if (!fits)
    return [
      { field: field || 'body', message: `${field || 'The body'} must be ${nameOf(schema)}.` },
    ]
  if (schema.type === 'array') {
    return (value as unknown[]).flatMap((item, i) =>
      faultsOf(schema.items ?? {}, item, `${field}[${i}]`),
    )
  }
  return schema.type === 'object' ? faultsOfFields(schema, value as object, field) : []
}

function faultsOfFields(schema: JsonSchema, value: object, field: string): Fault[] {
  const { properties = {}, required = [], additionalProperties: more = true } = schema
  const path = (name: string) => (field ? `${field}.${name}` : name)
  const missing = required.filter((name) => !Object.hasOwn(value, name))
  const faults: Fault[] = missing.map((name) => ({
    field: path(name),
    message: `${path(name)} is missing.`,
  }))
  for (const [name, each] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : more
    if (typeof known === 'object') faults.push(...faultsOf(known, each, path(name)))
    else if (known !== true)
      faults.push({ field: path(name), message: `${path(name)} is not known here.` })
  }
  return faults
}

function isOf(
  { type, format, enum: names, minimum, maximum }: JsonSchema,
  value: unknown,
): boolean {
  if (type === undefined) return true
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  if (type === 'string') {
    if (typeof value !== 'string') return false
    return format === 'date-time'
      ? !Number.isNaN(Date.parse(value))
      : (names?.includes(value) ?? true)
  }
  if (type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return false
  return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity)
}

/** What is asked for, in words. */
function nameOf({ type, enum: names, minimum, maximum, items, anyOf }: JsonSchema): string {
  if (anyOf) return anyOf.map(nameOf).join(' or ')
  if (names) return names.join(' or ')
  if (type === 'array') return items ? `a list of ${nameOf(items)}` : 'a list'
  if (type !== 'integer' && type !== 'number') return NAMES[type ?? 'null']
  const from = minimum === undefined ? '' : ` from ${minimum}`
  const to = maximum === undefined ? '' : ` to ${maximum}`
  return (type === 'integer' ? 'a whole number' : 'a number') + from + to
}

const NAMES = { string: 'text', boolean: 'true or false', object: 'an object', null: 'null' }
