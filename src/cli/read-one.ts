/** Reads the one post that a command names by its file. */

import { basename, dirname, relative, resolve } from 'node:path'
import { readTimezone } from './blog.ts'
import { type Folder, readFolder } from './folder.ts'
import { Memory } from './memory.ts'
import { place } from './place.ts'
import type { Ready } from './prepare.ts'
import { readPosts } from './read-posts.ts'
import { homeFolder } from './selection.ts'

/** Its pictures are looked for as a push of `content/` would. Throws what is wrong with it, by file and line. */
export async function readOne(file: string): Promise<{ post: Ready; folder: Folder }> {
  const home = relative(homeFolder(), resolve(file))
  const inside = home !== '' && !home.startsWith('..')
  const folder = await readFolder(inside ? homeFolder() : dirname(resolve(file)))
  const path = inside ? home : basename(file)
  const options = { memory: new Memory(null), timezone: readTimezone() }
  const { ready, refused } = await readPosts(folder, [path], options)
  const [post] = ready
  if (post) return { post, folder }
  const faults = refused.flatMap((each) => each.faults)
  throw new Error(faults.map((fault) => place(folder.root, path, fault)).join('\n'))
}
