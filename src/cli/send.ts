/** Carries out a plan: sends posts with their pictures, a few at a time, each on condition that nobody was faster. */

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Folder } from './folder.ts'
import type { Memory } from './memory.ts'
import type { Conflict, Step } from './plan.ts'
import { inPool } from './pool.ts'
import type { Refused } from './read-posts.ts'
import type { Receipt, Remote } from './remote.ts'
import { type Fault, RemoteRefusal } from './remote-refusal.ts'

/** The ledger takes writes one after the other: more would only wait there. */
const WIDTH = 4

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

/** A refusal is counted and the others go on; a lost connection or a refused token ends it all and is thrown. */
export async function sendPosts(steps: Step[], options: SendOptions): Promise<Sent> {
  const sent: Sent = { created: 0, updated: 0, refused: [], conflicts: [] }
  await inPool(steps, WIDTH, async (step) => {
    try {
      const receipt = await sendPost(step, options)
      sent[receipt.created ? 'created' : 'updated'] += 1
      options.sent(step, receipt)
    } catch (error) {
      if (!(error instanceof RemoteRefusal) || [401, 429, 503].includes(error.status)) throw error
      if (error.status === 412) return void sent.conflicts.push(conflict(step))
      sent.refused.push({ path: step.post.path, faults: error.errors })
      options.refused(step, error.errors)
    }
  })
  return sent
}

async function sendPost(
  { post, etag }: Step,
  { remote, folder, memory }: SendOptions,
): Promise<Receipt> {
  const read = async (path: string) => new Uint8Array(await readFile(join(folder.root, path)))
  const pictures = await Promise.all(
    post.pictures.map(async ({ name, file }) => ({ name, bytes: await read(file) })),
  )
  const upload = {
    slug: post.slug,
    name: basename(post.path),
    source: await read(post.path),
    pictures,
  }
  const receipt = await remote.push(upload, etag)
  memory.met.set(post.slug, { here: post.etag, there: receipt.etag })
  return receipt
}

const conflict = ({ post }: Step): Conflict => ({ post, why: 'both', there: null })
