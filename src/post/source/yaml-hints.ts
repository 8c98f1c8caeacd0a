/** Says in an author's words what is wrong with a line of YAML and what to write instead. */

import type { Fault } from '../refusal.ts'
import type { Block } from './fences.ts'
import type { YamlFaultCode } from './yaml-fault.ts'
import { openQuote } from './yaml-quotes.ts'

const PAIR = /^(\s*(?:- +)?)([\p{L}\p{N}_.-]+)[ \t]*:[ \t]+(\S.*)$/u
const INDENTED = /^\s+[\w-]+[ \t]*$/
const OPENS_FLOW = /^(?:.*[:-]\s+|\s*)[[{](?!.*[\]}][ \t]*$)/

/** The fault at an offset of the block's text. */
export function explain(block: Block, offset: number, fault: YamlFaultCode): Fault {
  const lines = block.text.split('\n')
  const before = block.text.slice(0, offset).split('\n')
  const noticed = before.length - 1
  const [at, code] = culprit(lines, before, fault)
  const line = (lines[at] ?? '').trimEnd()
  const column = at === noticed ? (before.at(-1)?.length ?? 0) + 1 : line.search(/\S|$/) + 1
  // The colon of `  tags: b` is one too many only since the field above has not ended.
  const isIndented = code === 'BAD_ENTRY' && INDENTED.test(line.slice(0, column - 1))
  const [message, hint] = block.format === 'json' ? JSON_ADVICE : advise(line, code, isIndented)
  return { message, line: block.line + at, column, hint }
}

/** The line to name, and what is wrong with it: the parser often notices only below what began above. */
function culprit(lines: string[], before: string[], code: YamlFaultCode): [number, YamlFaultCode] {
  let at = Math.min(before.length, lines.length) - 1
  while (at > 0 && (lines[at] ?? '').trim() === '') at--
  const wide = lines.findIndex((line) => /^\s*[\w-]+：/.test(line))
  if (wide >= 0 && wide <= at + 1) return [wide, code]
  if (code === 'OPEN') {
    const quote = openQuote(lines, at) ?? -1
    const bracket = lines.findLastIndex((line, n) => n <= at && OPENS_FLOW.test(line))
    if (bracket > quote) return [bracket, hasOpenQuote(lines[bracket]) ? 'OPEN_QUOTE' : code]
    return [quote < 0 ? Math.max(lines.findIndex(hasOpenQuote), 0) : quote, 'OPEN_QUOTE']
  }
  // A line without its colon joins the next one's key.
  const isColon = lines[at]?.[before.at(-1)?.length ?? 0] === ':'
  return [at > 0 && isColon && (code === 'BAD_KEY' || code === 'OUTSIDE') ? at - 1 : at, code]
}

const hasOpenQuote = (line = ''): boolean => line.split('"').length % 2 === 0

type Advice = [message: string, hint: string]

const JSON_ADVICE: Advice = [
  'The JSON front matter cannot be read.',
  'Check the quotes, commas and braces of this line.',
]

function advise(line: string, code: YamlFaultCode, isIndented: boolean): Advice {
  const wide = /^\s*([\w-]+)：\s*(.*)$/.exec(line)
  if (wide) {
    const hint = `Write ${wide[1]}: ${wide[2]} with an ASCII colon and a space.`
    return [`The colon after "${wide[1]}" is a full-width one.`, hint]
  }
  if (code === 'TAB' || /^ *\t/.test(line)) {
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
  if (isIndented) {
    return [
      `The field "${key || line.trim()}" is indented.`,
      'Start every field in the same column.',
    ]
  }
  if (code === 'OUTSIDE' && /^[\w-]+:\s/.test(line)) {
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

function adviseValue(key: string, value: string, code: YamlFaultCode): Advice {
  const first = value[0] ?? ''
  if (code === 'OPEN_QUOTE' && !/["']/.test(first)) {
    return ['A quote is never closed.', 'Close it on the same line.']
  }
  if (code === 'OPEN_QUOTE') {
    return [`The quote of "${key}" is never closed.`, `Close it: ${key}: ${quoted(value.slice(1))}`]
  }
  if (code === 'OPEN' && /[[{]/.test(first)) {
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
