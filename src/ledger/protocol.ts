/** What the ledger is asked and what it answers: plain data, fit to cross an RPC boundary. */

import type { Heading, Picture, Reference, Warning } from '../post/post.ts'
import type { RefusalData } from '../post/refusal.ts'
import type { Scope } from '../post/scopes.ts'

/** How a write is guarded: by preconditions (RFC 9110, section 13.1) and against being made twice. Entity tags come without quotes. */
export interface Conditions {
  ifMatch?: string[] | '*'
  ifNoneMatch?: '*'
  /** A write that comes again with the same key is answered as it was, and not made again. */
  idempotencyKey?: string
}

/** A post as it was sent. */
export interface Draft extends Conditions {
  source: Uint8Array
  /** The slug the address asked for; without it the source decides. */
  slug?: string
  /** The file's name, for its date and slug. */
  name?: string
  /** The pictures that came along, by file name. They are already stored when `publish` is called. */
  pictures: { name: string; picture: Picture }[]
  /** Pictures that were stored before, by the name they stand for: the key of each. */
  stored?: Record<string, string>
  /** Who writes: the token's name. */
  by: string
  may: readonly Scope[]
}

export type Status = 'published' | 'scheduled' | 'draft' | 'gone'

/** A post as the author API shows it. Times are ISO 8601 in UTC. */
export interface PostRecord {
  slug: string
  kind: 'post' | 'page'
  title: string
  /** Public path of the post. */
  path: string
  etag: string
  revision: number
  status: Status
  date: string
  updated: string | null
  changed: string
  bytes: number
  /** The file name it was pushed under, or null. */
  name: string | null
}

/** What a write did, or with `dry_run` would do. */
export interface Receipt extends PostRecord {
  created: boolean
  /** False when the very same bytes were there already: no revision was made. */
  changedContent: boolean
  /** Is this version on the shelf now? */
  live: boolean
  warnings: Warning[]
  images: Reference[]
  /** Was this the stored answer of an earlier request with the same Idempotency-Key? */
  replayed: boolean
  /** On a dry run: what a reader would see. */
  preview?: { html: string; summary: string; contents: Heading[] }
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: RefusalData }

export interface Revision {
  revision: number
  etag: string
  bytes: number
  changed: string
  by: string
  title: string
  action: 'create' | 'update' | 'delete' | 'restore'
}

/** A revision as it was pushed. */
export interface Source {
  bytes: Uint8Array
  etag: string
  /** The pictures it shows, each by the address that its author wrote. */
  pictures: { name: string; picture: Picture }[]
}

export interface PictureRecord extends Picture {
  created: string
  /** Slugs of the posts that show it. */
  usedBy: string[]
}

/** What the card of a post is drawn from; its words tell the language. */
export interface CardTitle {
  title: string
  lang: string | null
  summary: string
}

/** A post that names pictures nobody has sent. */
export interface WantedPost {
  slug: string
  /** Public path of the post. */
  path: string
  images: { address: string; line: number; state: 'missing' | 'dead' | 'remote' }[]
}

export interface LedgerStatus {
  posts: Record<Status, number>
  pictures: number
  /** Shelf documents not yet put, and the age of the oldest in milliseconds. */
  pending: { documents: number; oldest: number | null }
  /** Shelf documents put and not yet verified. */
  unverified: number
  /** Scheduled posts whose time has passed. */
  overdue: number
  next: string | null
  /** KV writes the ledger made in the last 24 hours. */
  writes: number
  /** When the last nightly copy was whole. */
  copied: string | null
  lastError: { at: string; message: string } | null
  bytes: number
}

/** On a change: `dry` answers what it would do, and does nothing. */
export interface Dry {
  dry?: boolean
}

export type RemoveOptions = Conditions & Dry & Pick<Draft, 'by'>
export type RestoreOptions = Conditions & Dry & Pick<Draft, 'by' | 'may'> & { revision?: number }

/** Which documents to look at: those after a key in the order of keys, or some by chance. */
export interface ShelfQuery {
  after?: string
  sample?: boolean
  repair?: boolean
}

export interface ShelfCheck {
  checked: number
  /** Keys under which KV has nothing, or another version. */
  wrong: string[]
  next: string | null
}
