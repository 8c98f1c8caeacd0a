/** Rewrites the words of a text, or its lines, and leaves its code alone. */

import { Composer, Mapped } from './mapped.ts'
import { scan } from './scan.ts'
import { type Conversion, type Converted, oneLine } from './tree.ts'

export interface Rewritten {
  text: Mapped
  conversions: Conversion[]
}

/** What a construct becomes, under the name that a report gives it; without a name it is not worth a report. */
export type Rewriting = Converted & { name?: string }

/** Replaces what matches among the words. `replace` gives null for what stays as it is. */
export function rewriteWords(
  source: Mapped,
  pattern: RegExp,
  replace: (match: RegExpExecArray, line: number) => Rewriting | null,
): Rewritten {
  const out = new Composer()
  const conversions: Conversion[] = []
  for (const { kind, text, at } of scan(source.text, null)) {
    let from = 0
    for (const match of kind === 'words' ? text.matchAll(pattern) : []) {
      const start = at + match.index
      const line = source.lineAt(start)
      const result = replace(match, line)
      if (result === null) continue
      out.add(source.slice(at + from, start), source.lineAt(at + from))
      put(out, result, line)
      note(conversions, result, line, match[0])
      from = match.index + match[0].length
    }
    out.add(source.slice(at + from, at + text.length), source.lineAt(at + from))
  }
  return { text: out.done(), conversions }
}

export interface Line {
  text: string
  /** In the author's file. */
  line: number
  /** Within a block of code, or a comment. */
  code: boolean
}

/** Replaces runs of lines. `replace` says what the lines from an index on become, and how many they are. */
export function rewriteLines(
  source: Mapped,
  replace: (lines: Line[], index: number) => (Rewriting & { count: number }) | null,
): Rewritten {
  const out = new Composer()
  const conversions: Conversion[] = []
  const lines = readLines(source)
  for (let index = 0; index < lines.length; ) {
    const { text, line } = lines[index] as Line
    const result = replace(lines, index)
    const end = index + (result?.count ?? 1)
    const isLast = end >= lines.length
    if (result) {
      note(conversions, result, line, text)
      put(out, result, line)
      if (!isLast && result.text !== '') out.add('\n', line)
    } else out.add(new Mapped(text + (isLast ? '' : '\n'), [line, line + 1]), line)
    index = end
  }
  return { text: out.done(), conversions }
}

function readLines(source: Mapped): Line[] {
  const lines = source.text
    .split('\n')
    .map((text, index): Line => ({ text, line: source.lines[index] ?? 1, code: false }))
  let index = 0
  let start = 0
  const next = () => {
    start += (lines[index]?.text.length ?? 0) + 1
    index++
  }
  for (const { kind, text, at } of scan(source.text, null)) {
    if (kind === 'words' || !text.includes('\n')) continue
    while (start < at) next()
    for (; start < at + text.length && index < lines.length; next()) {
      const line = lines[index]
      if (line) line.code = true
    }
  }
  return lines
}

function put(out: Composer, { text, block }: Rewriting, line: number): void {
  if (block) out.addBlock(text, line)
  else out.add(text, line)
}

function note(list: Conversion[], { name, instead }: Rewriting, line: number, text: string): void {
  if (name) list.push({ line, name, text: oneLine(text), instead: instead ?? null })
}

/** One rewriting after the other. */
export function chain(source: Mapped, ...steps: ((text: Mapped) => Rewritten)[]): Rewritten {
  const conversions: Conversion[] = []
  let text = source
  for (const step of steps) {
    const done = step(text)
    text = done.text
    conversions.push(...done.conversions)
  }
  return { text, conversions }
}
