/** Reads an old site and makes of it what can be pushed, with a report of what becomes of everything in it. */

import { basename } from 'node:path/posix'
import { isRemote } from '../../post/html/address.ts'
import { isDead } from '../../post/pictures/dead-hosts.ts'
import { normalPath } from '../../post/pictures/picture-index.ts'
import type { Post, Reference } from '../../post/post.ts'
import type { Fault } from '../../post/refusal.ts'
import { RESERVED } from '../../urls.ts'
import { inspectPicture } from '../picture.ts'
import { inPool } from '../pool.ts'
import { convertAddress, convertAddresses } from './addresses.ts'
import type { Mapped } from './constructs/mapped.ts'
import { findRaw } from './constructs/raw.ts'
import { type Converted, type ConvertOptions, convertDocument } from './convert.ts'
import { count, type Done, findTwins } from './counts.ts'
import { pickCover } from './cover.ts'
import { type Document, lineOfField } from './document.ts'
import { type EngineName, type EngineOptions, faultsOf } from './engines/engine.ts'
import { ENGINES_BY_NAME } from './engines/engines.ts'
import type { Fetch } from './fetch.ts'
import { writeFrontMatter } from './front-matter.ts'
import type { Keep } from './keep.ts'
import { oldAddresses, Pages } from './pages.ts'
import { Places } from './places.ts'
import { emptyReport, type Report } from './report.ts'
import type { Site } from './site.ts'

export interface ImportOptions extends EngineOptions {
  engine: EngineName
  /** Where what is made is kept; null: only the report is asked for. */
  keep: Keep | null
  /** Brings in pictures of other hosts; not given: they stay where they are. */
  fetch?: Fetch
  progress?: (done: number, all: number) => void
}

/** A file that is to be pushed, by its path in the new folder. */
export interface Piece {
  /** The old site's file; null for what came from another host. */
  from: string | null
  read(): Uint8Array
}

export interface Imported {
  report: Report
  /** Sources and pictures by path; empty when two posts would fall on one slug, or only the report was asked for. */
  files: Map<string, Piece>
}

/** Throws when the configuration cannot be read; everything else that is wrong stands in the report. */
export async function importSite(site: Site, options: ImportOptions): Promise<Imported> {
  const reading = ENGINES_BY_NAME[options.engine].read(site, options)
  const report = emptyReport(options.engine, reading.config.path, reading.zones.shown)
  report.links = site.links
  report.skipped = reading.skipped
  report.comments = reading.comments
  report.refused = reading.refused.map(({ path, faults }) => ({ path, errors: faults }))
  const places = new Places(reading.publicPath, options.keep)
  const pages = new Pages(reading, site)
  const job: Job = {
    ...{ site, options, report, places, timezone: reading.zones.shown, shown: new Set<string>() },
    convert: {
      ...options,
      config: reading.config,
      pages,
      placePicture: (path) => places.place(path),
    },
  }
  const done = await renderAll(reading.documents, job)
  report.pictures.bad = await findBad(job)
  report.twins = findTwins(done)
  count(done, report)
  report.pictures.fetched = places.fetched.size
  const files = new Map<string, Piece>()
  if (report.twins.length > 0 || !options.keep) return { report, files }
  for (const { name, source, document } of done) {
    if (source) files.set(name, { from: document.path, read: source })
  }
  for (const [from, path] of places.placed) files.set(path, { from, read: () => site.read(from) })
  for (const [path, read] of places.fetched) if (read) files.set(path, { from: null, read })
  return { report, files }
}

/** Pictures that are fetched at the same time. */
const FETCHES = 6

interface Job {
  site: Site
  options: ImportOptions
  report: Report
  places: Places
  /** Paths of the new folder that posts show as pictures. */
  shown: Set<string>
  timezone: string
  convert: ConvertOptions
}

async function renderAll(documents: Document[], job: Job): Promise<Done[]> {
  const done: Done[] = []
  for (const [index, document] of documents.entries()) {
    job.options.progress?.(index, documents.length)
    try {
      const converted = await convertDocument(document, job.convert)
      const cover = pickCover(document, (address) =>
        convertAddress(address, document, job.convert, converted.files),
      )
      if (cover !== null) document.rest.set('cover', cover)
      done.push(await render(document, converted, job))
    } catch (error) {
      const errors = faultsOf(error, document.path).map((fault) => atHome(fault, document))
      job.report.refused.push({ path: document.path, errors })
    }
  }
  return done
}

