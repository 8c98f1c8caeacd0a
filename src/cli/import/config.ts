/** The old site's configuration, whatever its format, looked up by dotted names. */

import { Refusal } from '../../post/refusal.ts'
import { parseFrontMatter } from '../../post/source/front-matter.ts'
import { explainFault } from '../place.ts'
import type { Site } from './site.ts'

export class Config {
  readonly #values: Record<string, unknown>
  /** Where it was read; null when there was none. */
  readonly path: string | null

  constructor(path: string | null, values: Record<string, unknown>) {
    this.path = path
    this.#values = values
  }

  /** The value of `permalinks.posts`, in any case of its letters, as Hugo has it; undefined when it is not set. */
  value(name: string): unknown {
    let value: unknown = this.#values
    for (const key of name.split('.')) {
      if (typeof value !== 'object' || value === null) return undefined
      const found = Object.keys(value).find((each) => each.toLowerCase() === key.toLowerCase())
      value = found === undefined ? undefined : new Map(Object.entries(value)).get(found)
    }
    return value
  }

  /** Null for what is no text, number or yes or no. */
  text(name: string): string | null {
    const value = this.value(name)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null
  }

  /** An IANA time zone; null when none is set, or one that nobody knows. */
  zone(name: string): string | null {
    const zone = this.text(name)
    try {
      return zone && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    } catch {
      return null // RangeError: not a time zone
    }
  }
}

/** The first of the files that is there. Throws an error that names file and line when it cannot be read. */
export function readConfig(site: Site, names: string[]): Config {
  const path = names.find((name) => site.paths.includes(name))
  if (path === undefined) return new Config(null, {})
  const format = /\.toml$/.test(path) ? 'toml' : /\.json$/.test(path) ? 'json' : 'yaml'
  const text = new TextDecoder()
    .decode(site.read(path))
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n/, '')
  try {
    const entries = parseFrontMatter({ format, text, line: 1 })
    return new Config(path, Object.fromEntries(entries.map(({ name, value }) => [name, value])))
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    const [{ line = 1, ...fault } = { message: '' }] = cause.data.errors
    throw new Error(`${path}:${line}: ${explainFault(fault)}`, { cause })
  }
}
