/**
 * Takes text apart for the search index. Scripts without spaces between words, Chinese first of all, are
 * indexed by pairs of neighbouring characters, whose phrases are exact substrings, and by single ones;
 * other words by all their beginnings. The pieces are made here and FTS5 only keeps them.
 */

/** The longest beginning of a word that is kept. What is longer is looked up in the text. */
export const LONGEST_HEAD = 16

/** A run of characters in a script without spaces, or a word: letters, marks and digits of another. */
const RUN =
  /([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]+)|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]]+/gv

/** What nobody sees or types: soft hyphens, zero-width spaces and joiners, the byte order mark. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g

/** Keeps the pairs of two runs apart that would read as one. No letter, so no text makes it. */
const BARRIER = '°'

/** How text is compared: NFKC, lower case, one sigma, nothing unseen. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').replace(UNSEEN, '')
}

export interface Run {
  text: string
  /** Without spaces between words: found from any character on. */
  dense: boolean
}

/** The runs of folded text; what stands between them is not indexed. */
export function* runsOf(folded: string): Generator<Run> {
  for (const [text, dense] of folded.matchAll(RUN)) yield { text, dense: dense !== undefined }
}

/** Pairs of neighbouring characters, in order, each behind `mark`. */
export function pairsOf(text: string, mark: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((next, at) => mark + characters[at] + next)
}

/**
 * What the index holds of folded text: strings of tokens with spaces between, each string a whole run.
 * `mark` stands before each token and says where it is found.
 */
export function* tokensOf(folded: string, mark: string): Generator<string> {
  const single = new Set<string>()
  let last = ''
  for (const { text, dense } of runsOf(folded)) {
    if (!dense) {
      for (let end = 1; end <= Math.min(text.length, LONGEST_HEAD); end++)
        single.add(mark + text.slice(0, end))
      continue
    }
    for (const character of text) single.add(mark + character)
    const pairs = pairsOf(text, mark)
    if (pairs.length === 0) continue
    if (last !== '' && text.startsWith(last)) yield BARRIER
    yield pairs.join(' ')
    last = [...text.slice(-2)].at(-1) ?? ''
  }
  if (single.size > 0) yield [...single].join(' ')
}
