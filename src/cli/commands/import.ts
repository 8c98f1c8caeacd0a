/** `deckle import`: a blog of another engine moves in; first a report, and on a second word everything else. */

import { statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { findTimezone, openRemote } from '../blog.ts'
import { type Context, EXIT, UsageError } from '../command.ts'
import { ENGINES, type EngineName } from '../import/engines/engine.ts'
import { ENGINES_BY_NAME, guessEngine } from '../import/engines/engines.ts'
import { openFetch } from '../import/fetch.ts'
import { type Imported, importSite } from '../import/import-site.ts'
import { keepIn } from '../import/keep.ts'
import { openSite } from '../import/open-site.ts'
import type { Report } from '../import/report.ts'
import { type Site, within } from '../import/site.ts'
import { tellReport } from '../import/tell-report.ts'
import { chooseImportWords, type ImportWords } from '../import/words.ts'
import { writeFiles } from '../import/write-files.ts'
import { ZipError } from '../import/zip.ts'
import { Memory } from '../memory.ts'
import { inOurWords } from '../place.ts'
import { printable } from '../printable.ts'
import { type Outcome, pushFolder } from '../push.ts'
import { drawBar, type Terminal } from '../terminal.ts'

export async function run(context: Context): Promise<number> {
  const { paths, flags, terminal, answer } = context
  const words = chooseImportWords()
  const [path] = paths
  if (path === undefined || paths.length > 1) throw new UsageError(words.onePath)
  if (!statSync(path, { throwIfNoEntry: false })) throw new UsageError(context.words.noFolder(path))
  if (flags.dates !== undefined && flags.dates !== 'local' && flags.dates !== 'jekyll') {
    throw new UsageError(words.badDates)
  }
  const whole = open(path)
  const goesOn = flags.yes === true || flags.to !== undefined
  const kept = goesOn ? await mkdtemp(join(tmpdir(), 'deckle-import-')) : null
  try {
    if (whole.paths.length === 0) throw new Error(words.nothing(path))
    const engine = chooseEngine(whole, path, flags.from, words)
    const site = within(whole, ENGINES_BY_NAME[engine].rootOf(whole.paths) ?? '')
    const imported = await importSite(site, {
      engine,
      timezone: await findTimezone(context),
      dates: flags.dates ?? null,
      keep: kept === null ? null : keepIn(kept),
      ...(flags['fetch-pictures'] && { fetch: openFetch() }),
      progress: (done, all) => terminal.progress(words.reading(drawBar(done, all))),
    })
    terminal.progress('')
    const { report } = imported
    tellReport(report, words, terminal, flags.all === true)
    const empty = report.posts + report.pages === 0
    if (empty && report.refused.length === 0) terminal.say(words.nothing(path))
    const done =
      report.twins.length > 0 || empty ? null : await carryOut(imported, path, words, context)
    answer({ ...report, ...done?.answer })
    const wrong = report.refused.length + report.pictures.bad.length > 0
    return done?.fine && !wrong && !empty ? EXIT.done : EXIT.wrong
  } finally {
    whole.close()
    if (kept !== null) await rm(kept, { recursive: true, force: true })
  }
}

/** Throws what is wrong with an archive, with its name. */
function open(path: string): Site {
  try {
    return openSite(resolve(path))
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    throw new Error(`${printable(path)}: ${inOurWords(error.message)}`, { cause: error })
  }
}

function chooseEngine(site: Site, path: string, from: unknown, words: ImportWords): EngineName {
  const names = ENGINES.join(', ')
  if (typeof from === 'string') {
    const found = ENGINES.find((name) => name === from.toLowerCase())
    if (!found) throw new UsageError(words.badFrom(from, names))
    return found
  }
  const guess = guessEngine(site.paths)
  if (!guess) throw new UsageError(words.unknown(path, ENGINES.join('|')))
  return guess
}

interface Done {
  answer: object
  fine: boolean
}

async function carryOut(
  imported: Imported,
  path: string,
  words: ImportWords,
  context: Context,
): Promise<Done> {
  const { flags, terminal } = context
  if (typeof flags.to === 'string') {
    const { written, same, kept } = await writeFiles(resolve(flags.to), imported.files)
    for (const file of kept)
      terminal.say(terminal.paint('yellow', words.kept(join(flags.to, file))))
    terminal.say(`${words.wrote(written.length, flags.to)}${context.words.and}${words.same(same)}`)
    return { answer: { written, kept }, fine: kept.length === 0 }
  }
  if (!flags.yes) {
    terminal.say(words.dry)
    return { answer: { dry_run: true }, fine: true }
  }
  const folder = await mkdtemp(join(tmpdir(), 'deckle-import-'))
  try {
    await writeFiles(folder, imported.files)
    const outcome = await push(folder, path, imported.report, context)
    for (const { post, why } of outcome.conflicts) {
      terminal.say(terminal.paint('red', words.differs(post.path, context.words.why[why])))
    }
    if (outcome.conflicts.length > 0) terminal.say(words.mine)
    terminal.say(summarise(outcome, context))
    const { created, updated, unchanged, refused, conflicts } = outcome
    return {
      answer: { created, updated, unchanged, conflicts: conflicts.map(({ post }) => post.slug) },
      fine: refused.length + conflicts.length === 0,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The folder is known by the old site's name, so that a second import finds what the first one has sent. */
async function push(
  folder: string,
  path: string,
  report: Report,
  context: Context,
): Promise<Outcome> {
  const remote = await openRemote(context)
  const prefix = `${relative(process.cwd(), folder)}/`
  const terminal: Terminal = {
    ...context.terminal,
    say: (line) => context.terminal.say(line.replaceAll(prefix, '')),
  }
  return pushFolder(folder, {
    ...{ remote, terminal, words: context.words, timezone: report.timezone },
    memory: await Memory.open(remote.origin, `${resolve(path)}#import`),
    mine: context.flags.mine === true,
    quiet: true,
    strict: true,
  })
}

function summarise({ created, updated, unchanged, refused }: Outcome, { words }: Context): string {
  const parts = [words.created(created), words.updated(updated), words.unchanged(unchanged)]
  return [...parts, ...(refused.length > 0 ? [words.refused(refused.length)] : [])].join(words.and)
}
