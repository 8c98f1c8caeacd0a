/** Opens a whole blog on this machine: the built bundle in workerd, with real simulators behind it. */

import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import type { Chances, Fault, Struck, Tally } from './kv-meter/protocol.ts'
import { meteredKv, meteredR2, meterWorker } from './kv-meter/workers.ts'
import { readWranglerToml } from './wrangler-toml.ts'

export interface BlogOptions {
  /** The author's token. Null: none is bound. */
  token?: string | null
  /** Settings that differ from wrangler.toml's. */
  vars?: Record<string, string>
  /** Bindings that are missing. */
  without?: ('BROWSER' | 'IMAGES' | 'LIMITER' | 'TRANSFORM')[]
  /** The port to listen at; any that is free, if not given. */
  port?: number
  /** Where KV, R2 and the ledger are kept, and left when the blog closes. */
  disk?: string
  /** The directory of the built bundle; by default the one the test run has built. */
  bundle?: string
  /** Takes what the Workers log, which otherwise goes to the console. */
  log?: (message: string) => void
  /** More Workers, beside the blog. */
  workers?: V4WorkerOptions[]
  /** Bindings to those Workers, or to functions of the test, by name. */
  services?: V4WorkerOptions['serviceBindings'] & object
  /** Answers what the blog asks of other hosts. Without it, that fails. */
  outside?: (request: Request) => Promise<Response>
  /** A module in front of the Worker, which it imports as `./worker.js`. */
  entry?: string
  /** More isolates of the blog, on the same ledger and shelf, by name, each with a module in front. */
  isolates?: Record<string, string>
}

export type Blog = Awaited<ReturnType<typeof openBlog>>

export const TOKEN = 'a-token-for-tests-only-0123456789'

/** Opens a blog. Close it when done: it holds a process and a directory. */
export async function openBlog(options: BlogOptions = {}) {
  const token = options.token === undefined ? TOKEN : options.token
  const { log } = options
  const disk = options.disk ?? (await mkdtemp(join(tmpdir(), 'deckle-')))
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        blogWorker(options, token),
        ...Object.entries(options.isolates ?? {}).map(([name, entry]) =>
          blogWorker({ ...options, entry }, token, name),
        ),
        meterWorker(readWranglerToml().name),
        ...(options.workers ?? []),
      ],
      ...(options.port !== undefined && { port: options.port }),
      resourcePersistencePath: disk,
      cf: false,
      telemetry: { enabled: false },
      ...(log && { handleStructuredLogs: ({ message }) => log(message) }),
    }),
  )
  const url = (await miniflare.ready).origin

  const fetchPath = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(url + path, { redirect: 'manual', ...init })

  const api = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (token !== null) headers.set('Authorization', `Bearer ${token}`)
    return fetchPath(path, { ...init, headers })
  }

  const control = async <Told = Tally>(method: string, told?: unknown, path = '/') => {
    const meter = await miniflare.getWorker('kv-meter')
    const body = told === undefined ? {} : { body: JSON.stringify(told) }
    const answer = await meter.fetch(`http://meter${path}`, { method, ...body })
    return (await answer.json()) as Told
  }

  return {
    /** `http://127.0.0.1:<port>`. */
    url,
    token,
    /** Fetches as a reader does; redirects are answered, not followed. */
    fetch: fetchPath,
    /** Fetches with the author's token. */
    api,
    /** Fetches from another of the blog's isolates. */
    async fetchAt(isolate: string, path: string, headers: Record<string, string> = {}) {
      const worker = await miniflare.getWorker(isolate)
      const answer = await worker.fetch(url + path, { headers, redirect: 'manual' })
      return answer as unknown as Response
    },
    /** Pushes a post (file name, source) and its pictures by file name, as the command does. */
    push(name: string, source: string | Uint8Array, images: Record<string, Uint8Array> = {}) {
      const form = new FormData()
      form.append('post', new File([bytes(source)], name, { type: 'text/markdown' }))
      for (const [image, content] of Object.entries(images)) {
        form.append('image', new File([bytes(content)], image))
      }
      return api('/api/posts', { method: 'POST', body: form })
    },
    /** The KV namespace itself, past the meter. */
    kv: await miniflare.getKVNamespace('POSTS', 'kv-meter'),
    bucket: options.without?.includes('IMAGES')
      ? null
      : await miniflare.getR2Bucket('IMAGES', 'kv-meter'),
    /** What the blog asked of KV. */
    meter: {
      read: () => control('GET'),
      /** The same of R2. */
      readBucket: () => control('GET', undefined, '/r2'),
      reset: () => control('DELETE'),
      setFaults: (faults: Fault[]) => control('PUT', faults),
      /** Lets chance strike KV and R2; a rate of 0 ends it. */
      setChances: (chances: Chances) => control('PATCH', chances),
      /** When each key was put first, in milliseconds since the epoch. */
      firsts: () => control<Record<string, number>>('GET', undefined, '/firsts'),
      /** How many faults struck since they were set. */
      struck: () => control<Struck>('GET', undefined, '/struck'),
    },
    /** Drops the ledger's object from memory, so that its constructor runs again. */
    evictLedger: () => miniflare.unsafeEvictDurableObject('deckle', 'Ledger', { name: 'ledger' }),
    miniflare,
    async close() {
      await miniflare.dispose()
      if (options.disk === undefined) await rm(disk, { recursive: true, force: true })
    },
  }
}

