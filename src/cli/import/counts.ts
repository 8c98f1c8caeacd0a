/** Counts what an import is made of, and finds what falls on one address. */

import type { Post } from '../../post/post.ts'
import type { Document } from './document.ts'
import type { Report } from './report.ts'

/** What is kept of a post until all are read: of its pages nothing, since there may be thousands. */
export interface Done {
  document: Document
  name: string
  /** Null where nobody asks for more than the report. */
  source: (() => Uint8Array) | null
  post: Pick<Post, 'kind' | 'draft' | 'date' | 'tags' | 'categories' | 'aliases'>
}

/** Slugs that several files would take. */
export function findTwins(done: Done[]): Report['twins'] {
  return [...Map.groupBy(done, ({ document }) => document.slug)]
    .filter(([, posts]) => posts.length > 1)
    .map(([slug, posts]) => ({ slug, paths: posts.map(({ document }) => document.path) }))
}

/** Enters the counts into the report. */
export function count(done: Done[], report: Report): void {
  report.moved = done.map(({ document: { path, slug, kind } }) => ({ path, slug, kind }))
  const posts = done.map(({ post }) => post)
  report.posts = posts.filter(({ kind }) => kind === 'post').length
  report.pages = posts.length - report.posts
  report.drafts = posts.filter(({ draft }) => draft).length
  report.undated = posts.filter(({ kind, date }) => kind === 'post' && date === null).length
  report.tags = new Set(posts.flatMap(({ tags }) => tags.map(({ key }) => key))).size
  report.categories = new Set(
    posts.flatMap(({ categories }) => categories.map(({ key }) => key)),
  ).size
  report.redirects = new Set(posts.flatMap(({ aliases }) => aliases)).size
  const days = done
    .flatMap(({ document }) => /^\d{4}-\d\d-\d\d/.exec(document.date ?? '') ?? [])
    .sort()
  const [first, last] = [days[0], days.at(-1)]
  report.days = first && last ? { first, last } : null
}
