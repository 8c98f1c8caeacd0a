/** Shows conflicts: what differs, and the three ways out. */

import type { Context } from './command.ts'
import type { Conflict } from './plan.ts'
import { place } from './push.ts'

export function tellConflicts(
  { terminal, words }: Pick<Context, 'terminal' | 'words'>,
  root: string,
  conflicts: Conflict[],
): void {
  for (const { post, why } of conflicts) {
    const path = place(root, post.path)
    terminal.say(`${terminal.paint('red', '!')} ${path} ${words.why[why]}`)
    for (const way of words.ways(path)) terminal.say(`    ${way}`)
  }
}
