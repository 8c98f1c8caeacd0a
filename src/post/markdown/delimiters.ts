/** Runs of `*`, `_` and `~`: which may open emphasis and which may close it. */

import {
  CJK,
  characterAt,
  characterBefore,
  classify,
  isCjk,
  PUNCTUATION,
  SHARED,
  SPACE,
  WIDE,
} from './characters.ts'

/** A run of delimiters. `opens` and `closes` hold what it was found to open and close, innermost first. */
export interface Run {
  type: 'run'
  mark: '*' | '_' | '~'
  length: number
  /** Delimiters not yet used. */
  left: number
  canOpen: boolean
  canClose: boolean
  opens: number[]
  closes: number[]
}

const CLOSING = /^[,.;:!?)\]，。、；：！？）】》」』”’]/
const DIGIT = /^\d/

/** Reads the run at `at`. With `cjk`, white space is not needed between emphasis and CJK punctuation. */
export function readRun(text: string, at: number, cjk: boolean): Run {
  const mark = text[at] as Run['mark']
  let end = at + 1
  while (text[end] === mark) end++
  const length = end - at
  const after = characterAt(text, end)
  let before = characterBefore(text, at)
  // In a hard-wrapped text the line may break just before a closing run: `*name\n*，then`.
  if (cjk && before === '\n' && CLOSING.test(after)) before = lastVisible(text, at)
  const [left, right] = cjk ? flankCjk(text, at, end, before, after) : flank(before, after)
  const run: Run = {
    type: 'run',
    mark,
    length,
    left: length,
    canOpen: left,
    canClose: right,
    opens: [],
    closes: [],
  }
  if (mark === '_') {
    run.canOpen = left && (!right || (classify(before) & PUNCTUATION) !== 0)
    run.canClose = right && (!left || (classify(after) & PUNCTUATION) !== 0)
  } else if (mark === '~') {
    const range = cjk && length === 1 && DIGIT.test(before) && DIGIT.test(after)
    if (length > 2 || range) run.canOpen = run.canClose = false
  }
  return run
}

function lastVisible(text: string, at: number): string {
  const line = text.slice(Math.max(0, at - 100), at).trimEnd()
  return characterBefore(line, line.length)
}

/** CommonMark, section 6.2: left-flanking, right-flanking. */
function flank(before: string, after: string): [left: boolean, right: boolean] {
  const a = classify(before)
  const b = classify(after)
  return [
    (b & SPACE) === 0 && ((b & PUNCTUATION) === 0 || (a & (SPACE | PUNCTUATION)) !== 0),
    (a & SPACE) === 0 && ((a & PUNCTUATION) === 0 || (b & (SPACE | PUNCTUATION)) !== 0),
  ]
}

/** As github.com/tats-u/markdown-cjk-friendly has it: CJK characters stand for white space and punctuation. */
function flankCjk(
  text: string,
  at: number,
  end: number,
  before: string,
  after: string,
): [left: boolean, right: boolean] {
  const a = classify(before)
  const b = classify(after)
  const markBefore =
    isForeign(a) && !((a & SHARED) !== 0 && isCjk(characterBefore(text, at - before.length)))
  const markAfter =
    isForeign(b) && !((b & SHARED) !== 0 && isCjk(characterAt(text, end + after.length)))
  return [
    (b & SPACE) === 0 && (!markAfter || markBefore || (a & (SPACE | CJK)) !== 0),
    (a & SPACE) === 0 && (!markBefore || markAfter || (b & (SPACE | CJK)) !== 0),
  ]
}

/** Punctuation that is not of CJK; a quotation mark is of CJK when what it quotes is. */
const isForeign = (bits: number): boolean => (bits & PUNCTUATION) !== 0 && (bits & WIDE) === 0
