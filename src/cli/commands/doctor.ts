/** `deckle doctor`: examines a blog, and says what to do about each finding. */

import { urls } from '../../urls.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { diagnose, type Status } from '../diagnosis.ts'
import { examineShelf } from '../examine-shelf.ts'
import { printable } from '../printable.ts'
import type { Remote, RemotePost } from '../remote.ts'

const MARKS = { green: '✓', yellow: '!', red: '✗' } as const

export async function run(context: Context): Promise<number> {
  const { flags, terminal, words, answer } = context
  const remote = await openRemote(context)
  const status = await remote.json<Status>(urls.api.status())
  const now = Date.now()
  const pages = await askPages(remote)
  const shelf = await examineShelf(remote, {
    full: flags.full === true,
    repair: flags.repair === true,
    progress: (checked) => terminal.progress(words.shelfChecked(checked)),
  })
  terminal.progress('')
  const findings = diagnose(status, { asked: remote.origin, now, pages, shelf })
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

/** What a reader gets: of the home page, and of the newest posts, by path. */
async function askPages(remote: Remote): Promise<Map<string, number>> {
  const query = new URLSearchParams({ limit: '5', status: 'published' })
  const { posts } = await remote.json<{ posts: RemotePost[] }>(`${urls.api.posts()}?${query}`)
  const pages = new Map<string, number>()
  for (const path of ['/', ...posts.map(({ url }) => new URL(url).pathname)]) {
    const page = await fetch(new URL(path, remote.origin), { redirect: 'manual' })
    await page.body?.cancel()
    pages.set(path, page.status)
  }
  return pages
}
