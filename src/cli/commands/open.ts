/** `deckle open`: the blog, or one post, in the browser. */

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { urls } from '../../urls.ts'
import { openRemote, readTimezone } from '../blog.ts'
import { type Context, EXIT } from '../command.ts'
import { isPost, readFolder } from '../folder.ts'
import { Memory } from '../memory.ts'
import { readPosts } from '../read-posts.ts'
import type { RemotePost } from '../remote.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const remote = await openRemote(context)
  const [wanted] = paths
  const slug = wanted && existsSync(wanted) && isPost(wanted) ? await slugOf(wanted) : wanted
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

async function slugOf(file: string): Promise<string> {
  const folder = await readFolder(dirname(resolve(file)))
  const options = { memory: new Memory(null), timezone: readTimezone() }
  const { ready, refused } = await readPosts(folder, [basename(file)], options)
  if (ready[0]) return ready[0].slug
  throw new Error(`${file}: ${refused[0]?.faults[0]?.message ?? 'not a post'}`)
}

function show(address: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true })
  // Where there is no browser the printed address has to do.
  child.on('error', () => undefined)
  child.unref()
}
