/** `deckle push`: a folder goes to the blog, as far as the two differ. */

import { openRemote, readTimezone } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { Memory } from '../memory.ts'
import { printable } from '../printable.ts'
import { canAsk, confirm } from '../prompt.ts'
import { type Outcome, type PushOptions, pushFolder } from '../push.ts'
import type { RemotePost } from '../remote.ts'
import { select } from '../selection.ts'
import { tellConflicts } from '../tell.ts'

export async function run(context: Context): Promise<number> {
  const { flags, words, terminal } = context
  const { root, only } = select(context.paths, words)
  const remote = await openRemote(context)
  const timezone = readTimezone()
  const options: PushOptions = {
    ...{ remote, terminal, words, timezone },
    memory: await Memory.open(remote.origin, root),
    mine: flags.mine === true,
    dry: flags['dry-run'] === true,
    ...(only && { only }),
    ...(flags.prune && { prune: (strays) => mayRemove(strays, context) }),
  }
  if (!flags.watch) return pushOnce(root, options, context)
  const { watchAndPush } = await import('../watch-push.ts')
  await watchAndPush({
    ...{ root, timezone },
    shown: (url) => terminal.say(terminal.paint('bold', words.desk(url))),
    push: () => pushOnce(root, options, context),
    failed: (message) => terminal.say(terminal.paint('red', printable(message))),
  })
  return EXIT.done
}

async function pushOnce(root: string, options: PushOptions, context: Context): Promise<number> {
  const { flags, words, terminal } = context
  const { remote } = options
  const started = Date.now()
  const outcome = await pushFolder(root, options)
  if (outcome.posts === 0) terminal.say(words.noPosts(root))
  await tellConflicts(context, { root, remote, conflicts: outcome.conflicts })
  if (outcome.twins.length === 0 && outcome.posts > 0) {
    terminal.say(summarise(outcome, context, Date.now() - started))
  }
  context.answer(toJson(outcome, remote.origin, flags['dry-run'] === true))
  const { refused, conflicts, twins, posts } = outcome
  const fine = refused.length + conflicts.length + twins.length === 0 && posts > 0
  return fine ? EXIT.done : EXIT.wrong
}

async function mayRemove(
  strays: RemotePost[],
  { flags, words, terminal }: Context,
): Promise<boolean> {
  if (flags.yes) return true
  for (const { slug, title } of strays) terminal.say(`  ${slug}  ${title}`)
  if (canAsk()) return confirm(words.prune(strays.length))
  terminal.say(words.pruneNeedsYes)
  return false
}

function summarise(outcome: Outcome, { words, terminal, flags }: Context, time: number): string {
  const { created, updated, unchanged, removed, conflicts, refused, strays } = outcome
  const parts = [
    words.created(created),
    words.updated(updated),
    words.unchanged(unchanged),
    ...(removed ? [words.removed(removed)] : []),
    ...(conflicts.length ? [terminal.paint('red', words.conflicts(conflicts.length))] : []),
    ...(refused.length ? [terminal.paint('red', words.refused(refused.length))] : []),
  ]
  const lines = [
    `${parts.join(words.and)}  ${terminal.paint('dim', `${(time / 1000).toFixed(1)} s`)}`,
  ]
  if (flags['dry-run']) lines.push(words.would)
  if (strays && !flags.prune) lines.push(terminal.paint('dim', words.strays(strays)))
  return lines.join('\n')
}

function toJson(outcome: Outcome, blog: string, dry: boolean): unknown {
  const { refused, conflicts, ...rest } = outcome
  return {
    blog,
    ...rest,
    refused: refused.map(({ path, faults }) => ({ path, errors: faults })),
    conflicts: conflicts.map(({ post, why }) => ({ path: post.path, slug: post.slug, why })),
    ...(dry && { dry_run: true }),
  }
}
