/** Shows line by line how two texts differ. */

/** A line that both have (' '), that only the first has ('-'), that only the second has ('+'). */
export type Line = [sign: ' ' | '-' | '+', text: string]

/** The table of the common lines has as many cells at most; texts that differ in more are told apart as wholes. */
const MOST_CELLS = 1_000_000

/** The shortest way from one text to the other (longest common subsequence of lines). */
export function diffLines(one: string, other: string): Line[] {
  const left = one.split('\n')
  const right = other.split('\n')
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  const most = Math.min(left.length, right.length) - start
  while (end < most && left.at(-1 - end) === right.at(-1 - end)) end++
  const same = (lines: string[]): Line[] => lines.map((text) => [' ', text])
  return [
    ...same(left.slice(0, start)),
    ...diffMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...same(left.slice(left.length - end)),
  ]
}

function diffMiddle(left: string[], right: string[]): Line[] {
  const width = right.length + 1
  if (left.length * width > MOST_CELLS) {
    return [...left.map((text): Line => ['-', text]), ...right.map((text): Line => ['+', text])]
  }
  // common[i * width + j]: how many lines the rests from i and from j have in common.
  const common = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i * width + j] =
        left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push([' ', left[i++] ?? ''])
      j++
    } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(['-', left[i++] ?? ''])
    } else lines.push(['+', right[j++] ?? ''])
  }
  return lines
}

/** The lines that differ, with one that does not on either side, and `…` for what is left out; at most `most`. */
export function shorten(lines: Line[], most: number): Line[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - 1), at + 2).some(([sign]) => sign !== ' '),
  )
  const kept = lines.flatMap((line, at): Line[] => {
    if (near[at]) return [line]
    return near[at - 1] && near.includes(true, at) ? [[' ', '…']] : []
  })
  return kept.length > most ? [...kept.slice(0, most), [' ', '…']] : kept
}
