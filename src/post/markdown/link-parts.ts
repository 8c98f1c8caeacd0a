/** The parts of links and link definitions: destination, title, label. Each reads once, from left to right. */

import { decodeEntities } from './entities.ts'

export interface Read {
  value: string
  /** Where reading ended. */
  end: number
}

const ESCAPED = /\\([!-/:-@[-`{-~])/g

/** Backslash escapes and character references resolved. */
export function resolve(text: string): string {
  if (!text.includes('\\')) return decodeEntities(text)
  // An escaped `&` starts no reference: decode between escapes only.
  let out = ''
  let from = 0
  for (const each of text.matchAll(ESCAPED)) {
    out += decodeEntities(text.slice(from, each.index)) + each[1]
    from = each.index + 2
  }
  return out + decodeEntities(text.slice(from))
}

/** Past spaces, tabs and line breaks. */
export function skipSpace(text: string, at: number): number {
  let end = at
  while (' \n\t'.includes(text[end] || 'x')) end++
  return end
}

/** A destination at `at`: `<…>` or a bare one with balanced parentheses (at most 32 deep). */
export function readDestination(text: string, at: number): Read | null {
  if (text[at] === '<') {
    for (let end = at + 1; end < text.length; end++) {
      const c = text[end]
      if (c === '>') return { value: resolve(text.slice(at + 1, end)), end: end + 1 }
      if (c === '<' || c === '\n') return null
      if (c === '\\') end++
    }
    return null
  }
  let depth = 0
  let end = at
  for (; end < text.length; end++) {
    const c = text.charCodeAt(end)
    if (c === 92 && end + 1 < text.length && text.charCodeAt(end + 1) > 32) end++
    else if (c === 40 && ++depth > 32) return null
    else if (c === 41 && --depth < 0) break
    else if (c <= 32 || c === 127) break
  }
  return depth > 0 ? null : { value: resolve(text.slice(at, end)), end }
}

/** A title at `at`, in `"`, `'` or parentheses. */
export function readTitle(text: string, at: number): Read | null {
  const open = text[at]
  const close = open === '(' ? ')' : open
  if (close !== '"' && close !== "'" && close !== ')') return null
  for (let end = at + 1; end < text.length; end++) {
    const c = text[end]
    if (c === close) return { value: resolve(text.slice(at + 1, end)), end: end + 1 }
    if (c === open) return null
    if (c === '\\') end++
  }
  return null
}

/** A label from the `[` at `at` to its `]`, at most 999 characters, without brackets inside. */
export function readLabel(text: string, at: number): Read | null {
  const limit = Math.min(text.length, at + 1_001)
  for (let end = at + 1; end < limit; end++) {
    const c = text[end]
    if (c === ']') return { value: text.slice(at + 1, end), end: end + 1 }
    if (c === '[') return null
    if (c === '\\') end++
  }
  return null
}

/** What makes two labels the same: white space as one space, Unicode case folded. '' for a blank one. */
export function labelId(label: string): string {
  if (SIMPLE.test(label)) return label
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()
}

const SIMPLE = /^[a-z0-9.-]+$/
