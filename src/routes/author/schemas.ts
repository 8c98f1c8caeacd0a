/** What the author API takes and gives. Requests are checked by these, and openapi.json shows them. */

import { SCOPES } from '../../post/scopes.ts'
import {
  address,
  choice,
  either,
  flag,
  integer,
  list,
  nullable,
  number,
  object,
  record,
  text,
  time,
} from './schema.ts'

const count = integer({ minimum: 0 })
const words = either(text, list(either(text, number)))
const status = choice('published', 'scheduled', 'draft', 'gone')
const dry = { dry_run: flag }

/** A post as JSON: its source just as a file would hold it. */
const stored = record<string, string>(text)
export const SourceBody = object({ source: text }, { slug: text, name: text, stored })

/** A post as JSON: front matter as fields, the text as `markdown`. Unknown fields stay in the front matter. */
export const FieldsBody = object(
  { markdown: text },
  {
    name: text,
    title: text,
    slug: text,
    date: text,
    updated: text,
    tags: words,
    categories: words,
    draft: flag,
    published: flag,
    layout: choice('post', 'page'),
    summary: text,
    author: text,
    lang: text,
    cover: text,
    permalink: text,
    aliases: words,
    canonical_url: text,
  },
  true,
)

/** Many posts: `if_match` is the ETag of the version that each replaces, or null for one that must be new. */
export const PostsBody = object({
  posts: list(
    object({ source: text }, { slug: text, name: text, stored, if_match: nullable(text) }),
  ),
})

export const RestoreBody = object({}, { revision: integer({ minimum: 1 }) })

const limit = integer({ minimum: 1, maximum: 500 })
export const ListQuery = object({}, { before: text, limit, status })
export const ImagesQuery = object(
  {},
  { after: text, limit, missing: integer({ minimum: 0, maximum: 1 }), keys: text },
)
const hours = integer({ minimum: 1, maximum: 720 })
export const PreviewQuery = object({}, { hours })
export const Preview = object({ url: address, expires: time })
export const PostQuery = object({}, { revision: integer({ minimum: 1 }) })

const item = {
  slug: text,
  kind: choice('post', 'page'),
  title: text,
  url: address,
  etag: text,
  revision: integer(),
  status,
  date: time,
  updated: nullable(time),
  changed: time,
  bytes: count,
  name: nullable(text),
}
export const PostItem = object(item)
export const PostList = object({ posts: list(PostItem), next: nullable(text) })

const warning = object({ code: text, message: text }, { field: text, line: integer() })
const image = { address: text, key: nullable(text), url: nullable(address) }
const size = { width: count, height: count }
const shown = object({ ...image, line: integer() }, size)
export const PostWithSource = object({ ...item, source: text, images: list(object(image, size)) })
const heading = object({ level: integer(), id: text, text })
export const Receipt = object(
  {
    ...item,
    live: flag,
    created: flag,
    changed_content: flag,
    warnings: list(warning),
    images: list(shown),
  },
  { ...dry, html: text, summary: text, contents: list(heading) },
)

const revision = object({
  revision: integer(),
  etag: text,
  bytes: count,
  changed: time,
  by: text,
  title: text,
  action: choice('create', 'update', 'delete', 'restore'),
})
export const Revisions = object({ revisions: list(revision) })

const picture = { key: text, url: address, type: text, width: count, height: count, bytes: count }
export const SavedImages = object(
  { images: list(object({ name: text, ...picture, created: flag })) },
  dry,
)
export const ImageItem = object({ ...picture, created: time, used_by: list(text) })
export const ImageList = object({ images: list(ImageItem), next: nullable(text) })
const wanted = object({
  address: text,
  line: integer(),
  state: choice('missing', 'dead', 'remote'),
})
export const WantedList = object({
  posts: list(object({ slug: text, url: address, images: list(wanted) })),
  next: nullable(text),
})
export const RemovedImage = object({ key: text }, dry)
export const Rebuilt = object({ documents: count }, dry)

export const ShelfQuery = object({}, { after: text, sample: integer({ minimum: 0, maximum: 1 }) })
export const ShelfCheck = object({ checked: count, wrong: list(text), next: nullable(text) }, dry)

export const Status = object({
  secret: choice('strong', 'weak'),
  renderer: text,
  version: nullable(text),
  url: address,
  time,
  timezone: text,
  bindings: record<string, boolean>(flag),
  missing: list(object({ binding: text, without: text, add: text })),
  posts: record<'published' | 'scheduled' | 'draft' | 'gone', number>(count),
  pictures: count,
  pending: object({ documents: count, oldest: nullable(count) }),
  unverified: count,
  overdue: count,
  next: nullable(time),
  writes: count,
  bytes: count,
  backup: flag,
  copied: nullable(time),
  last_error: nullable(object({ at: time, message: text })),
})

const scopes = list(choice(...SCOPES))
export const TokenBody = object({ name: text, scopes }, { expires: nullable(time) })
const token = {
  ...{ id: text, name: text, scopes },
  ...{ created: time, expires: nullable(time), used: nullable(time), from: nullable(text) },
}
export const Token = object(token, dry)
export const CreatedToken = object({ ...token, token: text })
export const TokenList = object({ tokens: list(object(token)) })

export const LogQuery = object({}, { before: integer({ minimum: 1 }), limit, post: text })
const entry = object({ at: time, by: text, action: text, subject: text, hash: nullable(text) })
export const LogList = object({ entries: list(entry), next: nullable(text) })

const fault = object(
  { message: text },
  { field: text, line: integer(), column: integer(), hint: text },
)
export const Problem = object(
  { type: text, title: text, status: integer(), detail: text, errors: list(fault) },
  { etag: text },
)

/** What became of each post, in their order: one of the two. */
export const Receipts = object({ posts: list(object({}, { receipt: Receipt, problem: Problem })) })
