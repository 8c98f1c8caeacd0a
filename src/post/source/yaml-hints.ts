/** Says in an author's words what is wrong with a line of YAML and what to write instead. */

import type { Fault } from '../refusal.ts'
import type { Block } from './fences.ts'
import { openQuote } from './yaml-quotes.ts'

/** An error code of `yaml`, or `OPEN_QUOTE`, `NO_FIELDS`, `BAD_ALIAS`. */
export type YamlCode = string

const PAIR = /^(\s*(?:- +)?)([\p{L}\p{N}_.-]+)[ \t]*:[ \t]+(\S.*)$/u
const KEY = /^\s+[\w-]+:(?:\s|$)/
const OPENS_FLOW = /^(?:.*[:-]\s+|\s*)[[{]/

/** The fault at an offset of the block's text. */
export function explain(block: Block, offset: number, code: YamlCode): Fault {
  const lines = block.text.split('\n')
  const before = block.text.slice(0, offset).split('\n')
  const noticed = before.length - 1
  const at = culprit(lines, noticed, code)
  const line = (lines[at] ?? '').trimEnd()
  const column = at === noticed ? (before.at(-1)?.length ?? 0) + 1 : line.search(/\S|$/) + 1
  const [message, hint] =
    block.format === 'json' ? JSON_ADVICE : advise(line, code, KEY.test(line) && at > 0)
  return { message, line: block.line + at, column, hint }
}

/** The line to name: the parser often notices only below what began above. */
function culprit(lines: string[], noticed: number, code: YamlCode): number {
  let at = Math.min(noticed, lines.length - 1)
  while (at > 0 && (lines[at] ?? '').trim() === '') at--
  const wide = lines.findIndex((line) => /^\s*[\w-]+：/.test(line))
  if (wide >= 0 && wide <= at + 1) return wide
  if (code === 'OPEN_QUOTE') {
    const odd = lines.findIndex((line) => line.split('"').length % 2 === 0)
    return openQuote(lines, at) ?? (odd < 0 ? at : odd)
  }
  if (code === 'BAD_INDENT')
    return Math.max(
      lines.findLastIndex((line, n) => n <= at && OPENS_FLOW.test(line)),
      0,
    )
  // `title: x` is in order by itself; an indented field below it makes the parser see "a: b: c".
  const next = lines[at + 1] ?? ''
  const value = PAIR.exec(lines[at] ?? '')?.[3] ?? ''
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/:\s/.test(value) && KEY.test(next)) return at + 1
  return at
}

type Advice = [message: string, hint: string]

const JSON_ADVICE: Advice = [
  'The JSON front matter cannot be read.',
  'Check the quotes, commas and braces of this line.',
]

function advise(line: string, code: YamlCode, isIndented: boolean): Advice {
  const wide = /^\s*([\w-]+)：\s*(.*)$/.exec(line)
  if (wide) {
    const hint = `Write ${wide[1]}: ${wide[2]} with an ASCII colon and a space.`
    return [`The colon after "${wide[1]}" is a full-width one.`, hint]
  }
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) {
    return ['A tab indents this line.', 'Indent with spaces; YAML takes no tabs there.']
  }
  const close = /^\s*(?:- +)?([\w-]+):([^\s:/].*|[\u00a0\u3000].*)$/.exec(line)
  if (close) {
    return [
      `No space follows the colon of "${close[1]}".`,
      `Write ${close[1]}: ${close[2]?.trim()}`,
    ]
  }
  const [, , key = '', value = ''] = PAIR.exec(line) ?? []
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && isIndented) {
    return [
      `The field "${key || line.trim()}" is indented.`,
      'Start every field in the same column.',
    ]
  }
  if (
    code === 'UNEXPECTED_TOKEN' &&
    /^[\w-]+:\s/.test(line) &&
    !/^["'[{*&!|>%@`\]}?-]/.test(value)
  ) {
    return [
      `The field "${key}" does not start in the same column as the one above.`,
      'Start every field in the same column.',
    ]
  }
  const hyphen = /^(\s*-)(\w.*)$/.exec(line)
  if (hyphen) return ['No space follows the hyphen.', `Write ${hyphen[1]} ${hyphen[2]}`]
  if (value !== '' && code !== 'NO_FIELDS') return adviseValue(key, value, code)
  return [
    'The front matter is not a list of fields.',
    'Write one "key: value" a line, all in the same column. A rule at the top of a text is written ***.',
  ]
}

function adviseValue(key: string, value: string, code: YamlCode): Advice {
  const first = value[0] ?? ''
  if (code === 'OPEN_QUOTE' && !/["']/.test(first)) {
    return ['A quote is never closed.', 'Close it on the same line.']
  }
  if (code === 'OPEN_QUOTE') {
    return [`The quote of "${key}" is never closed.`, `Close it: ${key}: ${quoted(value.slice(1))}`]
  }
  if (code === 'BAD_INDENT' && /[[{]/.test(first)) {
    const whole = `${key}: ${value}${first === '[' ? ']' : '}'}`
    return [
      `The bracket of "${key}" is never closed.`,
      `Close it: ${whole}, or put the value in quotes.`,
    ]
  }
  const inner =
    /["']/.test(first) && value.length > 2 && value.endsWith(first) ? value.slice(1, -1) : value
  return [
    `The value of "${key}" cannot be read as YAML.`,
    `Put it in quotes: ${key}: ${quoted(inner)}`,
  ]
}

const quoted = (value: string): string =>
  /["\\]/.test(value) ? `'${value.replaceAll("'", "''")}'` : `"${value}"`
