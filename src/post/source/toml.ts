/** TOML front matter, as Hugo writes it between `+++` lines. */

import { parse, TomlDate, TomlError } from 'smol-toml'
import { Refusal } from '../refusal.ts'
import type { Entry } from './entry.ts'
import type { Block } from './fences.ts'

/** The fields of a TOML block. Refusals: `bad-front-matter` with line, column and hint. */
export function parseToml(block: Block): Entry[] {
  const lines = linesOf(block)
  return Object.entries(read(block)).map(([name, value]) => {
    return { name, value, written: asWritten(value), line: lines.get(name) ?? block.line }
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
      .split(/\.*\n/)
    throw new Refusal('bad-front-matter', {
      message: `The TOML front matter cannot be read: ${what}.`,
      line: block.line + error.line - 1,
      column: error.column,
      hint: 'Write key = "value": text in quotes, dates as 2014-11-16T10:00:00+08:00, lists in [ ].',
    })
  }
}

/** Where each key first stands, as `key =`, `key.more =` or `[key]`. */
function linesOf(block: Block): Map<string, number> {
  const lines = new Map<string, number>()
  block.text.split('\n').forEach((line, n) => {
    const name = /^\s*(?:\[{1,2}\s*)?(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*[=.\]]/.exec(line)
    const key = name?.[1] ?? name?.[2] ?? name?.[3]
    if (key !== undefined && !lines.has(key)) lines.set(key, block.line + n)
  })
  return lines
}

function asWritten(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(asWritten)
  return typeof value === 'object' && value !== null ? value : String(value)
}
