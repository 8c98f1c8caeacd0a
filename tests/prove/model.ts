/** What a blog should be after a row of changes, in a few dozen lines: the model that the real one is held against. */

export interface Content {
  /** Stands in title and text. */
  n: number
  /** Milliseconds since the epoch. */
  date: number
  draft: boolean
  tags: string[]
  picture: boolean
}

export type Status = 'published' | 'scheduled' | 'draft' | 'gone'

export class ModelPost {
  /** Null: removed at that revision. */
  readonly revisions: (Content | null)[] = []
  etag = ''
  /** Did readers ever see it? */
  seen = false

  get content(): Content | null {
    return this.revisions.at(-1) ?? null
  }

  status(now: number): Status {
    if (!this.content) return 'gone'
    if (this.content.draft) return 'draft'
    return this.content.date > now ? 'scheduled' : 'published'
  }

  /** What a restore brings back: the revision before, unless there the post was removed. */
  get former(): Content | null {
    return this.revisions.at(-2) ?? null
  }
}

export class Model {
  readonly posts = new Map<string, ModelPost>()
  now = 0
  outage = false

  at(slug: string): ModelPost {
    const post = this.posts.get(slug) ?? new ModelPost()
    this.posts.set(slug, post)
    return post
  }

  /** Notes what readers see by now. */
  settle(): void {
    for (const post of this.posts.values()) post.seen ||= post.status(this.now) === 'published'
  }

  /** The post, if it was written and not removed. */
  living(slug: string): ModelPost | null {
    const post = this.posts.get(slug)
    return post?.content ? post : null
  }
}

/** What a reader is answered: what was shown once and is withdrawn is gone, the rest was never there. */
export function expectedStatus(post: ModelPost, now: number): 200 | 404 | 410 {
  if (post.status(now) === 'published') return 200
  return post.seen ? 410 : 404
}
