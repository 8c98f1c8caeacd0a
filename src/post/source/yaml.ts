/** YAML and JSON front matter: parsed by `yaml` in the core schema, so that dates stay strings. */

import { type Document, isMap, isScalar, isSeq, Lexer, parseDocument, type YAMLMap } from 'yaml'
import { Refusal } from '../refusal.ts'
import type { Block } from './fences.ts'
import type { Entry } from './front-matter.ts'
import { explain } from './yaml-hints.ts'
import { indentQuoted } from './yaml-quotes.ts'

// `uniqueKeys` compares every key with every other; a key that is a list takes exponential time to name.
const OPTIONS = {
  merge: true,
  logLevel: 'error',
  prettyErrors: false,
  uniqueKeys: false,
  stringKeys: true,
} as const

const MAX_TOKENS = 20_000
const MAX_ALIASES = 50

/** The fields of a block. Refusals: `bad-front-matter` with line, column and hint; `too-complex`. */
export function parseYaml(block: Block): Entry[] {
  if (block.text.length > MAX_TOKENS && tokensIn(block.text) > MAX_TOKENS) throw tooComplex(block)

  let doc = parse(block.text)
  if (faultOf(doc)) {
    // Ruby takes a quoted value that goes on in an unindented line, and so do the blogs it built.
    const second = parse(indentQuoted(block.text))
    const fault = faultOf(second) && faultOf(doc)
    if (fault?.code === 'RESOURCE_EXHAUSTION') throw tooComplex(block)
    if (fault) {
      const code = fault.message.startsWith('Missing closing') ? 'OPEN_QUOTE' : fault.code
      throw new Refusal('bad-front-matter', explain(block, fault.pos[0], code))
    }
    doc = second
  }
  if (doc.contents === null || (isScalar(doc.contents) && doc.contents.value === null)) return []
  if (!isMap(doc.contents)) throw new Refusal('bad-front-matter', explain(block, 0, 'NO_FIELDS'))
  return entriesOf(doc.contents, toValues(doc, block), block)
}

function tokensIn(text: string): number {
  let count = 0
  for (const _ of new Lexer().lex(text)) count++
  return count
}

const parse = (text: string): Document => parseDocument(text, OPTIONS)

// An unknown `!tag` is only a warning to the parser, but it swallows a word of the author's.
const faultOf = (doc: Document) => doc.errors[0] ?? doc.warnings[0]

function toValues(doc: Document, block: Block): Record<string, unknown> {
  try {
    return doc.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (cause) {
    // An alias without its anchor, too many of them, or a merge of what is not a map.
    const message = cause instanceof Error ? cause.message : ''
    if (message.startsWith('Excessive')) throw tooComplex(block)
    const star = /[:\-[,]\s*\*/.exec(block.text)?.index ?? 0
    throw new Refusal('bad-front-matter', explain(block, star, 'BAD_ALIAS'))
  }
}

function entriesOf(map: YAMLMap, values: Record<string, unknown>, block: Block): Entry[] {
  const rest = new Set(Object.keys(values))
  const entries: Entry[] = []
  let line = block.line
  let at = 0
  for (const { key, value: node } of map.items) {
    if (!isScalar(key)) continue
    const start = key.range?.[0] ?? at
    while (at < start) if (block.text[at++] === '\n') line++
    const name = String(key.value)
    if (!Object.hasOwn(values, name)) continue
    rest.delete(name)
    const value = values[name]
    const remark = isScalar(node) && node.type === 'PLAIN' ? node.comment : null
    entries.push({ name, value, written: asWritten(node, value), line, ...(remark && { remark }) })
  }
  // What `<<` brought in.
  for (const name of rest) {
    entries.push({ name, value: values[name], written: values[name], line: block.line })
  }
  return entries
}

/** `title: 1.10` means the text "1.10": numbers and booleans as they were spelled, one list deep or more. */
function asWritten(node: unknown, value: unknown): unknown {
  if (isScalar(node)) {
    if (value instanceof Uint8Array) return new TextDecoder().decode(value) // `!!binary`, of old Octopress
    return typeof value === 'string' || value === null ? value : (node.source ?? String(value))
  }
  if (isSeq(node) && Array.isArray(value)) {
    return node.items.map((item, n) => asWritten(item, value[n]))
  }
  return value
}

function tooComplex(block: Block): Refusal {
  return new Refusal('too-complex', {
    message: 'The front matter nests too deep or repeats too much.',
    line: block.line,
  })
}
