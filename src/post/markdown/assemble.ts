/** From a flat row of tokens and delimiter runs to a tree of tokens. */

import type { Token } from 'marked'
import { Refusal } from '../refusal.ts'
import type { Run } from './delimiters.ts'
import { matchRuns } from './match-runs.ts'

export type Part = Token | Run

/** Emphasis within emphasis; browsers and people give up much earlier. */
const MAX_DEPTH = 64

interface Level {
  tokens: Token[]
}

/** Resolves the runs. Refusal `too-complex` when emphasis nests too deep. */
export function assemble(parts: readonly Part[]): Token[] {
  const runs = parts.filter(isRun)
  if (runs.length > 1) matchRuns(runs)
  const levels: Level[] = [{ tokens: [] }]
  let top = levels[0] as Level
  for (const part of parts) {
    if (!isRun(part)) {
      append(top.tokens, part)
      continue
    }
    const run = part
    for (const used of run.closes) {
      levels.pop()
      const { tokens } = top
      top = levels[levels.length - 1] as Level
      top.tokens.push(emphasis(run.mark, used, tokens))
    }
    if (run.left > 0) append(top.tokens, textToken(run.mark.repeat(run.left)))
    for (let each = run.opens.length; each > 0; each--) {
      top = { tokens: [] }
      if (levels.push(top) > MAX_DEPTH) throw new Refusal('too-complex', DEEP)
    }
  }
  return levels[0]?.tokens ?? []
}

const isRun = (part: Part): part is Run => part.type === 'run'

const DEEP = {
  message: `Emphasis stands more than ${MAX_DEPTH} deep within itself.`,
  hint: 'Look for * or _ that should be \\* or \\_.',
}

export const textToken = (text: string): Token => ({ type: 'text', raw: text, text })

/** Neighbouring texts become one, but a soft line break stays a token of its own. */
function append(tokens: Token[], token: Token): void {
  const last = tokens[tokens.length - 1]
  if (token.type === 'text' && last?.type === 'text' && token.raw !== '\n' && last.raw !== '\n') {
    last.text += token.text
    last.raw = ''
  } else {
    tokens.push(token)
  }
}

function emphasis(mark: Run['mark'], used: number, tokens: Token[]): Token {
  const type = mark === '~' ? 'del' : used === 2 ? 'strong' : 'em'
  return { type, raw: '', text: '', tokens } as Token
}
