/** Finds where front matter starts and ends in a source, in each of the ways that blogs write it. */

import { Refusal } from '../refusal.ts'
import { isLonger, shown } from './text.ts'

/** The longest front matter, in bytes. */
export const MAX_FRONT_MATTER = 65_536

export interface Block {
  format: 'yaml' | 'toml' | 'json'
  /** What stands between the fences, with `\n` line ends. */
  text: string
  /** 1-based line of the source where `text` starts. */
  line: number
}

export interface Split {
  /** null when the source has no front matter. */
  block: Block | null
  body: string
  bodyLine: number
}

const LEAD = /^[\s\u200b-\u200d\u2060\ufeff]{0,4096}/
const OPEN = /(---|\+\+\+|;;;)[ \t]*(?:([A-Za-z][\w+-]*)[ \t]*)?(?=[\r\n]|$)/y
const CLOSE = {
  '---': /[\r\n](?:---|\.\.\.)[ \t]*(?=[\r\n]|$)/g,
  '+++': /[\r\n]\+\+\+[ \t]*(?=[\r\n]|$)/g,
  ';;;': /[\r\n];;;[ \t]*(?=[\r\n]|$)/g,
}
const LANGUAGES: Record<string, Block['format']> = {
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  json: 'json',
}
// A first line that can only be a field; prose below a thematic break seldom starts like that.
const FIELD =
  /^(?:\r\n|\r|\n)(?:#.*(?:\r\n|\r|\n))*(?:["']?[\p{L}\p{N}_.-]+["']?[ \t]*(?::(?!\/\/)|=)|\w+：)/u
// Hexo also takes front matter that only ends with a fence, as YAML or as JSON without its braces.
const UNOPENED =
  /^(?:(?:title|date|layout|tags|categories|comments|updated|permalink):[ \t]|"\w+"[ \t]*:)/

/** Splits a source. Refusals: `bad-front-matter` for an unclosed fence or an unknown language, `too-large`. */
export function splitSource(text: string): Split {
  const start = LEAD.exec(text)?.[0].length ?? 0
  OPEN.lastIndex = start
  const open = OPEN.exec(text)
  if (open) return fenced(text, start, open)
  if (/^\{\s*["}]/.test(text.slice(start, start + 4096))) return braced(text, start)
  if (UNOPENED.test(text.slice(start, start + 40))) return unopened(text, start)
  return none(text)
}

function fenced(text: string, start: number, open: RegExpExecArray): Split {
  const fence = open[1] as keyof typeof CLOSE
  const from = start + open[0].length
  const close = CLOSE[fence]
  close.lastIndex = from
  const end = close.exec(text)
  const line = lineAt(text, start)
  if (!end) {
    if (!FIELD.test(text.slice(from, from + 4096))) return none(text)
    throw new Refusal('bad-front-matter', {
      message: `The front matter that opens on line ${line} is never closed.`,
      line,
      hint: `Write ${fence} on a line of its own after the last field.`,
    })
  }
  const word = open[2]?.toLowerCase()
  const usual = { '---': 'yaml', '+++': 'toml', ';;;': 'json' } as const
  const format = word === undefined ? usual[fence] : LANGUAGES[word]
  if (!format) {
    throw new Refusal('bad-front-matter', {
      message: `Front matter in "${shown(open[2] ?? '')}" is not understood.`,
      line,
      hint: 'Write it as YAML between --- lines, as TOML between +++ lines, or as JSON.',
    })
  }
  const next = afterLineEnd(text, from)
  return split(text, format, next, Math.max(next, end.index + 1), end.index + end[0].length)
}

/** JSON that starts with `{` ends with the brace that closes it. */
function braced(text: string, start: number): Split {
  let depth = 0
  const part = /["{}]/g
  part.lastIndex = start
  for (
    let hit = part.exec(text);
    hit && hit.index - start <= MAX_FRONT_MATTER;
    hit = part.exec(text)
  ) {
    if (hit[0] === '"') part.lastIndex = stringEnd(text, hit.index)
    else depth += hit[0] === '{' ? 1 : -1
    if (depth === 0) return split(text, 'json', start, hit.index + 1, hit.index + 1)
  }
  throw new Refusal('bad-front-matter', {
    message: 'The JSON front matter is never closed.',
    line: lineAt(text, start),
    hint: 'Write } after the last field, and close every quote.',
  })
}

function stringEnd(text: string, quote: number): number {
  const part = /["\\]/g
  part.lastIndex = quote + 1
  for (let hit = part.exec(text); hit; hit = part.exec(text)) {
    if (hit[0] === '"') return part.lastIndex
    part.lastIndex++ // whatever a backslash escapes
  }
  return text.length
}

function unopened(text: string, start: number): Split {
  const end = /(?<=[\r\n])(---|;;;)[ \t]*(?=[\r\n]|$)/g
  end.lastIndex = start
  const close = end.exec(text)
  if (!close || close.index - start > MAX_FRONT_MATTER) return none(text)
  const lines = text
    .slice(start, close.index)
    .trimEnd()
    .split(/\r\n|\r|\n/)
  // A paragraph with a rule below it is a heading: fields they must be, and more than one.
  const json = close[1] === ';;;'
  const field = json ? /^\s*(?:"\w+"[ \t]*:|[\]}]|"|$)/ : /^(?:\w+:(?:\s|$)|\s|-\s|#|$)/
  if (lines.length < 2 || !lines.every((line) => field.test(line))) return none(text)
  return split(text, json ? 'json' : 'yaml', start, close.index, close.index + close[0].length)
}

function split(
  text: string,
  format: Block['format'],
  from: number,
  to: number,
  end: number,
): Split {
  const inner = text.slice(from, to)
  if (isLonger(inner, MAX_FRONT_MATTER)) {
    throw new Refusal('too-large', {
      message: `The front matter is longer than ${MAX_FRONT_MATTER} bytes.`,
      line: lineAt(text, from),
      hint: 'Is the closing fence missing?',
    })
  }
  const body = afterLineEnd(text, end)
  const block = { format, text: inner.replace(/\r\n?/g, '\n'), line: lineAt(text, from) }
  return { block, body: text.slice(body), bodyLine: lineAt(text, body) }
}

const none = (text: string): Split => ({ block: null, body: text, bodyLine: 1 })

const lineAt = (text: string, at: number): number =>
  (text.slice(0, at).match(/\r\n|\r|\n/g)?.length ?? 0) + 1

function afterLineEnd(text: string, at: number): number {
  if (text[at] === '\r' && text[at + 1] === '\n') return at + 2
  return text[at] === '\r' || text[at] === '\n' ? at + 1 : at
}
