/** What a reader asks for: terms, each to be found as it is written, a word by its beginning. */

import { MARKS, type Mark } from './search-index.ts'
import {
  fold,
  LONGEST_HEAD,
  LONGEST_REACH,
  pairsOf,
  type Run,
  runsOf,
  spell,
} from './search-text.ts'

export interface Query {
  /** Folded, each once. */
  terms: string[]
  /** The index alone does not tell whether a post has all terms: its text must be looked at. */
  loose: boolean
  runs: Run[]
}

/** Null when there is nothing to look for: punctuation alone is not indexed. */
export function readQuery(text: string): Query | null {
  const written = new Set(fold(text).split(/\s+/))
  const found = [...written].map((term) => ({ term, runs: [...runsOf(term)] }))
  const asked = found.filter(({ runs }) => runs.length > 0)
  if (asked.length === 0) return null
  return {
    terms: asked.map(({ term }) => term),
    loose: asked.some(({ term, runs: [run] }) => !isKept(term, run)),
    runs: asked.flatMap(({ term, runs }) => piecesOf(term, runs)),
  }
}

/** Does the index hold the very term? */
function isKept(term: string, run: Run | undefined): boolean {
  if (run?.text === term) return run.dense || term.length <= LONGEST_HEAD
  return run?.at === 0 && !run.dense && term.length <= LONGEST_REACH
}

/** What to ask the index for: of a term that goes on after its first word, as much as the index holds. */
function piecesOf(term: string, runs: Run[]): Run[] {
  const [run] = runs
  const text = term.slice(0, LONGEST_REACH)
  if (run?.at !== 0 || run.dense || run.text.length >= text.length) return runs
  const reach = { ...run, text: spell(text) }
  return isKept(term, run) ? [reach] : [reach, ...runs]
}

/** The query for FTS5, within the title, the title and labels, or anywhere. Tokens hold no quotes. */
export function toMatch({ runs }: Query, within: Mark): string {
  const mark = MARKS[within]
  return runs
    .map(({ text, dense }) => {
      const tokens = dense ? pairsOf(text, mark) : [mark + text.slice(0, LONGEST_HEAD)]
      return `"${tokens.join(' ') || mark + text}"`
    })
    .join(' AND ')
}

/** Where a term stands in folded text, as `[start, end)`: a word only where a word begins. */
export function* placesOf(term: string, folded: string): Generator<[number, number]> {
  const word = startsWithWord(term)
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
    if (!word || at === 0 || !endsWithWord(folded.slice(Math.max(0, at - 2), at)))
      yield [at, at + term.length]
  }
}

export const stands = (term: string, folded: string): boolean =>
  placesOf(term, folded).next().done === false

const startsWithWord = (term: string): boolean => {
  const [run] = runsOf(term)
  return run !== undefined && !run.dense && term.startsWith(run.text)
}

const endsWithWord = (before: string): boolean => {
  const run = [...runsOf(before)].at(-1)
  return run !== undefined && !run.dense && before.endsWith(run.text)
}
