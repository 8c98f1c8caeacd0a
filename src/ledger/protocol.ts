/** What the ledger is asked and what it answers: plain data, fit to cross an RPC boundary. */

import type { Hits } from '../post/hit.ts'
import type { Heading, Picture, Reference, Warning } from '../post/post.ts'
import type { RefusalData } from '../post/refusal.ts'
import type { Scope } from '../post/scopes.ts'
import type { AccessApi } from './access-protocol.ts'
import type { ArchiveApi } from './archive/desk.ts'

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

export interface ProofsApi {
  /** Keeps what a post would be, for a link to show until then (milliseconds). Nothing else is stored. */
  save(draft: Draft, until: number): Promise<Answer<{ id: string }>>
  /** The document of what was kept, or with an empty `id` of a post as it is now. */
  find(slug: string, id: string): Promise<Uint8Array | null>
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

/** The ledger as its callers see it. */
export interface LedgerApi {
  readonly access: AccessApi
  readonly proofs: ProofsApi
  readonly archive: ArchiveApi
  /** Reads, checks and renders; stores nothing. The answer is what `publish` would give. */
  check(draft: Draft): Promise<Answer<Receipt>>
  publish(draft: Draft): Promise<Answer<Receipt>>
  /** Many posts, each all or nothing, in their order. Unlike the others it does not wait for the shelf. */
  publishAll(drafts: Draft[]): Promise<Answer<Receipt>[]>
  remove(slug: string, options: RemoveOptions): Promise<Answer<Receipt>>
  restore(slug: string, options: RestoreOptions): Promise<Answer<Receipt>>
  find(slug: string): Promise<PostRecord | null>
  /** The newest or the named revision. */
  source(slug: string, revision?: number): Promise<Source | null>
  /** Newest first. `before` is the cursor of the page before; `next` the one for the page after. */
  list(options: {
    before?: string
    limit?: number
    status?: Status
  }): Promise<{ posts: PostRecord[]; next: string | null }>
  /** Newest first. */
  revisions(slug: string): Promise<Revision[]>
  /** The newest revision once more, with pictures that come later. */
  attach(
    slug: string,
    options: Dry & Omit<Draft, 'source' | 'slug' | 'name'>,
  ): Promise<Answer<Receipt>>
  /** Ordered by slug. */
  listWanted(options: {
    after?: string
    limit?: number
  }): Promise<{ posts: WantedPost[]; next: string | null }>
  /** Announces pictures before they are stored: for a day they are safe from being swept. */
  holdPictures(keys: string[]): Promise<void>
  savePictures(pictures: { name: string; picture: Picture }[], by: string): Promise<void>
  /** Ordered by key; with `keys` those of them that are stored. */
  listPictures(options: {
    after?: string
    limit?: number
    keys?: string[]
  }): Promise<{ images: PictureRecord[]; next: string | null }>
  /** Removes a picture; refuses one that a post uses. */
  removePicture(key: string, by: string): Promise<Answer<{ key: string }>>
  /** Marks every document of the shelf as dirty. Gives how many. */
  rebuild(options?: Dry): Promise<{ documents: number }>
  /** Holds some documents of the shelf against the ledger, at most 40. */
  checkShelf(query: ShelfQuery): Promise<ShelfCheck>
  status(): Promise<LedgerStatus>
  /** Published posts that have every word of `query`; those with all in their title first, newer before older. */
  search(query: string, page: number): Promise<Hits>
  /** The bytes that belong under a shelf key, made from the current rows: for when KV is down. */
  document(key: string): Promise<Uint8Array | null>
}
