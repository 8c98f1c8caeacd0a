/** TOML front matter, as Hugo writes it between `+++` lines. */

import { parse, TomlDate, TomlError } from 'smol-toml'
import type { Block } from './fences.ts'
import type { Entry } from './front-matter.ts'
import { Refusal } from './refusal.ts'

/** The fields of a TOML block. Refusals: `bad-front-matter` with line, column and hint. */
export function parseToml(block: Block): Entry[] {
  const lines = block.text.split('\n')
  return Object.entries(read(block)).map(([name, value]) => {
    const at = lines.findIndex((line) => opens(line, name))
    return { name, value, written: asWritten(value), line: block.line + Math.max(at, 0) }
  })
}

function read(block: Block): Record<string, unknown> {
  try {
    return parse(block.text, {
      maxDepth: 32,
      unsafeKeyBehaviour: 'drop',
      integersAsBigInt: 'asNeeded',
    })
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    // The message goes on with a drawing of the place.
    const [what = 'Invalid TOML'] = error.message
      .replace(/^Invalid TOML document: /, '')
      .split('\n')
    throw new Refusal('bad-front-matter', {
      message: `The TOML front matter cannot be read: ${what}.`,
      line: block.line + error.line - 1,
      column: error.column,
      hint: 'Write key = "value": text in quotes, dates as 2014-11-16T10:00:00+08:00, lists in [ ].',
    })
  }
}

/** Does the line start the key, as `key =` or as `[key]`? */
function opens(line: string, name: string): boolean {
  const text = line
    .trimStart()
    .replace(/^\[{1,2}\s*/, '')
    .replace(/^["']/, '')
  return text.startsWith(name) && /^["']?\s*[=.\]]/.test(text.slice(name.length))
}

function asWritten(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(asWritten)
  return typeof value === 'object' && value !== null ? value : String(value)
}
