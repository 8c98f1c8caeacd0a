/** One request of a reader: what it may look at, and how its answer is made, kept and sent. */

import type { Context } from 'hono'
import type { Hits } from '../../post/hit.ts'
import { cacheTag } from '../../shelf/keys.ts'
import { type Find, fromKv } from '../../shelf/read.ts'
import { readSite, type Site } from '../../site.ts'
import { ledgerOf } from '../ledger.ts'
import { isTooOften } from '../limit.ts'
import {
  bears,
  currentGeneration,
  drop,
  pathOf,
  recall,
  recollect,
  remember,
  type Stamps,
  stampOf,
} from '../memory.ts'
import { type Answer, respond } from '../respond.ts'
import { notice } from './answers.ts'

export interface Reading {
  site: Site
  /** Finds on the shelf, each document once, and notes the cache tag of all that was looked at. */
  find: Find
  /** What was found, or is being looked for, and has to stand for the answer to be true. */
  found: ReadonlyMap<string, Promise<Uint8Array | null>>
  /** Says that a document is what another one says it is, and so need not be looked at again. */
  vouch: (key: string) => void
  tags: Set<string>
  /** Asks the ledger. Null when this reader asks too often. Throws an Outage when the ledger fails. */
  search: (query: string, page: number) => Promise<Hits | null>
  /** The document of a post that a signed link to it shows, or null. */
  proof: (slug: string) => Promise<Uint8Array | null>
  /** The deployed version: pages change with it. */
  version: string
  /** A decoded part of the path, by its name in the route. */
  param: (name: string) => string
  /** The media types the reader takes: the header as it came. */
  accept: string
  url: URL
}

/** The ledger failed, and the shelf with it or not the one to ask. */
class Outage extends Error {
  override readonly name = 'Outage'
}

type ReaderContext = Context<{ Bindings: Env }>

type Found = Map<string, Promise<Uint8Array | null>>

/** What was read for a request before its route was looked for. */
const looked = new WeakMap<Request, Found>()

/**
 * Answers a GET as before when each document that went into the answer is still the one on the shelf; else goes on to its
 * `route`. The router alone would cost a quarter of such an answer.
 */
export async function readAgain(
  request: Request,
  env: Env,
  route: () => Response | Promise<Response>,
): Promise<Response> {
  const path = pathOf(request)
  const since = currentGeneration()
  const old = recollect(path, request)
  if (!old) return route()
  const found: Found = new Map()
  if (await isUnchanged(old.stamps, once(findSomewhere(env), found))) {
    remember(path, old.answer, since, old.stamps)
    return respond(old.answer, request)
  }
  drop(path)
  looked.set(request, found)
  return route()
}

/**
 * A route's handler from a function that makes the answer, or gives null for "no such page". `keyOf`: what
 * the answer is kept under.
 */
export function read(make: (reading: Reading) => Promise<Answer | null>, keyOf = pathOf) {
  return async (c: ReaderContext): Promise<Response> => {
    const key = keyOf(c.req.raw)
    const kept = recall(key, c.req.raw)
    if (kept) return respond(kept, c.req.raw)
    const since = currentGeneration()
    const reading = open(c)
    const answer = await attempt(reading, make)
    if (answer.status === 200 && !answer.rare) {
      remember(key, answer, since, await takeStamps(reading, answer))
    }
    return respond(answer, c.req.raw)
  }
}

/** Is each document the one it was? */
async function isUnchanged(stamps: Stamps, find: Find): Promise<boolean> {
  try {
    const looks = [...stamps].map(async ([key, stamp]) => bears(await find(key), stamp))
    return (await Promise.all(looks)).every(Boolean)
  } catch {
    return false // an outage: the making of the answer meets it, too
  }
}

/** Finds each document once, and keeps it in `found`. */
function once(find: Find, found: Found): Find {
  return (key) => {
    const bytes = found.get(key) ?? find(key)
    found.set(key, bytes)
    return bytes
  }
}

/** None for an answer that time changes, or that something else than documents went into. */
async function takeStamps({ found }: Reading, { timed }: Answer): Promise<Stamps> {
  if (timed) return new Map()
  const documents = [...found].map(async ([key, bytes]) => [key, stampOf(await bytes)] as const)
  return new Map(await Promise.all(documents))
}

async function attempt(
  reading: Reading,
  make: (reading: Reading) => Promise<Answer | null>,
): Promise<Answer> {
  try {
    return (await make(reading)) ?? notice(reading, 'notFound')
  } catch (error) {
    console.error(`GET ${reading.url.pathname}`, error)
    return notice(reading, error instanceof Outage ? 'outage' : 'failure')
  }
}

function open(c: ReaderContext): Reading {
  const tags = new Set<string>()
  const found: Found = looked.get(c.req.raw) ?? new Map()
  const find = once(findSomewhere(c.env), found)
  return {
    site: siteOf(c.env),
    find(key) {
      tags.add(cacheTag(key))
      return find(key)
    },
    found,
    vouch: (key) => found.delete(key),
    tags,
    async search(query, page) {
      if (await isTooOften(c.req.raw, c.env, 'search')) return null
      try {
        return await ledgerOf(c.env).search(query, page)
      } catch (cause) {
        throw new Outage('the ledger failed', { cause })
      }
    },
    async proof(slug) {
      const { findSigned } = await import('../preview-links.ts')
      return findSigned(c.env, slug, new URL(c.req.url).searchParams)
    },
    version: versionOf(c.env),
    param: (name) => c.req.param(name) ?? '',
    accept: c.req.header('Accept') ?? '',
    url: new URL(c.req.url),
  }
}

/** KV; and when KV itself throws (an outage, not a miss), the ledger. Throws an Outage when both fail. */
function findSomewhere(env: Env): Find {
  const find = fromKv(env.POSTS)
  return async (key) => {
    try {
      return await find(key)
    } catch (cause) {
      console.error('KV failed, asking the ledger', cause)
    }
    try {
      return await ledgerOf(env).document(key)
    } catch (cause) {
      throw new Outage('KV and the ledger failed', { cause })
    }
  }
}

let known: { env: Env; site: Site } | undefined

/** Settings do not change in an isolate's life. Throws a SettingError. */
function siteOf(env: Env): Site {
  if (known?.env !== env) known = { env, site: readSite(env) }
  return known.site
}

let started: string | undefined

/** Where no version is bound, every start counts as one. */
function versionOf(env: Partial<Pick<Env, 'VERSION'>>): string {
  started ??= Date.now().toString(36)
  return env.VERSION?.id || started
}
