/** Compares a folder with a blog: what a push would send, leave, and ask about. */

import type { Memory } from './memory.ts'
import type { Ready } from './prepare.ts'
import type { Remote, RemotePost } from './remote.ts'
import type { Why } from './why.ts'

export interface Conflict {
  post: Ready
  why: Why
  /** Null when it was taken down. */
  there: RemotePost | null
}

export interface Step {
  post: Ready
  /** The version it replaces; null when it is new. */
  etag: string | null
}

export interface Plan {
  send: Step[]
  unchanged: Ready[]
  conflicts: Conflict[]
  /** On the blog, and not in the folder. */
  strays: RemotePost[]
}

/**
 * With `mine`, what is here wins wherever the two differ. With `strict`, a post is replaced only where it is remembered:
 * a folder that was cloned may bring the blog up to date, but an old site may not take the place of another post.
 */
export async function makePlan(
  remote: Pick<Remote, 'revisions'>,
  { ready, listed, memory, mine, strict = false }: PlanOptions,
): Promise<Plan> {
  const blog = new Map(listed.map((post) => [post.slug, post]))
  const plan: Plan = { send: [], unchanged: [], conflicts: [], strays: [] }
  for (const post of ready) {
    const there = blog.get(post.slug) ?? null
    blog.delete(post.slug)
    const step = { post, etag: there?.etag ?? null }
    if (there && isSame(post, there, memory)) {
      plan.unchanged.push(post)
      memory.met.set(post.slug, { here: post.etag, there: there.etag })
      continue
    }
    const why = mine ? null : await objection(remote, post, there, memory, strict)
    if (why) plan.conflicts.push({ post, why, there })
    else plan.send.push(step)
  }
  plan.strays = [...blog.values()]
  return plan
}

export interface PlanOptions {
  ready: Ready[]
  listed: RemotePost[]
  memory: Memory
  mine: boolean
  strict?: boolean
}

function isSame({ slug, etag }: Ready, there: RemotePost, { met }: Memory): boolean {
  if (etag === there.etag) return true
  const last = met.get(slug)
  return last?.here === etag && last.there === there.etag
}

/** Why a post that differs must not be sent without asking; null when nobody but the author here has changed it. */
async function objection(
  remote: Pick<Remote, 'revisions'>,
  { slug, etag }: Ready,
  there: RemotePost | null,
  { met }: Memory,
  strict: boolean,
): Promise<Why | null> {
  const last = met.get(slug)
  if (!there) return last ? 'removed' : null
  if (last) {
    if (last.there === there.etag) return null
    return last.here === etag ? 'behind' : 'both'
  }
  if (strict) return 'foreign'
  // Nobody remembers; the blog does. What is one of its earlier versions was not written after the newest.
  const history = await remote.revisions(slug)
  return history.some((revision) => revision.etag === etag) ? 'behind' : null
}
