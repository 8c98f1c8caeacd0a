/** YAML and JSON front matter as a list of fields. */

import { Refusal } from '../refusal.ts'
import type { Entry } from './entry.ts'
import type { Block } from './fences.ts'
import { YamlFault } from './yaml-fault.ts'
import { explain } from './yaml-hints.ts'
import { composeYaml, type YamlPair } from './yaml-nodes.ts'
import { indentQuoted } from './yaml-quotes.ts'

/** The fields of a block. Refusals: `bad-front-matter` with line, column and hint; `too-complex`. */
export function parseYaml(block: Block): Entry[] {
  const first = attempt(block.text)
  if (!(first instanceof YamlFault)) return entriesOf(first, block.text, block.line)
  // Ruby takes a quoted value that goes on in an unindented line, and so do the blogs it built. The parser takes
  // no tab above or in brackets, where YAML does.
  const text = indentQuoted(block.text).replace(/[:,[{][ \t]+/g, (gap) => gap.replaceAll('\t', ' '))
  const second = attempt(text)
  if (!(second instanceof YamlFault)) return entriesOf(second, text, block.line)
  if (first.code === 'TOO_COMPLEX') {
    const message = 'The front matter nests too deep or repeats too much.'
    throw new Refusal('too-complex', { message, line: block.line })
  }
  throw new Refusal('bad-front-matter', explain(block, first.offset, first.code))
}

function attempt(text: string): YamlPair[] | YamlFault {
  try {
    return composeYaml(text)
  } catch (error) {
    if (error instanceof YamlFault) return error
    throw error
  }
}

function entriesOf(pairs: YamlPair[], text: string, firstLine: number): Entry[] {
  let line = firstLine
  let at = 0
  return pairs.map(({ name, offset, node: { value, written, remark } }) => {
    if (offset < at) [line, at] = [firstLine, 0] // what `<<` brought in stands last
    for (; at < offset; at++) if (text[at] === '\n') line++
    return { name, value, written, line, ...(remark && { remark }) }
  })
}
