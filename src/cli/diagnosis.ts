/** What a blog's status means for its owner: findings, each with what to do. */

import { RENDERER } from '../post/render-post.ts'
import { diagnosisWords as words } from './diagnosis-words.ts'
import type { ShelfState } from './examine-shelf.ts'
import { readVersion } from './version.ts'

/** `GET /api/status`. */
export interface Status {
  version: string | null
  /** Which rules the blog renders by. */
  renderer: string
  secret: 'strong' | 'weak'
  url: string
  time: string
  timezone: string
  bindings: Record<string, boolean>
  missing: { binding: string; without: string; add: string }[]
  posts: Record<string, number>
  pictures: number
  pending: { documents: number; oldest: number | null }
  unverified: number
  overdue: number
  next: string | null
  writes: number
  bytes: number
  /** Is a copy made each night, and when was the last one whole? */
  backup: boolean
  copied: string | null
  last_error: { at: string; message: string } | null
}

export interface Finding {
  level: 'green' | 'yellow' | 'red'
  says: string
  /** What to do about it. */
  todo?: string
}

/** KV writes a day on the free plan. */
const WRITES = 1_000
/** A drain takes a second or two; what waits longer waits for something. Milliseconds. */
const SLOW = 30_000
const STUCK = 600_000
/** A scheduled post appears by this machine's idea of now, or by the blog's. Milliseconds. */
const SKEW = 30_000
/** A nightly copy that is older was left out. Milliseconds. */
const STALE = 36 * 3_600_000
/** Keys that are named; of more it is enough to know how many. */
const NAMED = 5

export interface Examined {
  /** The origin the status came from. */
  asked: string
  /** This machine's clock, in milliseconds since the epoch. */
  now: number
  /** The HTTP status of pages by path. */
  pages: ReadonlyMap<string, number>
  shelf: ShelfState
}

export function diagnose(status: Status, { asked, now, pages, shelf }: Examined): Finding[] {
  return [
    ...diagnosePages(pages),
    ...diagnoseBindings(status),
    diagnoseSecret(status),
    diagnoseAddress(status, asked),
    diagnoseClock(status, now),
    diagnosePending(status),
    diagnoseShelf(shelf),
    diagnoseSchedule(status),
    diagnoseWrites(status),
    diagnoseCopy(status, now),
    ...diagnoseError(status, now),
    ...diagnoseVersions(status),
  ]
}

function diagnosePages(pages: ReadonlyMap<string, number>): Finding[] {
  const bad = [...pages].filter(([, status]) => status !== 200)
  if (bad.length === 0) return [{ level: 'green', says: words.pages(pages.size) }]
  return bad.map(([path, status]) => ({
    level: 'red',
    says: words.page(path, status),
    todo: status >= 500 ? words.logs : words.lacks,
  }))
}

function diagnoseBindings({ bindings, missing }: Status): Finding[] {
  const bound = Object.keys(bindings).filter((name) => bindings[name])
  return [
    { level: 'green', says: words.bound(bound.join(', ')) },
    ...missing.map(
      ({ binding, without, add }): Finding => ({
        level: binding === 'POSTS' ? 'red' : 'yellow',
        says: words.unbound(binding, words.without[binding] ?? without),
        todo: words.bind(add.replace(/^/gm, '    ')),
      }),
    ),
  ]
}

function diagnoseSecret({ secret }: Status): Finding {
  const says = words.secret[secret]
  if (secret === 'strong') return { level: 'green', says }
  return { level: 'yellow', says, todo: words.newSecret }
}

function diagnoseAddress({ url }: Status, asked: string): Finding {
  if (url === asked) return { level: 'green', says: words.address(url) }
  return { level: 'red', says: words.otherAddress(url, asked), todo: words.setAddress(asked) }
}

function diagnoseClock({ time }: Status, now: number): Finding {
  const skew = now - Date.parse(time)
  if (Math.abs(skew) <= SKEW) return { level: 'green', says: words.clocks }
  const says = (skew > 0 ? words.ahead : words.behind)(span(Math.abs(skew)))
  return { level: 'yellow', says, todo: words.setClock }
}

function diagnosePending({ pending, unverified }: Status): Finding {
  const { documents, oldest } = pending
  if (documents === 0) return { level: 'green', says: words.written(unverified) }
  const age = oldest ?? 0
  const says = words.waiting(documents, span(age))
  if (age < SLOW) return { level: 'green', says }
  return { level: age < STUCK ? 'yellow' : 'red', says, todo: words.refuses }
}

function diagnoseShelf({ checked, wrong, repaired }: ShelfState): Finding {
  if (wrong.length === 0) return { level: 'green', says: words.shelf(checked) }
  const named = wrong.slice(0, NAMED).join(', ') + (wrong.length > NAMED ? ' …' : '')
  const says = words.wrong(wrong.length, checked, named)
  if (repaired) return { level: 'yellow', says, todo: words.repaired }
  return { level: 'red', says, todo: words.repair }
}

function diagnoseSchedule({ overdue, next }: Status): Finding {
  if (overdue > 0) return { level: 'red', says: words.overdue(overdue), todo: words.repairAndLogs }
  return { level: 'green', says: next ? words.next(next) : words.nothing }
}

function diagnoseWrites({ writes }: Status): Finding {
  const says = words.writes(writes, WRITES)
  if (writes < WRITES * 0.8) return { level: 'green', says }
  return { level: writes < WRITES ? 'yellow' : 'red', says, todo: words.fewer }
}

function diagnoseCopy({ backup, copied }: Status, now: number): Finding {
  if (!backup) return { level: 'green', says: words.noCopy }
  if (!copied) return { level: 'yellow', says: words.firstCopy, todo: words.waitCopy }
  const age = Math.max(0, now - Date.parse(copied))
  const says = words.copied(span(age))
  return age < STALE ? { level: 'green', says } : { level: 'red', says, todo: words.waitCopy }
}

function diagnoseError({ last_error: last }: Status, now: number): Finding[] {
  if (!last) return []
  const ago = span(Math.max(0, now - Date.parse(last.at)))
  return [{ level: 'yellow', says: words.error(ago, last.message), todo: words.triedAgain }]
}

function diagnoseVersions({ version, renderer, bytes }: Status): Finding[] {
  const says = words.version(version ?? words.unknown, Math.ceil(bytes / 1024))
  const here = readVersion()
  return [
    version === null
      ? { level: 'yellow', says, todo: words.bindVersion }
      : { level: 'green', says },
    renderer === RENDERER
      ? { level: 'green', says: words.renderer(here) }
      : { level: 'yellow', says: words.otherRenderer(here), todo: words.update },
  ]
}

function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 120) return words.seconds(seconds)
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? words.minutes(minutes) : words.hours(Math.round(seconds / 3_600))
}
