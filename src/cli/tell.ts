/** Shows conflicts: how the two versions differ, and the three ways out. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from './command.ts'
import { diffLines, type Line, shorten } from './diff.ts'
import { place } from './place.ts'
import type { Conflict } from './plan.ts'
import { printable } from './printable.ts'
import type { Remote } from './remote.ts'

/** A screen holds a few conflicts of this many lines. */
const MOST_LINES = 16

export async function tellConflicts(
  { terminal, words }: Pick<Context, 'terminal' | 'words'>,
  { root, remote, conflicts }: { root: string; remote: Remote; conflicts: Conflict[] },
): Promise<void> {
  for (const { post, why } of conflicts) {
    const path = place(root, post.path)
    terminal.say(`${terminal.paint('red', '!')} ${path} ${words.why[why]}`)
    const lines = why === 'removed' ? [] : await compare(root, remote, post)
    for (const [sign, text] of lines) {
      const line = `    ${sign} ${printable(text)}`
      terminal.say(sign === ' ' ? line : terminal.paint(sign === '+' ? 'green' : 'red', line))
    }
    for (const way of words.ways(path)) terminal.say(`  ${way}`)
  }
}

/** From the blog's version to the one here. */
async function compare(root: string, remote: Remote, post: Conflict['post']): Promise<Line[]> {
  const { bytes } = await remote.source(post.slug)
  const here = await readFile(join(root, post.path), 'utf8')
  return shorten(diffLines(new TextDecoder().decode(bytes), here), MOST_LINES)
}
