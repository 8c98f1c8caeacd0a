/** Carries out a plan: sends posts, many in a request, each on condition that nobody was faster. */

import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Folder } from './folder.ts'
import type { Memory } from './memory.ts'
import type { Conflict, Step } from './plan.ts'
import { inPool } from './pool.ts'
import type { Refused } from './read-posts.ts'
import type { Receipt, Remote, Upload } from './remote.ts'
import { type Fault, RemoteRefusal } from './remote-refusal.ts'

/** Posts in one request: with more of them less is told when a connection is lost. */
const MOST = 25
/** Bytes after which a request takes no further post. */
const FULL = 256 * 1024
/** The ledger takes writes one after the other: more would only wait there. */
const WIDTH = 2

export interface Sent {
  created: number
  updated: number
  refused: Refused[]
  conflicts: Conflict[]
}

export interface SendOptions {
  remote: Remote
  folder: Folder
  memory: Memory
  sent(step: Step, receipt: Receipt): void
  refused(step: Step, faults: Fault[]): void
}

/** A refused post is counted and the others go on; a lost connection or a refused token ends it all and is thrown. */
export async function sendPosts(steps: Step[], options: SendOptions): Promise<Sent> {
  const { remote, folder, memory } = options
  const sent: Sent = { created: 0, updated: 0, refused: [], conflicts: [] }
  await inPool(await inRequests(steps, folder), WIDTH, async (part) => {
    const answers = await remote.push(
      await Promise.all(part.map((step) => readUpload(step, folder))),
    )
    for (const [n, step] of part.entries()) {
      const answer = answers[n]
      if (answer instanceof RemoteRefusal) refuse(step, answer)
      else if (answer) {
        memory.met.set(step.post.slug, { here: step.post.etag, there: answer.etag })
        sent[answer.created ? 'created' : 'updated'] += 1
        options.sent(step, answer)
      }
    }
  })
  return sent

  function refuse(step: Step, { status, errors }: RemoteRefusal): void {
    if (status === 412)
      return void sent.conflicts.push({ post: step.post, why: 'both', there: null })
    sent.refused.push({ path: step.post.path, faults: errors })
    options.refused(step, errors)
  }
}

/** A post as it is sent. */
export async function readUpload({ post, etag }: Step, { root }: Folder): Promise<Upload> {
  return {
    slug: post.slug,
    name: basename(post.path),
    source: new Uint8Array(await readFile(join(root, post.path))),
    stored: Object.fromEntries(post.pictures.map(({ name, key }) => [name, key])),
    etag,
  }
}

async function inRequests(steps: Step[], { root }: Folder): Promise<Step[][]> {
  const parts: Step[][] = []
  let bytes = FULL
  for (const step of steps) {
    if (bytes >= FULL || parts.at(-1)?.length === MOST) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(step)
    bytes += (await stat(join(root, step.post.path))).size
  }
  return parts
}