function blogWorker(options: BlogOptions, token: string | null, name?: string): V4WorkerOptions {
  const settings = readWranglerToml()
  const worker = { path: 'worker.js', contents: readBundle(options.bundle) }
  const before = options.entry ? [{ path: 'entry.js', contents: options.entry }] : []
  const without = new Set<string>(options.without)
  const kept = <T extends { binding?: string; name?: string }>(list: T[]) =>
    list.filter((each) => !without.has(each.binding ?? each.name ?? ''))
  return {
    name: name ?? settings.name,
    modules: [...before, worker].map((each) => ({ type: 'ESModule', ...each })),
    compatibilityDate: settings.compatibility_date,
    bindings: {
      ...settings.vars,
      // They take a second each, and a put more.
      SITE_CARDS: 'deny',
      ...options.vars,
      ...(token === null ? {} : { AUTHOR_TOKEN: token }),
    },
    unsafeBindings: [
      ...settings.kv_namespaces.map(({ binding }) => meteredKv(binding)),
      ...kept(settings.r2_buckets).map(({ binding }) => meteredR2(binding)),
    ],
    ...(without.has(settings.images.binding) ? {} : { images: settings.images }),
    durableObjects: Object.fromEntries(
      settings.durable_objects.bindings.map((each) => [
        each.name,
        {
          className: each.class_name,
          useSQLite: true,
          ...(name !== undefined && { scriptName: settings.name }),
        },
      ]),
    ),
    ratelimits: Object.fromEntries(
      kept(settings.ratelimits).map(({ name, ...limit }) => [name, limit]),
    ),
    versionMetadata: settings.version_metadata.binding,
    serviceBindings: {
      // It stands in for a browser that cannot draw: the tests of cards bring their own.
      ...(without.has(settings.browser.binding) ? {} : { [settings.browser.binding]: 'kv-meter' }),
      ...options.services,
    },
    outboundService: (options.outside ?? refuse) as never,
  }
}

const refuse = async () => new Response('no host is asked in tests', { status: 502 })

function readBundle(directory = process.env.DECKLE_BUNDLE): string {
  if (!directory) throw new Error(process.env.DECKLE_BUNDLE_ERROR ?? 'DECKLE_BUNDLE is not set')
  return readFileSync(join(directory, 'worker.js'), 'utf8')
}

/** TypeScript wants bytes that no SharedArrayBuffer can hold. */
function bytes(content: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? content : new Uint8Array(content)
}
