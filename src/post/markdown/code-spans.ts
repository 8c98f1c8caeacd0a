/** Code spans of one text. All runs of backticks are known from the start, so that no search runs twice. */

export class CodeSpans {
  #text: string
  /** For each length of a run, where such runs start, in order. */
  #runs: Map<number, number[]> | null = null
  #used = new Map<number, number>()

  constructor(text: string) {
    this.#text = text
  }

  /** The span that starts at `at`; `text` is null when the run there is never closed. */
  read(at: number): { text: string | null; end: number } {
    this.#runs ??= findRuns(this.#text)
    let length = 1
    while (this.#text[at + length] === '`') length++
    const starts = this.#runs.get(length) ?? []
    let next = this.#used.get(length) ?? 0
    while ((starts[next] ?? Number.POSITIVE_INFINITY) <= at) next++
    this.#used.set(length, next)
    const close = starts[next]
    if (close === undefined) return { text: null, end: at + length }
    return { text: trim(this.#text.slice(at + length, close)), end: close + length }
  }
}

function findRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>()
  for (let at = text.indexOf('`'), end = at; at >= 0; at = text.indexOf('`', end)) {
    for (end = at; text[end] === '`'; ) end++
    const starts = runs.get(end - at)
    if (starts) starts.push(at)
    else runs.set(end - at, [at])
  }
  return runs
}

function trim(content: string): string {
  const text = content.replace(/\n/g, ' ')
  const padded = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text)
  return padded ? text.slice(1, -1) : text
}
