/** `deckle check`: reads posts by the blog's own rules, without a blog. */

import { readTimezone } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { readFolder } from '../folder.ts'
import { Memory } from '../memory.ts'
import { tellFaults, tellLinks, tellTwins, tellWarnings } from '../place.ts'
import { readPosts } from '../read-posts.ts'
import { select } from '../selection.ts'
import { drawBar } from '../terminal.ts'

export async function run({ paths, flags, words, terminal, answer }: Context): Promise<number> {
  const { root, only } = select(paths, words)
  const folder = await readFolder(root)
  const posts = only ? folder.posts.filter(only) : folder.posts
  const { ready, refused, twins } = await readPosts(folder, posts, {
    memory: new Memory(null),
    timezone: readTimezone(),
    progress: (done) => terminal.progress(words.reading(drawBar(done, posts.length))),
  })
  terminal.progress('')
  if (posts.length === 0) terminal.say(words.noPosts(root))
  tellLinks(terminal, folder)
  for (const each of refused) tellFaults(terminal, root, each)
  const warned = ready.filter(({ warnings }) => warnings.length > 0)
  for (const { path, warnings } of warned) {
    tellWarnings(terminal, root, path, warnings, '')
  }
  tellTwins(terminal, root, twins)
  const warnings = warned.flatMap((post) => post.warnings).length
  const sums = [
    words.checked(posts.length),
    words.refused(refused.length),
    ...(warnings ? [words.warned(warnings)] : []),
  ]
  if (posts.length > 0) terminal.say(sums.join(words.and))
  answer({
    posts: ready.map(({ path, slug, etag, warnings }) => ({ path, slug, etag, warnings })),
    refused: refused.map(({ path, faults }) => ({ path, errors: faults })),
    twins,
  })
  const wrong = refused.length + twins.length + (flags.strict ? warned.length : 0)
  return wrong > 0 || posts.length === 0 ? EXIT.wrong : EXIT.done
}
