/** The card of a post without a picture: its title on a torn sheet, as an SVG in the site's type. */

import { CARD } from './card-size.ts'
import { escapeXml } from './feeds/xml.ts'
import { directionOf } from './language.ts'
import { EDGE } from './styles/theme.ts'

const MARGIN = 96
/** Font sizes, each with how many lines of it there is room for. */
const SIZES = [
  [104, 3],
  [84, 4],
  [66, 5],
] as const
const [PAPER, DESK, INK, SOFT, SEAL] = ['#fcfaf4', '#e7e1d3', '#26231f', '#635c50', '#a3331d']
const SERIF =
  "'Iowan Old Style','Palatino Linotype','Noto Serif','Songti SC','Noto Serif CJK SC',Georgia,serif"
const SANS = "system-ui,'Noto Sans','Noto Sans CJK SC','PingFang SC',sans-serif"

/** `lang`: the title's. */
export function drawCard(title: string, lang: string, site: string): string {
  const [size, lines] = layOut(title.toWellFormed().replace(/\s+/g, ' ').trim(), lang)
  const rtl = directionOf(lang) === 'rtl'
  const x = rtl ? CARD.width - MARGIN : MARGIN
  const lead = Math.round(size * 1.26)
  const top = 262 - Math.round(((lines.length - 1) * lead) / 2) + Math.round(size * 0.35)
  const text = (y: number, words: string, attributes: string) =>
    `<text x="${x}" y="${y}" ${attributes}${rtl ? ' direction="rtl"' : ''}>${escapeXml(words)}</text>`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" xml:lang="${lang}">` +
    `<rect width="1200" height="630" fill="${PAPER}"/><g fill="${DESK}"><path d="M0 518h1200v112H0z"/>` +
    `${[0, 446, 892].map((at) => `<path transform="translate(${at} 492) scale(2)" d="${EDGE}"/>`).join('')}</g>` +
    lines
      .map((line, n) =>
        text(
          top + n * lead,
          line,
          `font-family="${SERIF}" font-weight="700" font-size="${size}" fill="${INK}"`,
        ),
      )
      .join('') +
    `<path fill="${SEAL}" transform="translate(${rtl ? x - 30 : x} 554)" d="M0 0h30v36l-4 4-5-2-4 4-5-4-5 2-4-4-3 2z"/>` +
    `<text x="${rtl ? x - 50 : x + 50}" y="586" font-family="${SANS}" font-size="34" fill="${SOFT}"` +
    `${rtl ? ' direction="rtl"' : ''}>${escapeXml(cut(site, 34, 1000))}</text></svg>`
  )
}

/** The largest type in which the title has room; of a title that has none, the beginning. */
function layOut(title: string, lang: string): [size: number, lines: string[]] {
  for (const [size, most] of SIZES) {
    const lines = breakLines(title, lang, (CARD.width - 2 * MARGIN) / size)
    if (lines.length <= most) return [size, lines]
  }
  const [size, most] = SIZES[2]
  const measure = (CARD.width - 2 * MARGIN) / size
  const lines = breakLines(title, lang, measure)
  return [size, [...lines.slice(0, most - 1), cut(`${lines[most - 1]}…`, size, measure * size)]]
}

/** Lines of at most `measure` em. Words stay whole, and no line begins with what closes. */
function breakLines(title: string, lang: string, measure: number): string[] {
  const lines: string[] = []
  let line = ''
  const add = (piece: string) => {
    if (widthOf(line + piece.trimEnd()) <= measure) line += piece
    else {
      if (line) lines.push(line.trim())
      line = piece
    }
  }
  for (const word of wordsOf(title, lang)) {
    if (widthOf(word) <= measure) add(word)
    else for (const character of word) add(character)
  }
  return [...lines, line.trim()].filter(Boolean)
}

/** Words, each with the marks and spaces that may not part from it. */
function wordsOf(title: string, lang: string): string[] {
  const words: string[] = []
  let open = ''
  for (const { segment, isWordLike } of new Intl.Segmenter(lang, { granularity: 'word' }).segment(
    title,
  )) {
    if (/^[\p{Ps}\p{Pi}@#$¥]$/u.test(segment)) open += segment
    else if (isWordLike || words.length === 0) {
      words.push(open + segment)
      open = ''
    } else words.push((words.pop() ?? '') + open + segment)
  }
  return open ? [...words, open] : words
}

/** In em, as serif bold runs: a little more rather than less. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x1100) width += 1
    else if (/[MWm@%—…]/.test(character)) width += 1
    else if (/[\p{Lu}w&]/u.test(character)) width += 0.8
    else width += /[\s.,:;'!|()ijltfr\p{M}]/u.test(character) ? 0.36 : 0.62
  }
  return width
}

function cut(text: string, size: number, room: number): string {
  const characters = [...text.trim()]
  while (characters.length > 1 && widthOf(characters.join('')) * size > room)
    characters.splice(-2, 2, '…')
  return characters.join('')
}
