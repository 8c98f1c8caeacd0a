/** `deckle doctor`: examines a blog, and says what to do about each finding. */

import { urls } from '../../urls.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { diagnose, type Status } from '../diagnosis.ts'
import { printable } from '../printable.ts'

const MARKS = { green: '✓', yellow: '!', red: '✗' } as const

export async function run(context: Context): Promise<number> {
  const { terminal, words, answer } = context
  const remote = await openRemote(context)
  const status = await remote.json<Status>(urls.api.status())
  const now = Date.now()
  const home = await fetch(remote.origin, { redirect: 'manual' })
  await home.body?.cancel()
  const findings = diagnose(status, { asked: remote.origin, now, page: home.status })
  for (const { level, says, todo } of findings) {
    terminal.say(`${terminal.paint(level, MARKS[level])} ${printable(says)}`)
    for (const line of todo?.split('\n') ?? []) terminal.say(`    ${printable(line)}`)
  }
  if (findings.every(({ level }) => level === 'green')) {
    terminal.say(terminal.paint('green', words.fine))
  }
  answer({ blog: remote.origin, findings, status })
  return findings.some(({ level }) => level === 'red') ? EXIT.wrong : EXIT.done
}
