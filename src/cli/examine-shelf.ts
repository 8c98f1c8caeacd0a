/** Holds a blog's shelf against its ledger: some documents by chance, or all. */

import { urls } from '../urls.ts'
import type { Remote } from './remote.ts'

export interface ShelfState {
  checked: number
  /** Keys under which KV has nothing, or an old version. */
  wrong: string[]
  /** Are they being written again? */
  repaired: boolean
}

interface Part {
  checked: number
  wrong: string[]
  next: string | null
}

export interface ExamineOptions {
  /** All of it, not a sample. */
  full: boolean
  /** Has what is wrong written again; looks at all. */
  repair: boolean
  progress(checked: number): void
}

export async function examineShelf(
  remote: Pick<Remote, 'json'>,
  { full, repair, progress }: ExamineOptions,
): Promise<ShelfState> {
  const state: ShelfState = { checked: 0, wrong: [], repaired: repair }
  const all = full || repair
  let next: string | null = urls.api.shelf() + (all ? '' : '?sample=1')
  while (next !== null) {
    const part: Part = await remote.json(next, { method: repair ? 'POST' : 'GET' })
    state.checked += part.checked
    state.wrong.push(...part.wrong)
    next = part.next
    progress(state.checked)
  }
  return state
}
