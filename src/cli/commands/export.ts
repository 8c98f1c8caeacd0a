/** `deckle export`: the whole blog into one file, checked when it has come. */

import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { urls } from '../../urls.ts'
import { inMebibytes, openArchiveFile, passingFile, saveStream } from '../archive/archive-file.ts'
import { ENGINES } from '../archive/engines.ts'
import { isFree, writeSite } from '../archive/site-folder.ts'
import { chooseArchiveWords } from '../archive/words.ts'
import { openRemote } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { printable } from '../printable.ts'
import { drawBar } from '../terminal.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const words = chooseArchiveWords()
  if (flags.as !== undefined) return exportAs(context)
  const remote = await openRemote(context)
  const address = urls.api.export(flags.copy === undefined ? '' : String(flags.copy))
  const [file = nameFile(remote.origin, flags.json === true)] = paths
  if (file === '-') {
    if (flags.json) throw new UsageError(words.needsFile)
    await pipeline(await remote.stream(address), process.stdout)
    return EXIT.done
  }
  if (existsSync(file)) throw new UsageError(words.exists(printable(file)))
  const draft = `${file}.part`
  await rm(draft, { force: true })
  await saveStream(await remote.stream(address), draft, (bytes) =>
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

/** A folder for another engine, by way of an archive that is checked first. */
async function exportAs(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const words = chooseArchiveWords()
  const name = String(flags.as)
  const engine = Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined
  if (!engine)
    throw new UsageError(words.noEngine(printable(name), Object.keys(ENGINES).join(', ')))
  const remote = await openRemote(context)
  const [root = `${new URL(remote.origin).hostname}-${name}`] = paths
  if (!(await isFree(root))) throw new UsageError(words.exists(printable(root)))
  const file = passingFile()
  try {
    await saveStream(await remote.stream(urls.api.export()), file, (bytes) =>
      terminal.progress(words.fetching(inMebibytes(bytes))),
    )
    const archive = await openArchiveFile(file)
    try {
      const written = await writeSite(archive, engine, root)
      terminal.progress('')
      terminal.say(words.wroteSite(printable(root), written))
      answer({ blog: remote.origin, as: name, folder: root, ...written })
    } finally {
      await archive.close()
    }
  } finally {
    await rm(file, { force: true })
  }
  return EXIT.done
}

/** Where a file is not named: into the pipe when there is one. */
function nameFile(origin: string, json: boolean): string {
  if (!process.stdout.isTTY && !json) return '-'
  return `${new URL(origin).hostname}-${new Date().toISOString().slice(0, 10)}.tar`
}
