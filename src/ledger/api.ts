/** The ledger as its callers see it: what it can be asked. */

import type { Hits } from '../post/hit.ts'
import type { Picture } from '../post/post.ts'
import type { AccessApi } from './access-protocol.ts'
import type { ArchiveApi } from './archive/desk.ts'
import type {
  Answer,
  Draft,
  Dry,
  LedgerStatus,
  PictureRecord,
  PostRecord,
  Receipt,
  RemoveOptions,
  RestoreOptions,
  Revision,
  ShelfCheck,
  ShelfQuery,
  Source,
  Status,
  WantedPost,
} from './protocol.ts'

export interface ProofsApi {
  /** Keeps what a post would be, for a link to show until then (milliseconds). Nothing else is stored. */
  save(draft: Draft, until: number): Promise<Answer<{ id: string }>>
  /** The document of what was kept, or with an empty `id` of a post as it is now. */
  find(slug: string, id: string): Promise<Uint8Array | null>
}

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
