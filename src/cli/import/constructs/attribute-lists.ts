/** kramdown's attribute lists `{: .x #y}`, and those that Hugo, Pandoc and others write as `{#y .x}`. */

import { escapeHtml } from '../../../post/html/escape.ts'
import { Mapped } from './mapped.ts'
import { alert, alertKind, figure } from './markup.ts'
import {
  chain,
  type Line,
  type Rewriting,
  type Rewritten,
  rewriteLines,
  rewriteWords,
} from './rewrite.ts'

const INLINE = /\{:(?!:|\/)([^{}\n]*)\}/
const ALONE = /^[ \t>]*\{:(?!:|\/)([^{}\n]*)\}[ \t]*$/
const HEADING =
  /^(#{1,6}[ \t]*.*?|\S.*?)[ \t]*\{:?[ \t]*((?:[#.][^\s{}]+|[\w-]+=(?:"[^"]*"|[^\s{}]+))(?:[ \t]+(?:[#.][^\s{}]+|[\w-]+=(?:"[^"]*"|[^\s{}]+)))*)[ \t]*\}[ \t]*#*[ \t]*$/
const PICTURE =
  /!\[([^\]\n]*)\]\(([^)\s]+)(?:\s+"([^"\n]*)")?\)[ \t]?\{:?[ \t]*([.#\w][^{}\n]*|[ \t]*)\}/g
const EXTENSION = /^[ \t]*\{::(?:options|comment)\b[^}]*\/\}[ \t]*$/

interface Attributes {
  id: string | null
  classes: string[]
  named: Map<string, string>
}

function readAttributes(text: string): Attributes {
  const found: Attributes = { id: null, classes: [], named: new Map() }
  for (const [, mark, name, key, double, bare] of text.matchAll(
    /([.#])([^\s.#{}"=]+)|([\w-]+)=(?:"([^"]*)"|'?([^\s']+)'?)/g,
  )) {
    if (mark === '#') found.id = name ?? null
    else if (mark === '.') found.classes.push(name ?? '')
    else if (key) found.named.set(key, double ?? bare ?? '')
  }
  found.id ??= found.named.get('id') ?? null
  found.classes.push(...(found.named.get('class')?.split(/\s+/) ?? []))
  return found
}

const anchor = (id: string | null): string => (id ? `<a id="${escapeHtml(id)}"></a>` : '')

/** Converts them all: names become anchors, sizes of pictures stay, boxes become alerts, looks go. */
export const convertAttributes = (source: Mapped): Rewritten =>
  chain(
    source,
    (text) => rewriteLines(text, contents),
    (text) => rewriteLines(text, box),
    (text) => rewriteLines(text, heading),
    (text) => rewriteLines(text, alone),
    (text) => rewriteWords(text, PICTURE, picture),
    (text) => rewriteWords(text, new RegExp(`[ \\t]*${INLINE.source}`, 'g'), span),
    (text) =>
      rewriteWords(text, /\{::nomarkdown\}|\{:\/(?:nomarkdown|comment)?\}/g, () =>
        named('', '{::}'),
      ),
  )

const named = (text: string | Mapped, name: string, more: Partial<Rewriting> = {}): Rewriting => ({
  ...more,
  text,
  name,
})

type Replacement = (Rewriting & { count: number }) | null

/** `* TOC` and `{:toc}`: every page of ours has its contents. */
function contents(lines: Line[], at: number): Replacement {
  const [first, second] = [lines[at], lines[at + 1]]
  if (!first || first.code) return null
  if (/^\s*\[\[?_?toc_?\]\]?\s*$/i.test(first.text)) return { count: 1, ...named('', '[toc]') }
  if (EXTENSION.test(first.text)) return { count: 1, ...named('', '{::options}') }
  const isToc = (line: Line | undefined) =>
    line !== undefined && /^\s*\{:\s*toc\b[^}]*\}\s*$/.test(line.text)
  if (/^\s*(?:[*+-]|\d+\.)\s+\S/.test(first.text) && isToc(second))
    return { count: 2, ...named('', '{:toc}') }
  return isToc(first) ? { count: 1, ...named('', '{:toc}') } : null
}

/** A paragraph with a class such as `notice` below it. */
function box(lines: Line[], at: number): Replacement {
  const before = lines[at - 1]
  if (lines[at]?.code || (before && before.text.trim() !== '') || !lines[at]?.text.trim())
    return null
  let end = at
  while (
    lines[end] &&
    !lines[end]?.code &&
    lines[end]?.text.trim() &&
    !ALONE.test(lines[end]?.text ?? '')
  )
    end++
  const list = end > at ? ALONE.exec(lines[end]?.text ?? '') : null
  const kind = list && kindOf(readAttributes(list[1] ?? '').classes)
  if (!kind) return null
  const inner = lines.slice(at, end)
  const text = inner.map((line) => line.text.replace(/^\s*>\s?/, '')).join('\n')
  const mapped = new Mapped(
    text,
    inner.map(({ line }) => line),
  )
  return { count: end + 1 - at, ...alert(kind, '', mapped), name: `{: .${kind.toLowerCase()}}` }
}

function kindOf(classes: string[]): string | null {
  const kinds = classes.map((name) =>
    /^(?:notice|message|box)$/.test(name) ? 'NOTE' : alertKind(name),
  )
  return kinds.find((kind) => kind !== null) ?? null
}

/** `## Title {#name}`, also underlined. */
function heading(lines: Line[], at: number): Replacement {
  const { text = '', code = true } = lines[at] ?? {}
  const match = code ? null : HEADING.exec(text)
  const underlined = /^(?:=+|-+)\s*$/.test(lines[at + 1]?.text ?? '')
  if (!match || !(text.startsWith('#') || underlined)) {
    // kramdown's list may also stand on the line below.
    const below = ALONE.exec(lines[at + 1]?.text ?? '')
    if (code || !below || !/^#{1,6}\s/.test(text)) return null
    const { id } = readAttributes(below[1] ?? '')
    return { count: 2, ...named(withAnchor(text, id), '{: #name}') }
  }
  const { id } = readAttributes(match[2] ?? '')
  return { count: 1, ...named(withAnchor(match[1] ?? '', id), '{#name}') }
}

const withAnchor = (text: string, id: string | null): string =>
  text.replace(/^(#{1,6}[ \t]*)?/, (marks) => marks + anchor(id))

/** A list on a line of its own belongs to the block above or below: what it names stays, its look goes. */
function alone(lines: Line[], at: number): Replacement {
  const { text = '', code = true } = lines[at] ?? {}
  const match = code ? null : ALONE.exec(text)
  if (!match) return null
  const { id, classes } = readAttributes(match[1] ?? '')
  return {
    count: 1,
    ...named(anchor(id), '{: .class}', classes.length > 0 ? { instead: 'words' } : {}),
  }
}

function picture([
  all,
  alt = '',
  src = '',
  title = '',
  list = '',
]: RegExpExecArray): Rewriting | null {
  if (/\{[ \t]*\w[^=}]*\}$/.test(all)) return null
  const { named: given } = readAttributes(list)
  const [width, height] = [given.get('width'), given.get('height')]
  if (!width && !height) {
    return named(all.replace(/[ \t]?\{[^{}]*\}$/, ''), '![](){: .class}')
  }
  const { text } = figure({
    src,
    alt,
    caption: title,
    ...(width && { width }),
    ...(height && { height }),
  })
  return named(text, '![](){: width}')
}

function span([, list = '']: RegExpExecArray): Rewriting {
  const { id } = readAttributes(list)
  return named(anchor(id), '{: .class}')
}
