/** Says in an author's words what is wrong with a line of YAML and what to write instead. */

import type { Block } from './fences.ts'
import type { Fault } from './refusal.ts'
import { openQuote } from './yaml-quotes.ts'

const PAIR = /^(\s*(?:- +)?)([\p{L}\p{N}_.-]+)[ \t]*:[ \t]+(\S.*?)\s*$/u

/** The fault at an offset of the block's text, for an error code of `yaml` or `NO_FIELDS`. */
export function explain(block: Block, offset: number, code: string): Fault {
  const lines = block.text.split('\n')
  const before = block.text.slice(0, offset).split('\n')
  let at = Math.min(before.length - 1, lines.length - 1)
  let column = (before.at(-1)?.length ?? 0) + 1
  // The parser notices at the end what began above: a quote or a bracket that stays open.
  const began = culprit(lines, at, code)
  if (began !== null) {
    at = began
    column = (lines[at]?.search(/\S/) ?? 0) + 1
  }
  const line = lines[at] ?? ''
  const [message, hint] = advise(line, code, block.format)
  return { message, line: block.line + at, column, hint }
}

function culprit(lines: string[], at: number, code: string): number | null {
  while (at > 0 && (lines[at] ?? '').trim() === '') at--
  const wide = lines.findIndex((line) => /^\s*[\w-]+：/.test(line))
  if (wide >= 0 && wide <= at + 1) return wide
  if (code === 'MISSING_CHAR') return openQuote(lines, at)
  const flow = /^(?:.*[:-]\s+|\s*)[[{]/
  if (code === 'BAD_INDENT' || code === 'BLOCK_IN_FLOW')
    return lines.slice(0, at + 1).findLastIndex((line) => flow.test(line))
  return null
}

/** What is wrong, and what to write. */
function advise(line: string, code: string, format: Block['format']): [string, string] {
  const [, lead = '', key = '', value = ''] = PAIR.exec(line) ?? []
  const name = key && `"${key}"`
  if (format === 'json') {
    return [
      'The JSON front matter cannot be read.',
      'Check the quotes, commas and braces of this line.',
    ]
  }
  const wide = /^\s*([\w-]+)：\s*(.*?)\s*$/.exec(line)
  if (wide) {
    return [
      `The colon after "${wide[1]}" is a full-width one.`,
      `Write ${wide[1]}: ${wide[2]} with an ASCII colon and a space.`,
    ]
  }
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) {
    return ['A tab indents this line.', 'Indent with spaces; YAML takes no tabs there.']
  }
  const close =
    /^\s*(?:- +)?([\w-]+):(?=[^\s:/])(.*)$/.exec(line) ??
    /^\s*([\w-]+):[\u00a0\u3000]+(.*)$/.exec(line)
  if (close)
    return [
      `No space follows the colon of "${close[1]}".`,
      `Write ${close[1]}: ${close[2]?.trim()}`,
    ]
  if (code === 'MISSING_CHAR' && /^["']/.test(value)) {
    const quote = value[0] === '"' ? 'double' : 'single'
    return [
      `The ${quote} quote of ${name} is never closed.`,
      `Close it, or write ${lead}${key}: ${quoted(value.slice(1))}`,
    ]
  }
  if (code === 'BAD_ALIAS')
    return [
      'A value that starts with * refers to an anchor that is not there.',
      'Put the value in quotes.',
    ]
  if (value !== '')
    return [
      `The value of ${name} cannot be read as YAML.`,
      `Put it in quotes: ${lead}${key}: ${quoted(value)}`,
    ]
  return [
    'The front matter is not a list of fields.',
    'Write one "key: value" a line, all in the same column. A rule at the top of a text is written ***.',
  ]
}

const quoted = (value: string): string =>
  /["\\]/.test(value) ? `'${value.replaceAll("'", "''")}'` : `"${value}"`
