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

/** How a push takes what differs. */
export interface Rules {
  memory: Memory
  /** What is here wins wherever the two differ. */
  mine: boolean
  /**
   * A post is replaced only where it is remembered: a folder that was cloned may bring the blog up to date, but an old
   * site may not take the place of another post.
   */
  strict?: boolean
}

export async function makePlan(
  remote: Pick<Remote, 'revisions'>,
  { ready, listed, ...rules }: Rules & { ready: Ready[]; listed: RemotePost[] },
): Promise<Plan> {
  const blog = new Map(listed.map((post) => [post.slug, post]))
  const plan: Plan = { send: [], unchanged: [], conflicts: [], strays: [] }
  for (const post of ready) {
    const there = blog.get(post.slug) ?? null
    blog.delete(post.slug)
    const found = await compare(remote, post, there, rules)
    if (found === null) plan.unchanged.push(post)
    else if ('why' in found) plan.conflicts.push(found)
    else plan.send.push(found)
  }
  plan.strays = [...blog.values()]
  return plan
}

/** What is to be done about a post: null when it is the same here and there. */
export async function compare(
  remote: Pick<Remote, 'revisions'>,
  post: Ready,
  there: RemotePost | null,
  { memory, mine, strict = false }: Rules,
): Promise<Step | Conflict | null> {
  if (there && isSame(post, there, memory)) {
    memory.met.set(post.slug, { here: post.etag, there: there.etag })
    return null
  }
  const why = mine ? null : await objection(remote, post, there, memory, strict)
  return why ? { post, why, there } : { post, etag: there?.etag ?? null }
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
