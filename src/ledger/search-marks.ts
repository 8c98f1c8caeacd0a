/** Shows what was found: a title with its hits, and the passage of a text that has the most of them. */

import type { Marked } from '../post/hit.ts'
import { placesOf, stands } from './search-query.ts'
import { fold, runsOf } from './search-text.ts'

/** A long text is looked through in passages that overlap by more than a term's length. */
const STEP = 250
const OVERLAP = 150
/** Characters before the first hit, and in all: twice as many where words are spelt. */
const BEFORE = 24
const LENGTH = 100

/** The text with its hits. */
export function mark(text: string, terms: string[]): Marked {
  const parts: Marked = []
  let at = 0
  for (const [start, end] of hitsOf(text, terms)) {
    if (end <= at) continue
    // Hits that touch or overlap are one.
    if (parts.length > 0 && start <= at) parts[parts.length - 1] += text.slice(at, end)
    else parts.push(text.slice(at, start), text.slice(start, end))
    at = end
  }
  return [...parts, text.slice(at)]
}

/** Some lines around the hits; null when no term stands in the text. */
export function excerpt(text: string, terms: string[]): Marked | null {
  const passage = findPassage(text, terms)
  if (!passage) return null
  const { start, hit } = passage
  const [run] = runsOf(fold(text.slice(hit, hit + 8)))
  const scale = run?.dense ? 1 : 2
  const first = trimStart(text, Math.max(start, hit - BEFORE * scale), hit)
  const rest = text.slice(first, first + LENGTH * scale)
  const whole = first + rest.length >= text.length
  const shown = whole ? rest : rest.replace(/\s\S{0,20}$|[\ud800-\udbff]$/, '')
  const parts = mark(shown.replace(/\s+/g, ' '), terms)
  if (first > 0) parts[0] = `…${parts[0]}`
  if (!whole) parts[parts.length - 1] += '…'
  return parts
}

/** The first passage with the most terms: where it starts, and where its first hit is. */
function findPassage(text: string, terms: string[]): { start: number; hit: number } | null {
  let best: { start: number; count: number } | null = null
  for (let start = 0; start < text.length; start += STEP) {
    const folded = fold(text.slice(start, start + STEP + OVERLAP))
    const count = terms.filter((term) => stands(term, folded)).length
    if (count > (best?.count ?? 0)) best = { start, count }
    if (count === terms.length) break
  }
  if (!best) return null
  const [first] = hitsOf(text.slice(best.start, best.start + STEP + OVERLAP), terms)
  return { start: best.start, hit: best.start + (first?.[0] ?? 0) }
}

/** Not in the middle of a word or clause, if one ends before the hit. */
function trimStart(text: string, from: number, hit: number): number {
  if (from === 0) return 0
  const cut = /^[^\s\p{P}]*[\s\p{P}]+/u.exec(text.slice(from, hit))
  const start = from + (cut?.[0].length ?? 0)
  return /[\udc00-\udfff]/.test(text.charAt(start)) ? start + 1 : start
}

/** Where the terms stand in the text as it was written, `[start, end)`, first to last. */
function hitsOf(text: string, terms: string[]): [number, number][] {
  const inOrder = (a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0)
  const find = (folded: string) =>
    terms.flatMap((term) => [...placesOf(term, folded)]).sort(inOrder)
  const plain = fold(text)
  const places = find(plain)
  const isThere = ([start, end]: [number, number]) => {
    const [written, found] = [text.slice(start, end), plain.slice(start, end)]
    return written === found || fold(written) === found
  }
  if (places.every(isThere)) return places
  const { folded, from, to } = align(text)
  return find(folded).map(([start, end]) => [from[start] ?? 0, to[end - 1] ?? 0])
}

/** Folded text, and where each of its code units comes from: folding may lengthen or shorten. */
function align(text: string): { folded: string; from: number[]; to: number[] } {
  // A combining mark is folded together with what it stands on.
  const marked = /\p{M}/u.test(text)
  const characters = marked ? (text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) : text
  let folded = ''
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of characters) {
    const part = fold(character)
    const end = at + character.length
    for (let unit = 0; unit < part.length; unit++) {
      from.push(at)
      to.push(end)
    }
    folded += part
    at = end
  }
  return { folded, from, to }
}
