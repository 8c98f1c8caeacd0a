/** `deckle open`: the blog, or one post, in the browser. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { urls } from '../../urls.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { isPost } from '../folder.ts'
import { readOne } from '../read-one.ts'
import type { RemotePost } from '../remote.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const remote = await openRemote(context)
  const [wanted] = paths
  const slug =
    wanted && existsSync(wanted) && isPost(wanted) ? (await readOne(wanted)).post.slug : wanted
  const { url } = slug
    ? await remote.json<RemotePost>(urls.api.post(slug))
    : { url: `${remote.origin}/` }
  // A post's address is the site's own; what was asked for may be another one of it.
  const address = new URL(new URL(url).pathname, remote.origin).href
  terminal.say(address)
  answer({ url: address })
  if (!flags.print && !flags.json) show(address)
  return EXIT.done
}

function show(address: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true })
  // Where there is no browser the printed address has to do.
  child.on('error', () => undefined)
  child.unref()
}
