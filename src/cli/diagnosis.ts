/** What a blog's status means for its owner: findings, each with what to do. */

/** `GET /api/status`. */
export interface Status {
  version: string | null
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

/** `asked` is the origin the status came from, `now` this machine's clock, `pages` the HTTP status of pages by path. */
export function diagnose(status: Status, { asked, now, pages }: Examined): Finding[] {
  return [
    ...diagnosePages(pages),
    ...diagnoseBindings(status),
    diagnoseAddress(status, asked),
    diagnoseClock(status, now),
    diagnosePending(status),
    diagnoseSchedule(status),
    diagnoseWrites(status),
    ...diagnoseError(status, now),
    {
      level: status.version === null ? 'yellow' : 'green',
      says: `version ${status.version ?? 'unknown'}, ${Math.ceil(status.bytes / 1024)} KiB in the ledger`,
      ...(status.version === null && { todo: 'Bind version metadata, and deploy again.' }),
    },
  ]
}

export interface Examined {
  asked: string
  now: number
  pages: ReadonlyMap<string, number>
}

function diagnosePages(pages: ReadonlyMap<string, number>): Finding[] {
  const bad = [...pages].filter(([, status]) => status !== 200)
  if (bad.length === 0) return [{ level: 'green', says: `${pages.size} pages answer` }]
  return bad.map(([path, status]) => ({
    level: 'red',
    says: `${path} answers ${status}`,
    todo:
      status >= 500
        ? 'Look at the logs: npx wrangler tail'
        : 'The shelf lacks it. If it stays so for a minute: deckle doctor --repair',
  }))
}

function diagnoseBindings({ bindings, missing }: Status): Finding[] {
  const bound = Object.keys(bindings).filter((name) => bindings[name])
  return [
    { level: 'green', says: `bound: ${bound.join(', ')}` },
    ...missing.map(
      ({ binding, without, add }): Finding => ({
        level: binding === 'POSTS' ? 'red' : 'yellow',
        says: `${binding} is not bound: ${without}`,
        todo: `Add to wrangler.toml, and deploy again:\n${add.replace(/^/gm, '    ')}`,
      }),
    ),
  ]
}

function diagnoseAddress({ url }: Status, asked: string): Finding {
  if (url === asked) return { level: 'green', says: `SITE_URL is ${url}` }
  const says = `SITE_URL is ${url}, and you asked ${asked}: links and feeds name the wrong address`
  return {
    level: 'red',
    says,
    todo: `Set SITE_URL = "${asked}" in wrangler.toml, and deploy again.`,
  }
}

function diagnoseClock({ time }: Status, now: number): Finding {
  const skew = now - Date.parse(time)
  if (Math.abs(skew) <= SKEW) return { level: 'green', says: 'the clocks agree' }
  const says = `this machine's clock is ${span(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the blog's`
  return {
    level: 'yellow',
    says,
    todo: 'Set the clock of this machine: new posts are dated by it.',
  }
}

function diagnosePending({ pending, unverified }: Status): Finding {
  const { documents, oldest } = pending
  if (documents === 0) {
    return { level: 'green', says: `the shelf is written (${unverified} to be looked at again)` }
  }
  const age = oldest ?? 0
  const says = `${documents} documents wait to be written, the oldest for ${span(age)}`
  if (age < SLOW) return { level: 'green', says }
  const todo =
    'KV refuses or is down, or the writes of the day are used up. They are tried again by themselves.'
  return { level: age < STUCK ? 'yellow' : 'red', says, todo }
}

function diagnoseSchedule({ overdue, next }: Status): Finding {
  if (overdue === 0) {
    return {
      level: 'green',
      says: next ? `the next post appears at ${next}` : 'nothing is scheduled',
    }
  }
  const todo = 'deckle doctor --repair, and look at the logs: npx wrangler tail'
  return { level: 'red', says: `${overdue} scheduled posts are overdue`, todo }
}

function diagnoseWrites({ writes }: Status): Finding {
  const says = `${writes} KV writes in the last 24 hours, of ${WRITES} on the free plan`
  if (writes < WRITES * 0.8) return { level: 'green', says }
  const todo =
    'Push fewer posts a day, or take the paid plan. What is over the limit waits for the next day.'
  return { level: writes < WRITES ? 'yellow' : 'red', says, todo }
}

function diagnoseError({ last_error: last }: Status, now: number): Finding[] {
  if (!last) return []
  const ago = span(Math.max(0, now - Date.parse(last.at)))
  return [
    {
      level: 'yellow',
      says: `the last error, ${ago} ago: ${last.message}`,
      todo: 'It was tried again. If it stays, look at the logs: npx wrangler tail',
    },
  ]
}

function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 120) return `${seconds} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}
