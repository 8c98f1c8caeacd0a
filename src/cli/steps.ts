/** What a push has to do, found out post by post: each is read and compared when there is room to send it. */

import { setImmediate as turn } from 'node:timers/promises'
import { type Conflict, compare, type Rules, type Step } from './plan.ts'
import type { Glimpse, PostReader, Refused } from './post-reader.ts'
import type { Remote, RemotePost } from './remote.ts'

/** Files read in one go: an answer of the blog waits no longer than that. */
const AT_ONCE = 20

/** The slugs of all posts. `progress` is told how many have been looked at. */
export async function glanceAll(
  reader: PostReader,
  paths: string[],
  progress: (done: number) => void,
): Promise<{ found: Glimpse[]; refused: Refused[] }> {
  const found: Glimpse[] = []
  const refused: Refused[] = []
  for (const [n, path] of paths.entries()) {
    try {
      found.push(await reader.glance(path))
    } catch (error) {
      refused.push(reader.refuse(path, error))
    }
    if (n % AT_ONCE > 0) continue
    progress(n)
    await turn()
  }
  return { found, refused }
}

export interface StepOptions extends Rules {
  remote: Pick<Remote, 'revisions'>
  reader: PostReader
  /** The blog's posts by slug. */
  listed: ReadonlyMap<string, RemotePost>
  same(): void
  conflict(conflict: Conflict): void
  refused(refused: Refused): void
}

/** Those that are to be sent, in their order; the others are told of. Throws when the blog cannot be reached. */
export async function* findSteps(found: Glimpse[], options: StepOptions): AsyncGenerator<Step> {
  const { remote, reader, listed } = options
  for (const { path, ready } of found) {
    const post = ready ?? (await reader.read(path).catch((error) => reader.refuse(path, error)))
    if ('faults' in post) {
      options.refused(post)
      continue
    }
    const step = await compare(remote, post, listed.get(post.slug) ?? null, options)
    if (step === null) options.same()
    else if ('why' in step) options.conflict(step)
    else yield step
  }
}
