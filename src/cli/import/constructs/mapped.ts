/** A text that remembers which line of the author's file each of its lines came from. */

export class Mapped {
  readonly text: string
  /** 1-based lines of the author's file, one for each line of the text. */
  readonly lines: readonly number[]
  #breaks: number[] | null = null

  constructor(text: string, lines: readonly number[]) {
    this.text = text
    this.lines = lines
  }

  /** A text as it stands in a file, from that line on. */
  static of(text: string, line: number): Mapped {
    const count = text.split('\n').length
    return new Mapped(
      text,
      Array.from({ length: count }, (_, index) => line + index),
    )
  }

  /** The author's line of what stands at an index. */
  lineAt(at: number): number {
    return this.lines[this.#lineOf(at)] ?? this.lines.at(-1) ?? 1
  }

  slice(from: number, to: number): Mapped {
    const lines = this.lines.slice(this.#lineOf(from), this.#lineOf(to) + 1)
    return new Mapped(this.text.slice(from, to), lines)
  }

  /** How many line breaks stand before an index. */
  #lineOf(at: number): number {
    this.#breaks ??= [...this.text.matchAll(/\n/g)].map(({ index }) => index)
    let [low, high] = [0, this.#breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#breaks[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Each line changed, the number of lines being the same. */
  mapLines(change: (line: string, index: number) => string): Mapped {
    return new Mapped(this.text.split('\n').map(change).join('\n'), this.lines)
  }

  /** Without the empty lines it begins and ends with. */
  trimLines(): Mapped {
    const lines = this.text.split('\n')
    const first = lines.findIndex((line) => line.trim() !== '')
    if (first < 0) return new Mapped('', this.lines.slice(0, 1))
    const last = lines.findLastIndex((line) => line.trim() !== '')
    return new Mapped(lines.slice(first, last + 1).join('\n'), this.lines.slice(first, last + 1))
  }
}

/** Puts a text together out of pieces, each with the lines it came from. */
export class Composer {
  #parts: string[] = []
  #lines: number[] = []
  /** The line that is being written, and the one above it. */
  #line = ''
  #above: string | null = null
  #isEmpty = true
  /** A block ended here: what follows keeps an empty line away from it, and starts in this column. */
  #block: { breaks: number; column: string } | null = null

  add(piece: Mapped | string, line: number): void {
    const { text, lines } =
      typeof piece === 'string' ? { text: piece, lines: [] as readonly number[] } : piece
    if (text === '') return
    const isBlank = text.trim() === ''
    if (this.#block && !isBlank) this.#keepApart(text, lines[0] ?? line)
    const rows = text.split('\n')
    if (this.#block) this.#block.breaks += rows.length - 1
    if (this.#lines.length === 0) this.#lines.push(lines[0] ?? line)
    for (let index = 1; index < rows.length; index++) this.#lines.push(lines[index] ?? line)
    this.#parts.push(text)
    if (rows.length > 1) this.#above = rows.length > 2 ? (rows.at(-2) ?? '') : this.#line + rows[0]
    this.#line = rows.length > 1 ? (rows.at(-1) ?? '') : this.#line + text
    this.#isEmpty &&= isBlank
  }

  /** A piece that stands on lines of its own, with an empty one before and after it. */
  addBlock(piece: Mapped | string, line: number): void {
    const { indent } = this
    if (!/^[ \t]*$/.test(this.#line)) this.add('\n\n', line)
    else if (!this.#isEmpty && !/^[ \t>]*$/.test(this.#above ?? '')) {
      this.#takeBack(indent.length)
      this.add(`\n${indent}`, line)
    }
    this.add(piece, line)
    this.#block = { breaks: 0, column: indent }
  }

  #takeBack(count: number): void {
    this.#line = this.#line.slice(0, this.#line.length - count)
    for (let left = count; left > 0; ) {
      const last = this.#parts.pop() ?? ''
      if (last.length > left) this.#parts.push(last.slice(0, last.length - left))
      left -= Math.min(left, last.length)
    }
  }

  #keepApart(next: string, line: number): void {
    const { breaks = 0, column = '' } = this.#block ?? {}
    this.#block = null
    const own = (/^\s*/.exec(next)?.[0] ?? '').split('\n').length - 1
    if (breaks + own < 2) this.add(breaks + own === 1 ? '\n' : `\n\n${column}`, line)
  }

  /** Where the next piece would start: the white space before it, when nothing else is on its line. */
  get indent(): string {
    return /^[ \t]*$/.test(this.#line) ? this.#line : ''
  }

  done(): Mapped {
    return new Mapped(this.#parts.join(''), this.#lines.length > 0 ? this.#lines : [1])
  }
}
