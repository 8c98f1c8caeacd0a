/** Pushes what changed in a folder, one post a request, and tells how it goes. */

import { relative } from 'node:path'
import { join } from 'node:path/posix'
import { Refusal } from '../post/refusal.ts'
import { type Folder, readFolder } from './folder.ts'
import { preparePost } from './prepare.ts'
import { type Fault, type Remote, RemoteRefusal } from './remote.ts'
import type { Terminal } from './terminal.ts'

export interface Outcome {
  pushed: number
  unchanged: number
  refused: number
}

/**
 * Pushes each post of the folder whose ETag differs from the one in `etags` (by slug), and notes the new ETags there.
 * A post that is refused is told and left out; the others go on.
 */
export async function pushFolder(
  root: string,
  { remote, etags, timezone, terminal }: PushOptions,
): Promise<Outcome> {
  const folder = await readFolder(root)
  const outcome: Outcome = { pushed: 0, unchanged: 0, refused: 0 }
  for (const [index, path] of folder.posts.entries()) {
    terminal.progress(`${index + 1}/${folder.posts.length} ${path}`)
    try {
      outcome[await pushPost(folder, path, { remote, etags, timezone, terminal })] += 1
    } catch (error) {
      const faults = readFaults(error)
      for (const fault of faults) terminal.say(place(root, path, fault))
      outcome.refused += 1
    }
  }
  terminal.progress('')
  return outcome
}

export interface PushOptions {
  remote: Remote
  etags: Map<string, string>
  /** IANA time zone of the site. */
  timezone: string
  terminal: Terminal
}

async function pushPost(
  folder: Folder,
  path: string,
  { remote, etags, timezone, terminal }: PushOptions,
): Promise<'pushed' | 'unchanged'> {
  const { slug, etag, upload } = await preparePost(folder, path, timezone)
  if (etags.get(slug) === etag) return 'unchanged'
  const receipt = await remote.push(upload)
  etags.set(receipt.slug, receipt.etag)
  terminal.say(
    `${path} → ${receipt.url}${receipt.status === 'published' ? '' : ` (${receipt.status})`}`,
  )
  for (const warning of receipt.warnings) terminal.say(`  ${place(folder.root, path, warning)}`)
  return 'pushed'
}

function readFaults(error: unknown): Fault[] {
  if (error instanceof Refusal) return error.data.errors
  if (error instanceof RemoteRefusal) {
    return error.errors.length ? error.errors : [{ message: error.message }]
  }
  throw error
}

/** `content/post.md:12:3: what is wrong (what to do)`, as editors and terminals make it a link. */
function place(root: string, path: string, { message, line, column, hint }: Fault): string {
  const file = join(relative(process.cwd(), root), path)
  const position = [file, line, line && column].filter(Boolean).join(':')
  return `${position}: ${message}${hint ? ` (${hint})` : ''}`
}
