/** Boxes of Markdown dialects: `!!! note`, `:::note`, and callouts of other kinds than ours. */

import { Mapped } from './mapped.ts'
import { alert, alertKind, details } from './markup.ts'
import { chain, type Line, type Rewriting, type Rewritten, rewriteLines } from './rewrite.ts'
import type { Mark, Syntax } from './scan.ts'
import { type Convert, convertMarks } from './tree.ts'

const ADMONITION = /^( *)(!!!|\?\?\?\+?)[ \t]*([\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+"(.*)")?[ \t]*$/
const CALLOUT = /^((?:[ \t]*>)+[ \t]*)\[!([\w-]+)\]([+-]?)[ \t]*(.*)$/
const FENCE =
  /(:{3,})[ \t]*(?:\{\.([\w-]+)[^}\n]*\}|([A-Za-z][\w-]*)(?:\[([^\]\n]*)\]|\{([^}\n]*)\})?([^\n]*))?(?=\n|$)/y

export const convertBoxes = (source: Mapped): Rewritten =>
  chain(
    source,
    (text) => rewriteLines(text, admonition),
    (text) => convertMarks(text, CONTAINERS, container),
    (text) => rewriteLines(text, callout),
  )

/** MkDocs' and Python-Markdown's: its content is indented by four. */
function admonition(lines: Line[], at: number): (Rewriting & { count: number }) | null {
  const first = lines[at]
  const match = first && !first.code ? ADMONITION.exec(first.text) : null
  if (!match || !first) return null
  const [, indent = '', mark = '', name = '', title = ''] = match
  let end = at + 1
  const inside = new RegExp(`^(?:${indent}(?: {4}|\\t)|[ \\t]*$)`)
  while (end < lines.length && inside.test(lines[end]?.text ?? '')) end++
  while (end > at + 1 && lines[end - 1]?.text.trim() === '') end--
  const body = lines.slice(at + 1, end)
  const inner = new Mapped(
    body.map(({ text }) => text.replace(inside, '')).join('\n'),
    body.map(({ line }) => line),
  )
  // A box may hold another one.
  const { text } = rewriteLines(inner, admonition)
  const kind = alertKind(name) ?? 'NOTE'
  const own = title || (alertKind(name) === name.toUpperCase() ? '' : capital(name))
  const made =
    mark === '???' ? details(title || capital(name), text) : alert(kind, own, text, indent)
  return { count: end - at, ...made, name: `${mark} ${name}` }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Docusaurus', VuePress', Astro's and Pandoc's: between lines of three colons or more. */
const CONTAINERS: Syntax = {
  starts: ':',
  verbatim: new Set(),
  read(text, at): Mark | null {
    if (!/(?:^|\n)[ \t>]*$/.test(text.slice(Math.max(0, at - 200), at))) return null
    FENCE.lastIndex = at
    const match = FENCE.exec(text)
    if (!match) return null
    const [, , dotted, name = dotted, label, attributes = '', rest = ''] = match
    const end = FENCE.lastIndex
    if (name === undefined) return { kind: 'close', name: '', args: '', end }
    const titled = /title="([^"]*)"/.exec(attributes)?.[1]
    return { kind: 'open', name, args: (label ?? titled ?? rest).trim(), end }
  },
}

const container: Convert = ({ mark, inner, indent }) => {
  if (mark.kind !== 'open' || !inner) return null
  const { name, args } = mark
  if (/^(?:details|spoiler|collapse)$/i.test(name)) return details(args || capital(name), inner)
  const kind = alertKind(name)
  return kind && alert(kind, args, inner, indent)
}

const OURS = /^(?:note|tip|important|warning|caution)$/i

/** Obsidian's callouts: more kinds than ours, with titles, and some that fold. */
function callout(lines: Line[], at: number): (Rewriting & { count: number }) | null {
  const first = lines[at]
  const match = first && !first.code ? CALLOUT.exec(first.text) : null
  if (!match) return null
  const [, quote = '', name = '', fold, title = ''] = match
  if (OURS.test(name) && !fold && !title) return null
  const own = title || (OURS.test(name) ? '' : capital(name))
  const head = `${quote}[!${alertKind(name) ?? 'NOTE'}]`
  const bare = quote.trimEnd()
  const text = own ? `${head}\n${quote}**${own}**\n${bare}` : head
  return { count: 1, text, name: `[!${name}]` }
}
