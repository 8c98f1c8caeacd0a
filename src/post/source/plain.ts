/** Values of unknown fields as plain data, fit for JSON, bounded in depth and number. */

const MAX_DEPTH = 32
const MAX_VALUES = 10_000
const MAX_CHARACTERS = 200_000

/** Thrown when a value nests deeper or holds more than a front matter may. */
export class UnboundedError extends Error {
  override readonly name = 'UnboundedError'
}

/**
 * The value as JSON could hold it: dates as text, what JSON has no word for as text or null, `__proto__` left
 * out. Throws an UnboundedError, also for a value that contains itself.
 */
export function plain(
  value: unknown,
  budget = { values: MAX_VALUES, characters: MAX_CHARACTERS },
  depth = 0,
): unknown {
  if (typeof value === 'string') budget.characters -= value.length
  if (depth > MAX_DEPTH || --budget.values < 0 || budget.characters < 0)
    throw new UnboundedError('Too deep or too much.')
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value) // no -0
  if (typeof value !== 'object') return typeof value === 'boolean' ? value : String(value)
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Set) return plain([...value], budget, depth)
  if (Array.isArray(value)) return value.map((each) => plain(each, budget, depth + 1))
  const pairs = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(
    pairs
      .filter(([key]) => key !== '__proto__')
      .map(([key, each]) => [String(key).toWellFormed(), plain(each, budget, depth + 1)]),
  )
}
