/** Sends posts, many in a request, each on condition that nobody was faster, and their pictures before them. */

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Folder } from './folder.ts'
import type { Memory } from './memory.ts'
import type { Step } from './plan.ts'
import { inPool } from './pool.ts'
import type { Ready } from './prepare.ts'
import type { Receipt, Remote, Upload } from './remote.ts'
import { type Fault, RemoteRefusal } from './remote-refusal.ts'
import { fillRequest, type PictureSender } from './send-pictures.ts'

/** Posts in one request: with more of them less is told when a connection is lost. */
const MOST = 25
/** Bytes after which a request takes no further post. */
const FULL = 256 * 1024
/** While one is being read, the bucket takes the pictures of another and the ledger the posts of a third. */
const WIDTH = 4

export interface SendOptions {
  remote: Remote
  folder: Folder
  memory: Memory
  pictures: PictureSender
  sent(step: Step, receipt: Receipt): void
  refused(step: Step, faults: Fault[]): void
  /** Somebody was faster. */
  conflict(step: Step): void
}

/**
 * Asks for the next posts while it sends others. A refused post is told and the others go on; a lost connection or a
 * refused token ends it all and is thrown.
 */
export async function sendPosts(steps: AsyncIterable<Step>, options: SendOptions): Promise<void> {
  const { remote, folder, memory, pictures } = options
  await inPool(inRequests(steps), WIDTH, async (part) => {
    await pictures.send(part.map(({ post }) => post))
    const answers = await remote.push(part.map((step) => readUpload(step, folder)))
    for (const [n, step] of part.entries()) {
      const answer = answers[n]
      if (answer instanceof RemoteRefusal) {
        if (answer.status === 412) options.conflict(step)
        else options.refused(step, answer.errors)
      } else if (answer) {
        memory.met.set(step.post.slug, { here: step.post.etag, there: answer.etag })
        options.sent(step, answer)
      }
    }
  })
}

/** A post as it is sent. */
export function readUpload({ post, etag }: Step, { root }: Folder): Upload {
  return {
    slug: post.slug,
    name: basename(post.path),
    source: new Uint8Array(readFileSync(join(root, post.path))),
    stored: Object.fromEntries(post.pictures.map(({ name, key }) => [name, key])),
    etag,
  }
}

async function* inRequests(steps: AsyncIterable<Step>): AsyncGenerator<Step[]> {
  let part: Step[] = []
  for await (const step of steps) {
    part.push(step)
    if (!isFull(part.map(({ post }) => post))) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

const isFull = (posts: Ready[]): boolean =>
  posts.length >= MOST ||
  posts.reduce((sum, { bytes }) => sum + bytes, 0) >= FULL ||
  fillRequest(posts.flatMap(({ pictures }) => pictures))
