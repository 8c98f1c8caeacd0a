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
    this.#breaks ??= [...this.text.matchAll(/\n/g)].map(({ index }) => index)
    let [low, high] = [0, this.#breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#breaks[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return this.lines[low] ?? this.lines.at(-1) ?? 1
  }

  slice(from: number, to: number): Mapped {
    const text = this.text.slice(from, to)
    const first = this.text.slice(0, from).split('\n').length - 1
    return new Mapped(text, this.lines.slice(first, first + text.split('\n').length))
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
  #text = ''
  #lines: number[] = []
  /** A block ended here: what follows keeps an empty line away from it, and starts in this column. */
  #block: { end: number; column: string } | null = null

  add(piece: Mapped | string, line: number): void {
    const { text, lines } =
      typeof piece === 'string' ? { text: piece, lines: [] as readonly number[] } : piece
    if (text === '') return
    if (this.#block && text.trim() !== '') this.#keepApart(text, lines[0] ?? line)
    const count = text.split('\n').length
    if (this.#lines.length === 0) this.#lines.push(lines[0] ?? line)
    for (let index = 1; index < count; index++) this.#lines.push(lines[index] ?? line)
    this.#text += text
  }

  /** A piece that stands on lines of its own, with an empty one before and after it. */
  addBlock(piece: Mapped | string, line: number): void {
    const indent = /(?:^|\n)([ \t]*)$/.exec(this.#text)?.[1]
    if (indent === undefined) this.add('\n\n', line)
    else if (this.#text.trim() !== '' && !/\n[ \t>]*\n[ \t]*$/.test(this.#text)) {
      this.#text = this.#text.slice(0, this.#text.length - indent.length)
      this.add(`\n${indent}`, line)
    }
    this.add(piece, line)
    this.#block = { end: this.#text.length, column: indent ?? '' }
  }

  #keepApart(next: string, line: number): void {
    const { end = 0, column = '' } = this.#block ?? {}
    this.#block = null
    const between = this.#text.slice(end) + (/^\s*/.exec(next)?.[0] ?? '')
    const breaks = between.split('\n').length - 1
    if (breaks < 2) this.add(breaks === 1 ? '\n' : `\n\n${column}`, line)
  }

  /** Where the next piece would start: the white space before it, when nothing else is on its line. */
  get indent(): string {
    return /(?:^|\n)([ \t]*)$/.exec(this.#text)?.[1] ?? ''
  }

  done(): Mapped {
    return new Mapped(this.#text, this.#lines.length > 0 ? this.#lines : [1])
  }
}
