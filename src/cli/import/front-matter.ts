/** Writes the front matter of a converted post: its own fields first, and then whatever else its author wrote. */

import type { Document } from './document.ts'

/** Between `---` lines, with an empty line after it. */
export function writeFrontMatter(document: Document, addresses: string[]): string {
  const { date, updated, slug, lang, translationOf, kind, draft, rest } = document
  const own: [string, unknown][] = [
    ['title', rest.get('title')],
    ['date', date],
    ['updated', updated],
    ['slug', slug],
    ['lang', lang],
    ['translation_of', translationOf],
    ['layout', kind === 'page' ? 'page' : null],
    ['draft', draft || null],
    ['redirect_from', addresses.length > 0 ? addresses : null],
  ]
  const others = [...rest].filter(([name]) => name !== 'title')
  const lines = [...own, ...others]
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `${writeKey(name)}: ${writeValue(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n`
}

const writeKey = (name: string): string =>
  /^[A-Za-z_][\w.-]*$/.test(name) ? name : JSON.stringify(name)

/** Words that mean something else to YAML. */
const KEYWORD = /^(?:true|false|yes|no|on|off|y|n|null|~)$/i
const PLAIN =
  /^[\p{L}_/](?:[\p{L}\p{M}\p{N} _./@·、，。（）《》“”’-]*[\p{L}\p{M}\p{N}_./）》”。])?$/u
const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$/

/** On one line: JSON is YAML, and what is plain goes without quotes. */
function writeValue(value: unknown): string {
  if (typeof value === 'string') {
    return (PLAIN.test(value) && !KEYWORD.test(value)) || TIME.test(value) ? value : quote(value)
  }
  if (Array.isArray(value)) return `[${value.map(writeValue).join(', ').replaceAll('\n', ' ')}]`
  return quote(value)
}

/** JSON leaves two line breaks as they are that YAML takes for such. */
const quote = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /[\u0085\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
