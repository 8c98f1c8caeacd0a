/** `deckle restore`: an archive into an empty blog, whose pages are then those of the old one, byte for byte. */

import { rm } from 'node:fs/promises'
import { urls } from '../../urls.ts'
import {
  type ArchiveFile,
  openArchiveFile,
  passingFile,
  saveStream,
} from '../archive/archive-file.ts'
import { restoreArchive } from '../archive/restore.ts'
import { chooseArchiveWords } from '../archive/words.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { drawBar } from '../terminal.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal } = context
  const words = chooseArchiveWords()
  const copy = flags.copy === undefined ? null : String(flags.copy)
  const named = copy ?? paths[0]
  if (!named) throw new UsageError(words.noArchive)
  const passing = copy !== null || named === '-'
  const file = passing ? passingFile() : named
  try {
    if (passing) await saveStream(await openSource(context, copy), file)
    const archive = await openArchiveFile(
      file,
      (done, all) => terminal.progress(words.checking(drawBar(done, all))),
      named,
    )
    try {
      return await restore(archive, context)
    } finally {
      terminal.progress('')
      await archive.close()
    }
  } finally {
    if (passing) await rm(file, { force: true })
  }
}

/** A nightly copy in the blog's own bucket, or standard input. */
async function openSource(
  context: Context,
  copy: string | null,
): Promise<AsyncIterable<Uint8Array>> {
  return copy === null ? process.stdin : (await openRemote(context)).stream(urls.api.export(copy))
}

async function restore(archive: ArchiveFile, context: Context): Promise<number> {
  const { flags, terminal, answer } = context
  const words = chooseArchiveWords()
  const remote = await openRemote(context)
  const dry = flags['dry-run'] === true
  let began = false
  try {
    const restored = await restoreArchive(archive, {
      ...{ remote, dry },
      progress(what, done, all) {
        began = true
        const bar = drawBar(done, all)
        terminal.progress(what === 'posts' ? words.sendingPosts(bar) : words.sendingPictures(bar))
      },
      waiting: (pending) => terminal.progress(words.writing(pending)),
    })
    const { created, unchanged, missing, pending } = restored
    terminal.say(words.restored(created, unchanged))
    if (dry) terminal.say(words.would)
    if (pending > 0) terminal.say(words.pending(pending))
    if (missing.length > 0) terminal.say(terminal.paint('yellow', words.missing(missing.length)))
    answer({ blog: remote.origin, ...restored, ...(dry && { dry_run: true }) })
    return missing.length > 0 ? EXIT.wrong : EXIT.done
  } catch (error) {
    if (began && !dry) terminal.say(terminal.paint('red', words.stopped))
    throw error
  }
}