async function render(document: Document, converted: Converted, job: Job): Promise<Done> {
  const { renderPost } = await import('../../post/render-post.ts')
  const name = nameOf(document)
  const make = async (text: Mapped) => {
    const source =
      writeFrontMatter(document, oldAddresses(document)) +
      text.text.replace(/^\n+/, '').trimEnd() +
      '\n'
    const options = { timezone: job.timezone, name, reserved: RESERVED }
    return { source, post: await renderPost(new TextEncoder().encode(source), options) }
  }
  let { text } = converted
  let { source, post } = await make(text)
  const { found: fetched, why } = await fetchAll(post.references, job)
  if (fetched.size > 0) {
    const { pages } = job.convert
    const cover = fetched.get(String(document.rest.get('cover')))
    if (cover) document.rest.set('cover', cover)
    text = convertAddresses(text, document, { pages, placePicture: (path) => path, fetched }).text
    ;({ source, post } = await make(text))
  }
  tell(document, { ...converted, text }, { post, why }, job)
  const { kind, draft, date, tags, categories, aliases } = post
  return {
    document,
    name,
    source: job.options.keep?.(new TextEncoder().encode(source)) ?? null,
    post: { kind, draft, date, tags, categories, aliases },
  }
}

interface Brought {
  /** New addresses by old ones. */
  found: Map<string, string>
  /** Why others did not come. */
  why: Map<string, string>
}

async function fetchAll(references: Reference[], { options, places }: Job): Promise<Brought> {
  const brought: Brought = { found: new Map(), why: new Map() }
  const { fetch } = options
  if (!fetch) return brought
  const remote = references.filter(({ address }) => isRemote(address) && !isDead(address))
  await inPool(remote, FETCHES, async ({ address }) => {
    const answer = await fetch(address)
    if ('why' in answer) brought.why.set(address, answer.why)
    else brought.found.set(address, places.placeFetched(address, answer))
  })
  return brought
}

/** Looks into the pictures that posts show, as a push will. */
async function findBad({ site, places, shown }: Job): Promise<Report['pictures']['bad']> {
  const bad: Report['pictures']['bad'] = []
  for (const [path, place] of places.placed) {
    if (!shown.has(place)) continue
    try {
      await inspectPicture(basename(path), site.read(path))
    } catch (error) {
      bad.push({ path, errors: faultsOf(error, path) })
    }
  }
  return bad
}

/** Enters what became of one document into the report. */
function tell(
  document: Document,
  { text, conversions, files }: Converted,
  { post, why }: { post: Post } & Pick<Brought, 'why'>,
  job: Job,
): void {
  const { report, places } = job
  const { path } = document
  for (const { line, name, text: shown, instead } of conversions) {
    if (instead === null) report.converted[name] = (report.converted[name] ?? 0) + 1
    else report.replaced.push({ path, line, text: shown, instead })
  }
  for (const { line, text: shown } of findRaw(
    text,
    `<p>${post.title}</p>${post.html}`,
    job.options.engine,
  )) {
    report.raw.push({ path, line, text: shown })
  }
  const lineOf = (address: string) => text.lineAt(Math.max(0, text.text.indexOf(address)))
  const { pictures } = report
  for (const { address } of post.references) {
    const at = { path, line: lineOf(address), address }
    const place = normalPath(address)
    if (places.has(place)) {
      pictures.found += 1
      job.shown.add(place)
    } else if (!isRemote(address)) pictures.missing.push(at)
    else if (isDead(address) || why.has(address))
      pictures.dead.push({ ...at, ...reason(why.get(address)) })
    else pictures.remote.push(at)
  }
  for (const file of files) if (!places.placed.has(file)) report.left.push({ path, file })
  for (const { message, field, code } of post.warnings) {
    // Pictures are told of above; the others are of the whole post, or of its front matter.
    if (/^(?:missing-picture|no-alt)$/.test(code)) continue
    report.warnings.push({ path, ...atHome({ message, ...(field && { field }) }, document) })
  }
}

/** With the line of the old file: the front matter is written anew, and what is wrong with it keeps its field only. */
function atHome({ line: _, column: __, ...fault }: Fault, document: Document): Fault {
  const line = fault.field && lineOfField(document, fault.field)
  return line ? { ...fault, line } : fault
}

const reason = (why: string | undefined) => (why === undefined ? {} : { why })

const nameOf = ({ date, slug, draft, kind }: Document): string => {
  const day = /^\d{4}-\d\d-\d\d/.exec(date ?? '')?.[0]
  return day && !draft && kind === 'post' ? `${day}-${slug}.md` : `${slug}.md`
}
