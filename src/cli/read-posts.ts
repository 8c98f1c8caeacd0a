/** Reads every post of a folder as the blog would. */

import type { Folder } from './folder.ts'
import type { Memory } from './memory.ts'
import { inPool } from './pool.ts'
import { type Glimpse, PostReader, type Refused } from './post-reader.ts'
import type { Ready } from './prepare.ts'

export interface Readings {
  ready: Ready[]
  refused: Refused[]
  twins: Twins[]
}

/** Files that would take one slug. */
export interface Twins {
  slug: string
  paths: string[]
}

/** `progress` is told how many of the posts have been read. */
export async function readPosts(
  folder: Folder,
  paths: string[],
  { memory, timezone, progress }: ReadOptions,
): Promise<Readings> {
  const reader = new PostReader(folder, { memory, timezone })
  const ready: Ready[] = []
  const refused: Refused[] = []
  let done = 0
  await inPool(paths, 8, async (path) => {
    try {
      ready.push(await reader.read(path))
    } catch (error) {
      refused.push(reader.refuse(path, error))
    }
    progress?.(++done)
  })
  ready.sort(byPath)
  return { ready, refused: refused.sort(byPath), twins: findTwins(ready) }
}

export interface ReadOptions {
  memory: Memory
  /** IANA time zone of the site. */
  timezone: string
  progress?: (done: number) => void
}

export function findTwins(posts: Pick<Glimpse, 'path' | 'slug'>[]): Twins[] {
  return [...Map.groupBy(posts, ({ slug }) => slug)]
    .filter(([, same]) => same.length > 1)
    .map(([slug, same]) => ({ slug, paths: same.map(({ path }) => path) }))
}

export const byPath = (a: { path: string }, b: { path: string }): number =>
  a.path < b.path ? -1 : 1
