/** `deckle pull`: what is newer on the blog is written into the folder, byte for byte. */

import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { relative } from 'node:path/posix'
import { openRemote, readTimezone } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { type Folder, readFolder } from '../folder.ts'
import { Memory } from '../memory.ts'
import { place } from '../place.ts'
import { makePlan } from '../plan.ts'
import { printable } from '../printable.ts'
import { pullPost } from '../pull.ts'
import { readPosts } from '../read-posts.ts'
import type { RemotePost } from '../remote.ts'
import { homeFolder } from '../selection.ts'

interface Wanted {
  post: RemotePost
  path: string | null
  /** Was it changed here, too? */
  changed: boolean
}

export async function run(context: Context): Promise<number> {
  const { paths, flags, words, terminal, answer } = context
  const root = typeof flags.into === 'string' ? resolve(flags.into) : homeFolder()
  const remote = await openRemote(context)
  await mkdir(root, { recursive: true })
  const folder = await readFolder(root)
  const memory = await Memory.open(remote.origin, root)
  const named = paths.map((path) => relative(root, resolve(path)))
  const { differing, same } = await compare(remote, folder, memory)
  const wanted = differing.filter(
    ({ post, path }) =>
      paths.length === 0 || paths.includes(post.slug) || named.includes(path ?? ''),
  )
  const others = paths.filter(
    (path, index) => !wanted.some((each) => each.post.slug === path || each.path === named[index]),
  )
  const pulled: string[] = []
  const kept: string[] = []
  for (const { post, path, changed } of wanted) {
    if (changed && paths.length === 0 && !flags.force && !flags.beside) {
      kept.push(path ?? post.slug)
      terminal.say(terminal.paint('yellow', words.kept(place(root, path ?? post.slug))))
      continue
    }
    if (!flags['dry-run']) {
      const force = flags.force === true || !changed || paths.length > 0
      const result = await pullPost(post, {
        remote,
        folder,
        path,
        force,
        beside: flags.beside === true,
      })
      for (const file of result.pictures) terminal.say(place(root, file))
      for (const file of result.kept)
        terminal.say(terminal.paint('yellow', words.kept(place(root, file))))
      terminal.say(place(root, result.path))
      pulled.push(result.path)
      continue
    }
    terminal.say(`${path === null ? '+' : '~'} ${place(root, path ?? post.slug)}`)
    pulled.push(path ?? post.slug)
  }
  const nowhere = others.filter(
    (path) => !same.has(path) && !same.has(relative(root, resolve(path))),
  )
  for (const path of nowhere) terminal.say(terminal.paint('red', printable(words.nowhere(path))))
  if (!flags['dry-run'] && !flags.beside) await remember(remote, folder, memory, pulled)
  terminal.say(words.pulled(pulled.length))
  answer({ blog: remote.origin, pulled, kept, ...(flags['dry-run'] && { dry_run: true }) })
  return kept.length + nowhere.length > 0 ? EXIT.wrong : EXIT.done
}

/** What differs, seen from the blog; and what does not, by slug and by path. */
async function compare(
  remote: Awaited<ReturnType<typeof openRemote>>,
  folder: Folder,
  memory: Memory,
): Promise<{ differing: Wanted[]; same: Set<string> }> {
  const options = { memory, timezone: readTimezone() }
  const [listed, { ready }] = await Promise.all([
    remote.list(),
    readPosts(folder, folder.posts, options),
  ])
  const bySlug = new Map(listed.map((post) => [post.slug, post]))
  const { send, conflicts, strays, unchanged } = await makePlan(remote, {
    ready,
    listed,
    memory,
    mine: false,
  })
  const differing = [
    ...send.map(({ post }) => ({ ...post, changed: true })),
    ...conflicts.map(({ post, why }) => ({ ...post, changed: why !== 'behind' })),
  ]
  const here = differing.flatMap(({ slug, path, changed }) => {
    const post = bySlug.get(slug)
    return post ? [{ post, path, changed }] : []
  })
  return {
    differing: [...strays.map((post) => ({ post, path: null, changed: false })), ...here],
    same: new Set(unchanged.flatMap(({ slug, path }) => [slug, path])),
  }
}

/** What was pulled is the same here and there from now on. */
async function remember(
  remote: Awaited<ReturnType<typeof openRemote>>,
  folder: Folder,
  memory: Memory,
  paths: string[],
): Promise<void> {
  const { ready } = await readPosts(folder, paths, { memory, timezone: readTimezone() })
  const listed = new Map((await remote.list()).map((post) => [post.slug, post]))
  for (const { slug, etag } of ready) {
    const there = listed.get(slug)
    if (there) memory.met.set(slug, { here: etag, there: there.etag })
  }
  await memory.save()
}
