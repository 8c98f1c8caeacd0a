/** `deckle export`: the whole blog into one file, checked when it has come. */

import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { urls } from '../../urls.ts'
import { inMebibytes, openArchiveFile, saveStream } from '../archive/archive-file.ts'
import { chooseArchiveWords } from '../archive/words.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { printable } from '../printable.ts'
import { drawBar } from '../terminal.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const words = chooseArchiveWords()
  const remote = await openRemote(context)
  const [file = nameFile(remote.origin, flags.json === true)] = paths
  if (file === '-') {
    if (flags.json) throw new UsageError(words.needsFile)
    await pipeline(await remote.stream(urls.api.export()), process.stdout)
    return EXIT.done
  }
  if (existsSync(file)) throw new UsageError(words.exists(printable(file)))
  const draft = `${file}.part`
  await rm(draft, { force: true })
  await saveStream(await remote.stream(urls.api.export()), draft, (bytes) =>
    terminal.progress(words.fetching(inMebibytes(bytes))),
  )
  const archive = await openArchiveFile(
    draft,
    (done, all) => terminal.progress(words.checking(drawBar(done, all))),
    file,
  )
  await archive.close()
  await rename(draft, file)
  terminal.progress('')
  const { posts, revisions, images, missing } = archive.manifest
  const holds = words.holds(posts, revisions, images, inMebibytes(archive.size))
  terminal.say(words.exported(printable(file), holds))
  if (missing.length > 0) terminal.say(terminal.paint('yellow', words.lost(missing.length)))
  answer({
    ...{ blog: remote.origin, file, bytes: archive.size, posts, revisions, images, missing },
    sha256: archive.id,
  })
  return missing.length > 0 ? EXIT.wrong : EXIT.done
}

/** Where a file is not named: into the pipe when there is one. */
function nameFile(origin: string, json: boolean): string {
  if (!process.stdout.isTTY && !json) return '-'
  return `${new URL(origin).hostname}-${new Date().toISOString().slice(0, 10)}.tar`
}
