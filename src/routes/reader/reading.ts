/** What one request of a reader may look at, and what it has looked at. */

import type { Context } from 'hono'
import type { Hits } from '../../post/hit.ts'
import { cacheTag } from '../../shelf/keys.ts'
import { type Find, fromKv } from '../../shelf/read.ts'
import { readSite, type Site } from '../../site.ts'
import { ledgerOf } from '../ledger.ts'
import { isTooOften } from '../limit.ts'

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
export class Outage extends Error {
  override readonly name = 'Outage'
}

export type ReaderContext = Context<{ Bindings: Env }>

/** Documents by key, as they came or are coming. */
export type Found = Map<string, Promise<Uint8Array | null>>

/** Opens a request. `found`: what was read for it before its route was looked for. */
export function open(c: ReaderContext, found: Found): Reading {
  const tags = new Set<string>()
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

/** Finds each document once, and keeps it in `found`. */
export function once(find: Find, found: Found): Find {
  return (key) => {
    const bytes = found.get(key) ?? find(key)
    found.set(key, bytes)
    return bytes
  }
}

/** KV; and when KV itself throws (an outage, not a miss), the ledger. Throws an Outage when both fail. */
export function findSomewhere(env: Env): Find {
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
