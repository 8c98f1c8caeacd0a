/** Tells an author's words from code, which nobody may touch, and finds the marks of an engine among the words. */

/** What an engine understands: `{% name arguments %}` and the like. */
export interface Mark {
  /** `output` stands for a value, and `comment` for nothing. */
  kind: 'open' | 'close' | 'output' | 'comment'
  name: string
  /** What follows the name, trimmed; of an `output` the whole of it. */
  args: string
  /** The index after it. */
  end: number
}

export interface Syntax {
  /** The characters that marks begin with. */
  starts: string
  /** The mark at an index, or null. */
  read(text: string, at: number): Mark | null
  /** Marks whose content is taken as it is, up to the mark that closes them. */
  verbatim: ReadonlySet<string>
}

export interface Piece {
  /** `code` is also a comment, and what else is not read as Markdown. */
  kind: 'words' | 'code' | 'mark'
  text: string
  at: number
  mark?: Mark
}

const FENCE = /^((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*)[ \t]*(`{3,}(?=[^`]*$)|~{3,})/
const LITERAL = /<(pre|script|style|textarea|code|kbd|samp)\b[^>]*>/iy
const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:([ \t]+)|$)/

/** Cuts a text into words, code and marks; all pieces together are the text. Without a syntax there are no marks. */
export function scan(text: string, syntax: Syntax | null): Piece[] {
  const pieces: Piece[] = []
  const blocks = new IndentedCode()
  let from = 0
  const cut = (kind: Piece['kind'], at: number, end: number, mark?: Mark) => {
    if (at > from) pieces.push({ kind: 'words', text: text.slice(from, at), at: from })
    if (end > at) pieces.push({ kind, text: text.slice(at, end), at, ...(mark && { mark }) })
    from = end
  }
  let at = 0
  let lineStart = 0
  while (at < text.length) {
    if (at === lineStart) {
      const end = lineEnd(text, at)
      const line = text.slice(at, end)
      const close = fenceEnd(text, at, line)
      if (close !== null || blocks.next(line)) {
        cut('code', at, close ?? Math.min(end + 1, text.length))
        at = from
        lineStart = at
        continue
      }
      lineStart = end + 1
    }
    const char = text[at] ?? ''
    const code = char === '`' || char === '<' ? inlineCodeEnd(text, at) : null
    if (code !== null && code > at) {
      cut('code', at, code)
      at = code
    } else if (char === '`') {
      while (text[at] === '`') at++
    } else {
      const mark = syntax?.starts.includes(char) ? syntax.read(text, at) : null
      if (syntax && mark) {
        cut('mark', at, mark.end, mark)
        at = mark.end
        const close = mark.kind === 'open' && syntax.verbatim.has(mark.name)
        const end = close ? closingMark(text, at, mark.name, syntax) : null
        if (end !== null) {
          cut('code', at, end)
          at = end
        }
      } else at += char === '\\' && /[`\\]/.test(text[at + 1] ?? '') ? 2 : 1
    }
    // What was jumped over may have held line breaks.
    if (at > lineStart) lineStart = text[at - 1] === '\n' ? at : lineEnd(text, at) + 1
  }
  cut('words', text.length, text.length)
  return pieces
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Where the fence that opens in this line ends, its last line included; null when none opens. */
function fenceEnd(text: string, at: number, line: string): number | null {
  const [, quote = '', ticks = ''] = FENCE.exec(line) ?? []
  if (ticks === '') return null
  const close = new RegExp(`^[ \\t>]*${ticks[0]}{${ticks.length},}[ \\t]*$`)
  let end = lineEnd(text, at) + 1
  while (end < text.length) {
    const stop = lineEnd(text, end)
    const next = text.slice(end, stop)
    // A fence within a quote ends with the quote.
    if (quote.includes('>') && !/^[ \t]*>/.test(next)) return end
    end = stop + 1
    if (close.test(next)) break
  }
  return Math.min(end, text.length)
}

/** Where a code span, a comment or an element of code that starts here ends, or null. */
function inlineCodeEnd(text: string, at: number): number | null {
  if (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4)
    return end < 0 ? text.length : end + 3
  }
  if (text[at] === '<') {
    LITERAL.lastIndex = at
    const [open, name = ''] = LITERAL.exec(text) ?? []
    if (open === undefined) return null
    const close = new RegExp(`</${name}\\s*>`, 'gi')
    close.lastIndex = at
    return close.exec(text) ? close.lastIndex : null
  }
  let width = 1
  while (text[at + width] === '`') width++
  const runs = /`+|\n[ \t]*\n/g
  runs.lastIndex = at + width
  for (let run = runs.exec(text); run; run = runs.exec(text)) {
    if (run[0].startsWith('\n')) return null
    if (run[0].length === width) return runs.lastIndex
  }
  return null
}

function closingMark(text: string, from: number, name: string, syntax: Syntax): number | null {
  for (let at = from; at < text.length; at++) {
    if (!syntax.starts.includes(text[at] ?? '')) continue
    const mark = syntax.read(text, at)
    if (mark?.kind === 'close' && mark.name === name) return at
  }
  return null
}

/** Follows lists from line to line, since what is indented within an item is not code yet. */
class IndentedCode {
  #content = 0
  #wasBlank = true
  #wasCode = false

  /** Is this line one of an indented code block? */
  next(line: string): boolean {
    if (line.trim() === '') {
      this.#wasBlank = true
      return false
    }
    const indent = width(/^[ \t]*/.exec(line)?.[0] ?? '')
    const isCode = (this.#wasBlank || this.#wasCode) && indent >= this.#content + 4
    if (!isCode) {
      const item = ITEM.exec(line)
      if (item) this.#content = indent + width(item[0].slice((item[1] ?? '').length))
      else if (this.#wasBlank && indent < this.#content) this.#content = indent
    }
    this.#wasBlank = false
    this.#wasCode = isCode
    return isCode
  }
}

/** In columns: a tab goes on to the next fourth. */
function width(space: string): number {
  let columns = 0
  for (const char of space) columns += char === '\t' ? 4 - (columns % 4) : 1
  return columns
}
