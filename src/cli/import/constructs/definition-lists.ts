/** Definition lists, a term and below it `: what it means`, as HTML. */

import { escapeHtml } from '../../../post/html/escape.ts'
import type { Mapped } from './mapped.ts'
import { type Line, type Rewriting, type Rewritten, rewriteLines } from './rewrite.ts'

const MEANING = /^ {0,3}:[ \t]+(\S.*)$/
/** What begins another block is no term. */
const NO_TERM =
  /^(?:\s{4}|\s*(?:[#>|]|[-*+]\s|\d+[.)]\s|<\/?\w|\[\^?[^\]]+\]:|:{1,3}|`{3}|~{3}|\{[%{:]|!!!))/

export const convertDefinitionLists = (source: Mapped): Rewritten =>
  rewriteLines(source, definitions)

interface Group {
  terms: string[]
  /** Each of one or more paragraphs. */
  meanings: string[][]
}

function definitions(lines: Line[], at: number): (Rewriting & { count: number }) | null {
  const before = lines[at - 1]
  if (before && before.text.trim() !== '') return null
  const groups: Group[] = []
  let end = at
  for (let next = at; ; ) {
    const group = readGroup(lines, next)
    if (!group) break
    groups.push(group)
    end = group.end
    next = end
    while (isBlank(lines[next])) next++
  }
  if (groups.length === 0) return null
  return { count: end - at, text: write(groups), block: true, name: ': definition' }
}

function readGroup(lines: Line[], at: number): (Group & { end: number }) | null {
  const terms: string[] = []
  let next = at
  while (isWords(lines[next]) && !MEANING.test(lines[next]?.text ?? '')) {
    if (NO_TERM.test(lines[next]?.text ?? '')) return null
    terms.push(lines[next++]?.text.trim() ?? '')
  }
  if (isBlank(lines[next]) && MEANING.test(lines[next + 1]?.text ?? '')) next++
  const meanings: string[][] = []
  let end = next
  while (isWords(lines[next]) && MEANING.test(lines[next]?.text ?? '')) {
    const paragraphs = [[MEANING.exec(lines[next++]?.text ?? '')?.[1] ?? '']]
    for (;;) {
      const line = lines[next]
      if (isWords(line) && !MEANING.test(line?.text ?? '') && !isTerm(lines, next))
        paragraphs.at(-1)?.push(line?.text.trim() ?? '')
      else if (isBlank(line) && /^(?: {2,}|\t)\S/.test(lines[next + 1]?.text ?? ''))
        paragraphs.push([])
      else break
      next++
    }
    meanings.push(paragraphs.map((each) => each.join('\n')))
    end = next
    if (isBlank(lines[next]) && MEANING.test(lines[next + 1]?.text ?? '')) next++
  }
  return terms.length > 0 && meanings.length > 0 ? { terms, meanings, end } : null
}

/** A line that begins in the first column right above a meaning is a term of its own. */
const isTerm = (lines: Line[], at: number): boolean =>
  /^\S/.test(lines[at]?.text ?? '') && MEANING.test(lines[at + 1]?.text ?? '')

const isBlank = (line: Line | undefined): boolean => line?.text.trim() === ''
const isWords = (line: Line | undefined): boolean =>
  line !== undefined && !line.code && !isBlank(line)

function write(groups: Group[]): string {
  const rows = groups.flatMap(({ terms, meanings }) => [
    ...terms.map((term) => element('dt', [term])),
    ...meanings.map((paragraphs) => element('dd', paragraphs)),
  ])
  return `<dl>\n${rows.join('\n')}\n</dl>`
}

/** Between empty lines the words are read as Markdown; plain ones do without. */
function element(name: string, paragraphs: string[]): string {
  const text = paragraphs.join('\n\n')
  const plain = paragraphs.length === 1 && !/[*_`[\]<>&\\~$!:]/.test(text)
  return plain ? `<${name}>${escapeHtml(text)}</${name}>` : `<${name}>\n\n${text}\n\n</${name}>`
}
