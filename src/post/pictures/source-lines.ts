/** Finds the lines of a source where addresses stand. Made for addresses that come in order. */

/** Searches that may fail before no more are made: an address can be spelled in ways that no search finds. */
const MAX_MISSES = 50

export class SourceLines {
  #text: string
  #first: number
  #at = 0
  #line: number
  #misses = 0

  /** `first` is the 1-based line where the text starts. */
  constructor(text: string, first: number) {
    this.#text = text
    this.#first = first
    this.#line = first
  }

  /** The line where the address stands next after the last one found, else anywhere, else the first line. */
  lineOf = (address: string): number => {
    if (address === '' || this.#misses > MAX_MISSES) return this.#first
    let at = this.#text.indexOf(address, this.#at)
    if (at < 0) {
      this.#misses++
      at = this.#text.indexOf(address)
      // Markdown encodes what its author may have written plainly.
      const plain = decode(address)
      if (at < 0) return plain === address ? this.#first : this.lineOf(plain)
      this.#at = 0
      this.#line = this.#first
    }
    for (
      let end = this.#text.indexOf('\n', this.#at);
      end >= 0 && end < at;
      end = this.#text.indexOf('\n', end + 1)
    ) {
      this.#line++
      this.#at = end + 1
    }
    this.#at = at + address.length
    return this.#line
  }
}

function decode(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
