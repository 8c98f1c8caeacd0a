/** Brings an archive into a blog: pictures first, then posts, then their history. What is there is not sent again. */

import { setTimeout as wait } from 'node:timers/promises'
import type { PostRecord } from '../../archive/format.ts'
import type { Archive } from '../../archive/open-archive.ts'
import { urls } from '../../urls.ts'
import type { Status } from '../diagnosis.ts'
import type { Remote, RemotePost } from '../remote.ts'
import { RemoteRefusal } from '../remote-refusal.ts'
import { cut, listPosts, listRevisions, readPart, type Step } from './parts.ts'
import { restorePictures } from './restore-pictures.ts'
import { chooseArchiveWords } from './words.ts'

type PostStep = Step<PostRecord>

export interface RestoreOptions {
  remote: Remote
  dry: boolean
  progress(what: 'pictures' | 'posts', done: number, all: number): void
  /** Is told how many pages are still to be written. */
  waiting(pending: number): void
}

export interface Restored {
  created: number
  unchanged: number
  missing: string[]
  /** Pages that are not written yet. */
  pending: number
}

/** How long the pages are waited for, in milliseconds. */
const PATIENCE = 60_000

/** Throws an Error, and has sent nothing, when the blog holds something else. */
export async function restoreArchive(archive: Archive, options: RestoreOptions): Promise<Restored> {
  const { remote, dry, progress } = options
  const { posts, there } = await compare(archive, remote)
  const done = { created: 0, unchanged: there }
  const missing = await restorePictures(archive, {
    ...{ remote, dry, progress: (sent, all) => progress('pictures', sent, all) },
  })
  const revisions = await listRevisions(archive)
  const all = posts.length + revisions.length
  let sent = 0
  const send = async (part: object) => {
    const { created, unchanged } = await sendPart(remote, { archive: archive.id, ...part }, dry)
    done.created += created
    done.unchanged += unchanged
  }
  for (const part of cut(posts)) {
    progress('posts', sent, all)
    await send({ posts: await readPart(archive, part) })
    sent += part.length
  }
  for (const part of cut(revisions)) {
    progress('posts', sent, all)
    await send({ revisions: await readPart(archive, part) })
    sent += part.length
  }
  const { labels, gone } = archive.manifest
  await send({ labels, gone })
  return { ...done, missing, pending: dry ? 0 : await waitForShelf(options) }
}

function sendPart(remote: Remote, part: object, dry: boolean): Promise<Omit<Restored, 'pending'>> {
  return remote.json(urls.api.import() + (dry ? '?dry_run=1' : ''), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(part),
  })
}

/** The posts that the blog has not, and how many it has just so. */
async function compare(
  archive: Archive,
  remote: Remote,
): Promise<{ posts: PostStep[]; there: number }> {
  const all = await listPosts(archive)
  const listed = [...(await remote.list()), ...(await remote.list('gone'))]
  const bySlug = new Map(listed.map((post) => [post.slug, post]))
  const words = chooseArchiveWords()
  const posts = all.filter(({ record }) => {
    const post = bySlug.get(record.slug)
    if (!post) return true
    if (!isSame(post, record)) throw new Error(words.differs(remote.origin, record.slug))
    return false
  })
  const [first] = posts
  if (first && listed.length > 0 && !(await mayGoOn(archive, remote, first))) {
    throw new Error(words.notEmpty(remote.origin, listed.length))
  }
  return { posts, there: all.length - posts.length }
}

const isSame = (post: RemotePost, record: PostStep['record']): boolean =>
  post.changed === record.changed &&
  post.revision === record.revision &&
  (post.status === 'gone') === (record.status === 'gone')

/** A blog that is not empty takes a post only of the archive that it was begun with. */
async function mayGoOn(archive: Archive, remote: Remote, step: PostStep): Promise<boolean> {
  try {
    await sendPart(remote, { archive: archive.id, posts: await readPart(archive, [step]) }, true)
    return true
  } catch (error) {
    if (error instanceof RemoteRefusal && error.status === 409) return false
    throw error
  }
}

/** Gives how many pages are still to be written when patience ends. */
async function waitForShelf({ remote, waiting }: RestoreOptions): Promise<number> {
  const end = Date.now() + PATIENCE
  for (;;) {
    const { pending } = await remote.json<Status>(urls.api.status())
    if (pending.documents === 0 || Date.now() > end) return pending.documents
    waiting(pending.documents)
    await wait(500)
  }
}
