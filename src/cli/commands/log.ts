/** `deckle log`: who wrote what and when, and the hash of what it left. */

import { existsSync } from 'node:fs'
import { urls } from '../../urls.ts'
import { openRemote } from '../blog.ts'
import { pad, widthOf } from '../columns.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { isPost } from '../folder.ts'
import { speak } from '../language.ts'
import { printable } from '../printable.ts'
import { readOne } from '../read-one.ts'
import type { Remote } from '../remote.ts'

interface Entry {
  at: string
  by: string
  action: string
  subject: string
  hash: string | null
}

const COUNT = 20
/** Entries that the API gives at once. */
const PAGE = 500
/** Of a hash as many digits as tell two versions apart. */
const DIGITS = 12
/** `2026-11-22 19:30`, by this machine's clock. */
const TIME = { dateStyle: 'short', timeStyle: 'short' } as const

const words = speak({
  en: {
    count: '--count is a whole number from 1 to 100000',
    none: 'Nothing was written yet.',
    more: (count: number) => `There is more: deckle log --count ${count}`,
  },
  zh: {
    count: '--count 是 1 到 100000 的整数',
    none: '还没有写入过什么。',
    more: (count: number) => `还有更多：deckle log --count ${count}`,
  },
})

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const count = readCount(flags.count)
  const remote = await openRemote(context)
  const [wanted] = paths
  const post =
    wanted && existsSync(wanted) && isPost(wanted) ? (await readOne(wanted)).post.slug : wanted
  const { entries, more } = await list(remote, count, post)
  if (entries.length === 0) terminal.say(words.none)
  for (const line of inTable(entries)) terminal.say(line)
  if (more) terminal.say(terminal.paint('dim', words.more(count * 10)))
  answer({ blog: remote.origin, entries, more })
  return EXIT.done
}

function readCount(text: string | boolean | undefined): number {
  if (text === undefined) return COUNT
  if (typeof text === 'string' && /^[1-9]\d{0,4}$|^100000$/.test(text)) return Number(text)
  throw new UsageError(words.count)
}

/** Newest first: page after page, until there are so many. */
async function list(
  remote: Remote,
  count: number,
  post?: string,
): Promise<{ entries: Entry[]; more: boolean }> {
  const query = new URLSearchParams({ limit: `${Math.min(count, PAGE)}`, ...(post && { post }) })
  const entries: Entry[] = []
  let next: string | null = `${urls.api.log()}?${query}`
  while (next !== null && entries.length < count) {
    const page: { entries: Entry[]; next: string | null } = await remote.json(next)
    entries.push(...page.entries)
    next = page.next
  }
  return { entries: entries.slice(0, count), more: next !== null || entries.length > count }
}

function inTable(entries: Entry[]): string[] {
  const widest = (texts: string[]) => Math.max(...texts.map(widthOf))
  const rows = entries.map(({ at, by, action, subject, hash }) => [
    new Date(at).toLocaleString('sv-SE', TIME),
    ...[by, action, hash?.slice(0, DIGITS) ?? '', subject].map(printable),
  ])
  const widths = [0, 1, 2, 3].map((column) => widest(rows.map((row) => row[column] ?? '')))
  return rows.map((row) => row.map((text, column) => pad(text, widths[column] ?? 0)).join('  '))
}
