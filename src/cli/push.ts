/** Brings a blog to the state of a folder: sends what differs and nothing else, and tells how it goes. */

import { type Folder, readFolder } from './folder.ts'
import { Memory } from './memory.ts'
import { place, tellFaults, tellLinks, tellTwins, tellWarnings } from './place.ts'
import type { Conflict, Step } from './plan.ts'
import { inPool } from './pool.ts'
import { PostReader, type Refused } from './post-reader.ts'
import { printable, readable } from './printable.ts'
import { byPath, findTwins, type Twins } from './read-posts.ts'
import type { Remote, RemotePost } from './remote.ts'
import { sendPosts } from './send.ts'
import { PictureSender } from './send-pictures.ts'
import { settle } from './settle.ts'
import { findSteps, glanceAll } from './steps.ts'
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
  twins: Twins[]
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
  const reader = new PostReader(folder, { memory, timezone })
  const [listed, { found, refused }] = await Promise.all([
    remote.list(),
    glanceAll(reader, paths, (done) =>
      terminal.progress(words.reading(drawBar(done, paths.length))),
    ),
  ])
  terminal.progress('')
  tellLinks(terminal, folder)
  for (const each of refused) tellFaults(terminal, root, each)
  const twins = findTwins(found)
  const outcome: Outcome = {
    ...{ created: 0, updated: 0, unchanged: 0, removed: 0, refused, conflicts: [], twins },
    ...{ posts: paths.length, strays: 0 },
  }
  tellTwins(terminal, root, twins)
  if (twins.length > 0) terminal.say(words.nothingSent)
  if (twins.length > 0 || paths.length === 0) return outcome

  const here = new Set(found.map(({ slug }) => slug))
  const strays = only ? [] : listed.filter(({ slug }) => !here.has(slug))
  outcome.strays = strays.length
  const pictures = new PictureSender({ remote, folder, progress: () => progress() })
  const progress = () => showProgress(outcome, options, pictures.count)
  const steps = findSteps(found, {
    ...{ remote, reader, memory, mine: options.mine === true, strict: options.strict === true },
    listed: new Map(listed.map((post) => [post.slug, post])),
    same() {
      outcome.unchanged += 1
      progress()
    },
    conflict: (each) => void outcome.conflicts.push(each),
    refused(each) {
      outcome.refused.push(each)
      tellFaults(terminal, root, each)
    },
  })
  try {
    if (options.dry) await rehearse(steps, outcome, root, options)
    else await carryOut(steps, outcome, folder, { ...options, memory, pictures, progress })
    terminal.progress('')
    if (options.prune && strays.length > 0) {
      outcome.removed = await prune(strays, options, memory)
      if (!options.dry) outcome.strays -= outcome.removed
    }
    return outcome
  } finally {
    outcome.refused.sort(byPath)
    await memory.save()
  }
}

/** How many of the posts need nothing more. */
const settled = ({ created, updated, unchanged, refused, conflicts }: Outcome): number =>
  created + updated + unchanged + refused.length + conflicts.length

function showProgress(
  outcome: Outcome,
  { terminal, words, dry }: PushOptions,
  pictures: number,
): void {
  const bar = drawBar(settled(outcome), outcome.posts)
  terminal.progress(dry ? words.reading(bar) : words.sending(bar, pictures))
}

/** What is new, and what replaces an older version. */
const signOf = (etag: string | null): string => (etag === null ? '+' : '~')

async function rehearse(
  steps: AsyncIterable<Step>,
  outcome: Outcome,
  root: string,
  { terminal }: PushOptions,
): Promise<void> {
  for await (const { post, etag } of steps) {
    terminal.say(`${terminal.paint('green', signOf(etag))} ${place(root, post.path)}`)
    tellWarnings(terminal, root, post.path, post.warnings)
    outcome[etag === null ? 'created' : 'updated'] += 1
  }
}

/** Of each post the pictures first, then itself; at the end the wait for the shelf. */
async function carryOut(
  steps: AsyncIterable<Step>,
  outcome: Outcome,
  folder: Folder,
  options: PushOptions & { memory: Memory; pictures: PictureSender; progress(): void },
): Promise<void> {
  const { remote, terminal, words, memory, pictures, progress } = options
  const { root } = folder
  try {
    await sendPosts(steps, {
      ...{ remote, folder, memory, pictures },
      sent({ post, etag }, { url, status, created, warnings }) {
        outcome[created ? 'created' : 'updated'] += 1
        const state = status === 'published' ? '' : ` (${words.state[status]})`
        const sign = terminal.paint('green', signOf(etag))
        terminal.say(`${sign} ${place(root, post.path)} → ${readable(url)}${state}`)
        if (!options.quiet) tellWarnings(terminal, root, post.path, warnings)
        progress()
      },
      refused({ post: { path } }, faults) {
        outcome.refused.push({ path, faults })
        tellFaults(terminal, root, { path, faults })
      },
      conflict: ({ post }) => void outcome.conflicts.push({ post, why: 'both', there: null }),
    })
    if (outcome.created + outcome.updated > 0) await waitForShelf(options)
  } catch (error) {
    const stored = outcome.created + outcome.updated
    const left = outcome.posts - settled(outcome)
    terminal.say(terminal.paint('red', words.stopped(stored, left)))
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

/** Gives how many were removed, or would be. */
async function prune(
  strays: RemotePost[],
  { remote, prune, terminal, dry }: PushOptions,
  memory: Memory,
): Promise<number> {
  const tell = (slug: string) => terminal.say(`${terminal.paint('red', '-')} ${printable(slug)}`)
  if (dry) {
    for (const { slug } of strays) tell(slug)
    return strays.length
  }
  if (!(await prune?.(strays))) return 0
  let removed = 0
  await inPool(strays, 4, async ({ slug, etag }) => {
    await remote.remove(slug, etag)
    memory.met.delete(slug)
    removed += 1
    tell(slug)
  })
  return removed
}
