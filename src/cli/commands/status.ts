/** `deckle status`: how a folder and the blog differ, and in which direction. */

import { urls } from '../../urls.ts'
import { openRemote, readTimezone } from '../blog.ts'
import { inColumns } from '../columns.ts'
import { type Context, EXIT } from '../command.ts'
import { readFolder } from '../folder.ts'
import { Memory } from '../memory.ts'
import { place, tellFaults, tellTwins } from '../place.ts'
import { makePlan } from '../plan.ts'
import { printable, readable } from '../printable.ts'
import { readPosts } from '../read-posts.ts'
import { select } from '../selection.ts'
import { tellConflicts } from '../tell.ts'

export async function run(context: Context): Promise<number> {
  const { paths, words, terminal, answer } = context
  const { root, only } = select(paths, words)
  const remote = await openRemote(context)
  const memory = await Memory.open(remote.origin, root)
  const folder = await readFolder(root)
  const posts = only ? folder.posts.filter(only) : folder.posts
  const [listed, { ready, refused, twins }] = await Promise.all([
    remote.list(),
    readPosts(folder, posts, { memory, timezone: readTimezone() }),
  ])
  const plan = await makePlan(remote, { ready, listed, memory, mine: false })
  await memory.save()
  const strays = only ? [] : plan.strays
  const list = (title: string, items: string[]) => {
    if (items.length === 0) return
    terminal.say(terminal.paint('bold', `${title} (${items.length})`))
    for (const item of items) terminal.say(`  ${item}`)
  }
  const doubled = new Set(twins.map(({ slug }) => slug))
  const sent = plan.send.filter(({ post }) => !doubled.has(post.slug))
  const created = sent.filter(({ etag }) => etag === null)
  const changed = sent.filter(({ etag }) => etag !== null)
  list(
    words.only.here,
    created.map(({ post }) => place(root, post.path)),
  )
  list(
    words.only.changed,
    changed.map(({ post }) => place(root, post.path)),
  )
  list(words.only.there, inColumns(strays.map(({ slug, url }) => [printable(slug), readable(url)])))
  await tellConflicts(context, { root, remote, conflicts: plan.conflicts })
  for (const each of refused) tellFaults(terminal, root, each)
  tellTwins(terminal, root, twins)
  const troubles = plan.conflicts.length + refused.length + twins.length
  if (plan.send.length + strays.length + troubles === 0) {
    terminal.say(terminal.paint('green', words.same))
  }
  answer({
    blog: remote.origin,
    created: created.map(({ post }) => post.path),
    changed: changed.map(({ post }) => post.path),
    only_there: strays.map(({ slug }) => slug),
    conflicts: plan.conflicts.map(({ post, why }) => ({ path: post.path, slug: post.slug, why })),
    refused: refused.map(({ path, faults }) => ({ path, errors: faults })),
    unchanged: plan.unchanged.length,
    api: new URL(urls.api.status(), remote.origin).href,
  })
  return troubles > 0 ? EXIT.wrong : EXIT.done
}
