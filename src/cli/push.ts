/** Brings a blog to the state of a folder: sends what differs and nothing else, and tells how it goes. */

import { type Folder, readFolder } from './folder.ts'
import { Memory } from './memory.ts'
import { place, tellFaults, tellLinks, tellTwins, tellWarnings } from './place.ts'
import { type Conflict, makePlan, type Plan } from './plan.ts'
import { inPool } from './pool.ts'
import { printable, readable } from './printable.ts'
import { type Readings, type Refused, readPosts } from './read-posts.ts'
import type { Remote, RemotePost } from './remote.ts'
import { type Sent, sendPosts } from './send.ts'
import { sendPictures } from './send-pictures.ts'
import { settle } from './settle.ts'
import { drawBar, type Terminal } from './terminal.ts'
import type { Words } from './words.ts'

export interface PushOptions {
  remote: Remote
  /** IANA time zone of the site. */
  timezone: string
  terminal: Terminal
  words: Words
  memory?: Memory
  /** Which of the folder's posts; all when it is not given. */
  only?: (path: string) => boolean
  /** What is here wins wherever the two differ. */
  mine?: boolean
  /** Replaces only posts that were sent from here. */
  strict?: boolean
  /** Tells what it would do, and does nothing. */
  dry?: boolean
  /** Warnings have been told before. */
  quiet?: boolean
  /** Is asked whether posts that the folder does not have are to be removed. Not given: they stay. */
  prune?: (strays: RemotePost[]) => Promise<boolean>
}

export interface Outcome {
  created: number
  updated: number
  unchanged: number
  removed: number
  refused: Refused[]
  conflicts: Conflict[]
  twins: Readings['twins']
  /** How many posts the folder had to offer. */
  posts: number
  /** Posts of the blog that the folder does not have. */
  strays: number
}

/** A post that is refused is told and left out; the others go on. Throws when the blog cannot be reached. */
export async function pushFolder(root: string, options: PushOptions): Promise<Outcome> {
  const { remote, timezone, terminal, words, memory = new Memory(null), only } = options
  const folder = await readFolder(root)
  const paths = only ? folder.posts.filter(only) : folder.posts
  const [listed, readings] = await Promise.all([
    remote.list(),
    readPosts(folder, paths, {
      ...{ memory, timezone },
      progress: (done) => terminal.progress(words.reading(drawBar(done, paths.length))),
    }),
  ])
  const { ready, refused, twins } = readings
  terminal.progress('')
  tellLinks(terminal, folder)
  for (const each of refused) tellFaults(terminal, root, each)
  const outcome = {
    ...{ created: 0, updated: 0, unchanged: 0, removed: 0, refused, twins, strays: 0 },
    ...{ conflicts: [] as Conflict[], posts: paths.length },
  }
  tellTwins(terminal, root, twins)
  if (twins.length > 0) terminal.say(words.nothingSent)
  if (twins.length > 0 || paths.length === 0) return outcome

  const { mine = false, strict = false } = options
  const plan = await makePlan(remote, { ready, listed, memory, mine, strict })
  outcome.unchanged = plan.unchanged.length
  outcome.conflicts = plan.conflicts
  outcome.strays = only ? 0 : plan.strays.length
  try {
    if (options.dry) return rehearse(plan, outcome, folder, options)
    merge(outcome, await carryOut(plan, folder, { ...options, memory }))
    if (options.prune && !only && plan.strays.length > 0) {
      outcome.removed = await prune(plan.strays, options, memory)
      outcome.strays -= outcome.removed
    }
    return outcome
  } finally {
    await memory.save()
  }
}

/** What is new, and what replaces an older version. */
const signOf = (etag: string | null): string => (etag === null ? '+' : '~')

function rehearse(plan: Plan, outcome: Outcome, { root }: Folder, options: PushOptions): Outcome {
  const { terminal } = options
  for (const { post, etag } of plan.send) {
    terminal.say(`${terminal.paint('green', signOf(etag))} ${place(root, post.path)}`)
    tellWarnings(terminal, root, post.path, post.warnings)
    outcome[etag === null ? 'created' : 'updated'] += 1
  }
  if (!options.prune) return outcome
  for (const { slug } of plan.strays) {
    terminal.say(`${terminal.paint('red', '-')} ${printable(slug)}`)
  }
  return { ...outcome, removed: plan.strays.length }
}

/** Pictures first, then the posts that show them, then the wait for the shelf. */
async function carryOut(
  plan: Plan,
  folder: Folder,
  options: PushOptions & { memory: Memory },
): Promise<Sent> {
  const { remote, terminal, words, memory } = options
  const { root } = folder
  const all = plan.send.length
  let done = 0
  const progress = () => terminal.progress(words.sending(drawBar(done, all)))
  try {
    await sendPictures(
      plan.send.map(({ post }) => post),
      {
        ...{ remote, folder },
        progress: (...n) => terminal.progress(words.pictures(drawBar(...n))),
      },
    )
    progress()
    const sent = await sendPosts(plan.send, {
      ...{ remote, folder, memory },
      sent({ post, etag }, { url, status, warnings }) {
        done += 1
        const state = status === 'published' ? '' : ` (${words.state[status]})`
        const sign = terminal.paint('green', signOf(etag))
        terminal.say(`${sign} ${place(root, post.path)} → ${readable(url)}${state}`)
        if (!options.quiet) tellWarnings(terminal, root, post.path, warnings)
        progress()
      },
      refused: ({ post }, faults) => tellFaults(terminal, root, { path: post.path, faults }),
    })
    if (done > 0) await waitForShelf(options)
    return sent
  } catch (error) {
    terminal.say(terminal.paint('red', words.stopped(done, all - done)))
    throw error
  } finally {
    terminal.progress('')
  }
}

/** Everything is stored by now: what goes wrong here is no failure of the push. */
async function waitForShelf({ remote, terminal, words }: PushOptions): Promise<void> {
  const left = await settle(remote, (n) => terminal.progress(words.shelving(n))).catch(() => null)
  if (left) terminal.say(terminal.paint('yellow', words.shelfLater(left)))
}

async function prune(
  strays: RemotePost[],
  { remote, prune, terminal }: PushOptions,
  memory: Memory,
): Promise<number> {
  if (!(await prune?.(strays))) return 0
  let removed = 0
  await inPool(strays, 4, async ({ slug, etag }) => {
    await remote.remove(slug, etag)
    memory.met.delete(slug)
    removed += 1
    terminal.say(`${terminal.paint('red', '-')} ${printable(slug)}`)
  })
  return removed
}

function merge(outcome: Outcome, sent: Sent): void {
  outcome.created = sent.created
  outcome.updated = sent.updated
  outcome.refused = [...outcome.refused, ...sent.refused]
  outcome.conflicts = [...outcome.conflicts, ...sent.conflicts]
}
