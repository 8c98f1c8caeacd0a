/** Finds which runs of delimiters belong together (CommonMark, appendix, "process emphasis"). */

import type { Run } from './delimiters.ts'

/** Pairs the runs, in time linear to their number: see `openers_bottom` in the specification. */
export function matchRuns(runs: readonly Run[]): void {
  const count = runs.length
  const previous = new Int32Array(count)
  const next = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    previous[at] = at - 1
    next[at] = at + 1
  }
  const remove = (at: number) => {
    const before = previous[at] as number
    const after = next[at] as number
    if (before >= 0) next[before] = after
    if (after < count) previous[after] = before
  }
  // For each kind of closer: below this, no opener for it stands.
  const bottom = new Int32Array(16)
  let at = 0
  while (at < count) {
    const closer = runs[at] as Run
    if (!closer.canClose || closer.left === 0) {
      at = next[at] as number
      continue
    }
    const kind = kindOf(closer)
    const lowest = bottom[kind] as number
    let from = previous[at] as number
    while (from >= lowest && !fits(runs[from] as Run, closer)) from = previous[from] as number
    if (from < lowest) {
      bottom[kind] = at
      if (!closer.canOpen) remove(at)
      at = next[at] as number
      continue
    }
    const opener = runs[from] as Run
    const used = closer.mark === '~' ? closer.length : opener.left >= 2 && closer.left >= 2 ? 2 : 1
    opener.opens.push(used)
    closer.closes.push(used)
    opener.left -= used
    closer.left -= used
    next[from] = at
    previous[at] = from
    if (opener.left === 0) remove(from)
    if (closer.left === 0) {
      remove(at)
      at = next[at] as number
    }
  }
}

/** `*` and `_` by whether they also open and by their length modulo 3; `~` by length. */
function kindOf({ mark, canOpen, length }: Run): number {
  if (mark === '~') return 11 + length
  return (mark === '_' ? 6 : 0) + (canOpen ? 3 : 0) + (length % 3)
}

function fits(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark || !opener.canOpen) return false
  if (closer.mark === '~') return opener.length === closer.length
  const both = opener.canClose || closer.canOpen
  return !both || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0
}
