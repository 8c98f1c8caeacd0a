/**
 * Takes text apart for the search index. Scripts without spaces between words, Chinese first of all, are
 * indexed by pairs of neighbouring characters, whose phrases are exact substrings, and by single ones;
 * other words by all their beginnings, and with what follows them up to the next space, so that `node.js` is found
 * without a look at any text. The pieces are made here and FTS5 only keeps them.
 */

/** The longest beginning of a word that is kept. What is longer is looked up in the text. */
export const LONGEST_HEAD = 32
/** The same for a word and what follows it. */
export const LONGEST_REACH = 16
/** Beginnings in one string. */
const TOGETHER = 500

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
  /** Where it starts. */
  at: number
  /** Without spaces between words: found from any character on. */
  dense: boolean
}

/** The runs of folded text; what stands between them is not indexed. */
export function* runsOf(folded: string): Generator<Run> {
  for (const { 0: text, 1: dense, index: at } of folded.matchAll(RUN)) {
    yield { text, at, dense: dense !== undefined }
  }
}

/** A word with signs in it as a token: FTS5 would take a token apart at signs of ASCII. */
export const spell = (text: string): string =>
  text.replace(/[!-/:-@[-`{-~]/g, (sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0)))

/** Pairs of neighbouring characters, in order, each behind `mark`. */
export function pairsOf(text: string, mark: string): string[] {
  const characters = [...text]
  return characters.slice(1).map((next, at) => mark + characters[at] + next)
}

/**
 * What the index holds of folded text: strings of tokens with spaces between, none of which cuts a run in two.
 * `mark` stands before each token and says where it is found.
 */
export function* tokensOf(folded: string, mark: string): Generator<string> {
  const single = new Set<string>()
  let last = ''
  for (const { text, at, dense } of runsOf(folded)) {
    if (!dense) {
      for (let end = 1; end <= Math.min(text.length, LONGEST_HEAD); end++)
        single.add(mark + text.slice(0, end))
      const [reach = ''] = folded.slice(at, at + LONGEST_REACH).split(/\s/, 1)
      for (let end = text.length + 1; end <= reach.length; end++)
        single.add(mark + spell(reach.slice(0, end)))
      continue
    }
    for (const character of text) single.add(mark + character)
    const pairs = pairsOf(text, mark)
    if (pairs.length === 0) continue
    if (last !== '' && text.startsWith(last)) yield BARRIER
    yield pairs.join(' ')
    last = [...text.slice(-2)].at(-1) ?? ''
  }
  const singles = [...single]
  for (let at = 0; at < singles.length; at += TOGETHER) {
    yield singles.slice(at, at + TOGETHER).join(' ')
  }
}
