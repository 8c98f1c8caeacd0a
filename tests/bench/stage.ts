/** The stage of the benchmark: the uploaded bundle and bare Workers beside it, each on a socket of its own. */

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import { kvByWorker } from '../kv-meter/workers.ts'
import { readWranglerToml } from '../wrangler-toml.ts'
import { findWorkerd, pin } from './cpu.ts'

export const TOKEN = 'a-token-for-the-benchmark-only-01'

export interface Stage {
  /** Origin of a Worker's socket: straight into workerd, through no entry and no proxy. */
  url(worker: string): string
  /** Process id of workerd. */
  pid: number
  close(): Promise<void>
}

/**
 * Opens all Workers in one workerd, alone on the first core; the load stays on the second. `kept`: a directory that
 * stays. `entry`: a module to stand in front of the blog, which then has only KV beside it.
 */
export async function openStage(
  bundle: string,
  { kept, entry }: { kept?: string; entry?: string } = {},
): Promise<Stage> {
  const disk = kept ?? (await mkdtemp(join(tmpdir(), 'deckle-bench-')))
  const workers = entry
    ? [ledgered(bundle, entry), forgetful(bundle, entry), kv('kv')]
    : [
        blog(bundle),
        forgetful(bundle),
        ...anew(bundle),
        ...readBareWorkers(),
        ...coldWorkers(bundle),
      ]
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers,
      resourcePersistencePath: disk,
      cf: false,
      telemetry: { enabled: false },
    }),
  )
  await miniflare.ready
  const urls = new Map<string, string>()
  for (const { name = '' } of workers) {
    urls.set(name, (await miniflare.unsafeGetDirectURL(name)).origin)
  }
  const pid = findWorkerd()
  pin(pid, 0)
  pin(process.pid, 1)
  return {
    url: (worker) => urls.get(worker) ?? '',
    pid,
    async close() {
      await miniflare.dispose()
      if (!kept) await rm(disk, { recursive: true, force: true })
    },
  }
}

const { compatibility_date: compatibilityDate, vars } = readWranglerToml()

function blog(bundle: string, name = 'blog', before = ''): V4WorkerOptions {
  return {
    ...worker(name, before + readFileSync(join(bundle, 'worker.js'), 'utf8')),
    bindings: { ...vars, AUTHOR_TOKEN: TOKEN },
    unsafeBindings: [kvByWorker('POSTS', 'kv', 'Kv')],
    r2Buckets: { IMAGES: 'images' },
    durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } },
    versionMetadata: 'VERSION',
  }
}

/** The blog behind a module that imports it as `./worker.js`. */
function fronted(bundle: string, contents: string, name = 'blog'): V4WorkerOptions {
  const behind = readFileSync(join(bundle, 'worker.js'), 'utf8')
  const modules = { 'entry.js': contents, 'worker.js': behind }
  return {
    ...blog(bundle, name),
    modules: Object.entries(modules).map(([path, each]) => ({
      type: 'ESModule',
      path,
      contents: each,
    })),
  }
}

function ledgered(bundle: string, entry: string): V4WorkerOptions {
  const own = fronted(bundle, entry)
  // A look so soon is over before the next thing is measured.
  return { ...own, bindings: { ...own.bindings, KV_WINDOW: '3' } }
}

/** Drops what the isolate remembers before each request. */
const FORGETTING = `
import Deckle, { Ledger } from './worker.js'

export { Ledger }

export default class extends Deckle {
  async fetch(request) {
    await this.purge([])
    return super.fetch(request)
  }
}
`

/** The blog where every page is made anew, and the same on a shelf of its own. */
function anew(bundle: string): V4WorkerOptions[] {
  const unsafeBindings = [kvByWorker('POSTS', 'kv-large', 'Kv')]
  return [
    fronted(bundle, FORGETTING, 'blog-anew'),
    { ...fronted(bundle, FORGETTING, 'blog-large'), unsafeBindings },
  ]
}

/**
 * The blog with a clock that leaps: whatever its isolate remembers is stale, so every page comes from KV. Beside a blog
 * with a front it has no ledger of its own.
 */
function forgetful(bundle: string, front?: string): V4WorkerOptions {
  const leap = 'const now = Date.now; let leaps = 0; Date.now = () => now() + 2000 * leaps++;'
  const own = blog(bundle, 'blog-from-kv', `{${leap}}\n`)
  if (front) own.durableObjects = { LEDGER: { className: 'Ledger', scriptName: 'blog' } }
  return own
}

/** What a page, a picture and a publish cost when nothing but the platform is at work. */
function readBareWorkers(): V4WorkerOptions[] {
  const bindings = {
    unsafeBindings: [kvByWorker('POSTS', 'kv', 'Kv')],
    r2Buckets: { IMAGES: 'images' },
  }
  return [
    { ...worker('constant', script('constant')), ...bindings },
    { ...worker('bare-kv', script('bare-kv')), ...bindings },
    { ...worker('bare-keys', script('bare-keys')), ...bindings },
    { ...worker('bare-r2', script('bare-r2')), ...bindings },
    { ...worker('bare-put', script('bare-put')), ...bindings },
    {
      ...worker('bare-call', script('bare-call')),
      ...bindings,
      durableObjects: { KEEPER: { className: 'Keeper', useSQLite: true } },
    },
    {
      ...worker('bare-publish', script('bare-publish')),
      ...bindings,
      durableObjects: { LEDGER: { className: 'BareLedger', useSQLite: true } },
    },
    kv('kv'),
    kv('kv-large'),
  ]
}

/** KV without a simulator's cost: a map in memory, the same for the blog and the bare Workers. */
const kv = (name: string) => worker(name, script('kv'))

/** Loads the bundle, or a bare Worker, into a fresh isolate for each request. */
function coldWorkers(bundle: string): V4WorkerOptions[] {
  const modules = {
    APP: readFileSync(join(bundle, 'worker.js'), 'utf8'),
    BARE: script('bare-kv'),
    HONO: bundled('hono.ts'),
  }
  return [
    {
      ...worker('cold', script('cold')),
      bindings: { ...modules, SETTINGS: { ...vars, AUTHOR_TOKEN: TOKEN }, compatibilityDate },
      unsafeBindings: [kvByWorker('POSTS', 'kv', 'Kv')],
      workerLoaders: { LOADER: {} },
    },
  ]
}

function worker(name: string, contents: string): V4WorkerOptions {
  return {
    name,
    modules: [{ type: 'ESModule', path: `${name}.js`, contents }],
    compatibilityDate,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
}

function script(name: string): string {
  return readFileSync(join(import.meta.dirname, 'workers', `${name}.js`), 'utf8')
}

function bundled(name: string): string {
  const entryPoints = [join(import.meta.dirname, 'workers', name)]
  const options = { bundle: true, minify: true, format: 'esm', write: false } as const
  return buildSync({ entryPoints, ...options }).outputFiles[0]?.text ?? ''
}
