/** What an import would do, as plain data: what `--json` answers, and what is told in words. */

import type { Fault } from '../../post/refusal.ts'
import type { Instead } from './constructs/tree.ts'
import type { EngineName, Why } from './engines/engine.ts'

/** Where something stands in the old site. */
export interface Place {
  path: string
  line: number
}

export interface Report {
  engine: EngineName
  /** The old site's configuration; null when there is none. */
  config: string | null
  /** The zone of its dates. */
  timezone: string
  /** What each file becomes. */
  moved: { path: string; slug: string; kind: 'post' | 'page' }[]
  posts: number
  pages: number
  /** Of the posts and pages. */
  drafts: number
  undated: number
  /** The first and the last day. */
  days: { first: string; last: string } | null
  tags: number
  categories: number
  /** Old addresses that will lead to the new ones. */
  redirects: number
  pictures: {
    found: number
    missing: (Place & { address: string })[]
    /** At hosts that may still answer. */
    remote: (Place & { address: string })[]
    /** At hosts that are gone, or did not answer. */
    dead: (Place & { address: string; why?: string })[]
    /** Brought in from other hosts. */
    fetched: number
    /** Found, and no pictures that a blog takes: the posts that show them will be refused. */
    bad: { path: string; errors: Fault[] }[]
  }
  /** Files that posts lead to and that are no pictures Deckle takes. */
  left: { path: string; file: string }[]
  /** How many constructs of each kind show as they did. */
  converted: Record<string, number>
  /** Constructs that became something else. */
  replaced: (Place & { text: string; instead: Instead })[]
  /** Constructs that a reader would see as they are written. */
  raw: (Place & { text: string })[]
  skipped: { path: string; why: Why }[]
  refused: { path: string; errors: Fault[] }[]
  twins: { slug: string; paths: string[] }[]
  warnings: ({ path: string } & Fault)[]
  comments: number
  /** Symbolic links, which are not followed. */
  links: string[]
}

export const emptyReport = (
  engine: EngineName,
  config: string | null,
  timezone: string,
): Report => ({
  engine,
  config,
  timezone,
  moved: [],
  ...{
    posts: 0,
    pages: 0,
    drafts: 0,
    undated: 0,
    days: null,
    tags: 0,
    categories: 0,
    redirects: 0,
  },
  pictures: { found: 0, missing: [], remote: [], dead: [], fetched: 0, bad: [] },
  ...{ left: [], converted: {}, replaced: [], raw: [], skipped: [], refused: [], twins: [] },
  ...{ warnings: [], comments: 0, links: [] },
})
