/** `deckle preview`: a link to a post that is not public, or to a file as it is here. */

import { existsSync } from 'node:fs'
import { openRemote } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { isPost } from '../folder.ts'
import { chooseLanguage } from '../language.ts'
import { readOne } from '../read-one.ts'
import type { Remote } from '../remote.ts'
import { readUpload } from '../send.ts'
import { PictureSender } from '../send-pictures.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, words, terminal, answer } = context
  const [wanted, ...others] = paths
  if (wanted === undefined || others.length > 0) throw new UsageError(words.whichPost)
  const remote = await openRemote(context)
  const hours = String(flags.hours ?? 24)
  const isFile = isPost(wanted) && existsSync(wanted)
  const link = isFile
    ? await previewFile(remote, wanted, hours)
    : await remote.preview(wanted, hours)
  terminal.say(link.url)
  const time = new Date(link.expires).toLocaleString(chooseLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  terminal.say(terminal.paint('dim', words.previewEnds(time)))
  answer({ blog: remote.origin, ...link })
  return EXIT.done
}

async function previewFile(remote: Remote, file: string, hours: string) {
  const { post, folder } = await readOne(file)
  await new PictureSender({ remote, folder }).send([post])
  return remote.preview(post.slug, hours, readUpload({ post, etag: null }, folder))
}
