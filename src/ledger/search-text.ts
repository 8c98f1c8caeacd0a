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

const DENSE =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]/u
const WORDLY = /[\p{L}\p{M}\p{N}]/u

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

const SIGN = 1
const WORD = 2
const SCRIPT = 3
/** What each character of the first plane is, as far as it was met: the expressions take longer than all else here. */
const kinds = new Uint8Array(0x10000)

function kindOf(code: number): number {
  const known = kinds[code]
  if (known) return known
  const character = String.fromCodePoint(code)
  const kind = DENSE.test(character) ? SCRIPT : WORDLY.test(character) ? WORD : SIGN
  kinds[code] = kind // beyond its end nothing is kept
  return kind
}

/** The runs of folded text: of a script without spaces, or a word of another. What stands between them is not indexed. */
export function* runsOf(folded: string): Generator<Run> {
  let [start, kind] = [0, SIGN]
  for (let at = 0; at <= folded.length; ) {
    const code = folded.codePointAt(at)
    const next = code === undefined ? SIGN : kindOf(code)
    if (next !== kind) {
      if (kind !== SIGN) yield { text: folded.slice(start, at), at: start, dense: kind === SCRIPT }
      ;[start, kind] = [at, next]
    }
    at += code !== undefined && code > 0xffff ? 2 : 1
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
  const met = new Set<number>()
  let last = ''
  for (const { text, at, dense } of runsOf(folded)) {
    if (!dense) {
      const word = text.slice(0, LONGEST_HEAD)
      const [reach = ''] = /^\S*/.exec(folded.slice(at, at + LONGEST_REACH)) ?? []
      // A word that was met has left all of these.
      if (!single.has(mark + word)) addHeads(single, mark, word, 1)
      if (reach.length > text.length) addHeads(single, mark, spell(reach), text.length + 1)
      continue
    }
    const pairs: string[] = []
    let before = ''
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      if (!met.has(code)) single.add(mark + character)
      met.add(code)
      if (before !== '') pairs.push(mark + before + character)
      before = character
    }
    if (pairs.length === 0) continue
    if (last !== '' && text.startsWith(last)) yield BARRIER
    yield pairs.join(' ')
    last = before
  }
  const singles = [...single]
  for (let at = 0; at < singles.length; at += TOGETHER) {
    yield singles.slice(at, at + TOGETHER).join(' ')
  }
}

/** Adds the beginnings of a word that are at least so long. */
function addHeads(to: Set<string>, mark: string, word: string, shortest: number): void {
  for (let end = shortest; end <= word.length; end++) to.add(mark + word.slice(0, end))
}
