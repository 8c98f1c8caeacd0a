/** Where blocks start: what ends a paragraph, read line by line. */

const TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|' +
  'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|' +
  'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|' +
  'track|ul'

export const RULE = ' {0,3}(?:(?:-[\\t ]*){3,}|(?:_[\\t ]*){3,}|(?:\\*[\\t ]*){3,})(?:\\n|$)'
const HEADING = ' {0,3}#{1,6}(?:\\s|$)'
const FENCE = ' {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)'
const ITEM = ' {0,3}(?:[*+-]|1[.)])[ \\t]+[^ \\t\\n]'
const HTML = ` {0,3}<(?:/?(?:${TAGS})(?:[ \\t>\\n]|/>)|(?:script|pre|style|textarea)(?:[\\s>]|$)|!--|\\?|![A-Za-z]|!\\[CDATA\\[)`
const BLANK = '[ \\t]*(?:\\n|$)'
const plain = [RULE, HEADING, ' {0,3}>', FENCE, ITEM, HTML, BLANK]
// The additions: a note's definition, and display math.
const added = [' {0,3}\\[\\^[^\\]\\s[]{1,200}\\]:', ' {0,3}\\$\\$']

const INTERRUPTS = new RegExp(plain.join('|'), 'iy')
const INTERRUPTS_ADDED = new RegExp([...plain, ...added].join('|'), 'iy')
// A line that begins with a letter other than a digit starts no block: most lines of prose.
const PROSE = /[\p{L}，。、“（《]/uy

const DELIMITER = / {0,3}(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?(?=\n|$)/y

/** Does the line at `at` end a paragraph (and hence continue none)? */
export function interrupts(text: string, at: number, added: boolean): boolean {
  PROSE.lastIndex = at
  if (PROSE.test(text)) return false
  const starts = added ? INTERRUPTS_ADDED : INTERRUPTS
  starts.lastIndex = at
  return starts.test(text)
}

/** Index of the line break that ends the line at `at`, or the text's length. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Where the paragraph that starts at 0 ends: at a line break or at the end of the text. */
export function paragraphEnd(text: string, added: boolean): number {
  let end = lineEnd(text, 0)
  while (end < text.length) {
    const next = end + 1
    if (next >= text.length || interrupts(text, next, added) || tableAt(text, next)) break
    end = lineEnd(text, next)
  }
  return end
}

/** The cells of the two first lines of a table at `at`, and where the second ends; or null. */
export function tableAt(
  text: string,
  at: number,
): { header: string[]; delimiter: string[]; end: number } | null {
  const end = lineEnd(text, at)
  const first = text[end + 1]
  if (first !== '|' && first !== '-' && first !== ':' && first !== ' ') return null
  DELIMITER.lastIndex = end + 1
  const delimiter = DELIMITER.exec(text)?.[0]
  if (!delimiter || !/[|:]/.test(delimiter)) return null
  const header = text.slice(at, end)
  if (header.trim() === '' || /^(?: {4}| {0,3}\t)/.test(header)) return null
  const cells = { header: splitRow(header), delimiter: splitRow(delimiter) }
  return cells.header.length === cells.delimiter.length
    ? { ...cells, end: DELIMITER.lastIndex }
    : null
}

/** The cells of a row: split at each `|` that no backslash escapes. */
export function splitRow(row: string): string[] {
  const cells: string[] = []
  let from = 0
  for (let at = row.indexOf('|'); at >= 0; at = row.indexOf('|', at + 1)) {
    if (escaped(row, at)) continue
    cells.push(row.slice(from, at))
    from = at + 1
  }
  cells.push(row.slice(from))
  if (cells[0]?.trim() === '') cells.shift()
  if (cells.length > 0 && cells.at(-1)?.trim() === '') cells.pop()
  const plain = !row.includes('\\')
  return cells.map((cell) => (plain ? cell.trim() : cell.trim().replaceAll('\\|', '|')))
}

function escaped(row: string, at: number): boolean {
  let slashes = 0
  while (row[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}
