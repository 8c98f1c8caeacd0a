/** What the author API takes and gives. Requests are checked by these, and openapi.json is made from them. */

import * as z from 'zod/mini'

const text = z.string()
const words = z.union([text, z.array(z.union([text, z.number()]))], 'text or a list of texts')
const status = z.enum(['published', 'scheduled', 'draft', 'gone'])
const time = z.iso.datetime()
const label = z.object({ level: z.number(), id: text, text })

/** A post as JSON: its source just as a file would hold it. */
export const SourceBody = z.strictObject({
  source: text,
  slug: z.optional(text),
  name: z.optional(text),
})

/** A post as JSON: front matter as fields, the text as `markdown`. Unknown fields are kept in the front matter. */
export const FieldsBody = z.looseObject({
  markdown: text,
  name: z.optional(text),
  title: z.optional(text),
  slug: z.optional(text),
  date: z.optional(text),
  updated: z.optional(text),
  tags: z.optional(words),
  categories: z.optional(words),
  draft: z.optional(z.boolean()),
  published: z.optional(z.boolean()),
  layout: z.optional(z.enum(['post', 'page'])),
  summary: z.optional(text),
  author: z.optional(text),
  lang: z.optional(text),
  cover: z.optional(text),
  permalink: z.optional(text),
  aliases: z.optional(words),
  canonical_url: z.optional(text),
})

export const RestoreBody = z.strictObject({
  revision: z.optional(z.int().check(z.gte(1, 'a revision, counted from 1'))),
})

const limit = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(500)), 100)
export const ListQuery = z.object({ before: z.optional(text), limit, status: z.optional(status) })
export const ImagesQuery = z.object({ after: z.optional(text), limit })
export const PostQuery = z.object({
  revision: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
})

export const PostItem = z.object({
  slug: text,
  kind: z.enum(['post', 'page']),
  title: text,
  url: z.url(),
  etag: text,
  revision: z.int(),
  status,
  date: time,
  updated: z.nullable(time),
  changed: time,
  bytes: z.int(),
})
export const PostList = z.object({ posts: z.array(PostItem), next: z.nullable(text) })
export const PostWithSource = z.extend(PostItem, { source: text })

const Warning = z.object({
  code: text,
  message: text,
  field: z.optional(text),
  line: z.optional(z.int()),
})
const Shown = z.object({
  address: text,
  line: z.int(),
  key: z.nullable(text),
  url: z.nullable(z.url()),
  width: z.optional(z.int()),
  height: z.optional(z.int()),
})
export const Receipt = z.extend(PostItem, {
  live: z.boolean(),
  created: z.boolean(),
  changed_content: z.boolean(),
  warnings: z.array(Warning),
  images: z.array(Shown),
  dry_run: z.optional(z.literal(true)),
  html: z.optional(text),
  summary: z.optional(text),
  contents: z.optional(z.array(label)),
})

export const Revisions = z.object({
  revisions: z.array(
    z.object({
      revision: z.int(),
      etag: text,
      bytes: z.int(),
      changed: time,
      by: text,
      title: text,
      action: z.enum(['create', 'update', 'delete', 'restore']),
    }),
  ),
})

const picture = {
  key: text,
  url: z.url(),
  type: text,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
}
export const SavedImages = z.object({
  images: z.array(z.object({ name: text, ...picture, created: z.boolean() })),
  dry_run: z.optional(z.literal(true)),
})
export const ImageList = z.object({
  images: z.array(z.object({ ...picture, created: time, used_by: z.array(text) })),
  next: z.nullable(text),
})
export const RemovedImage = z.object({ key: text, dry_run: z.optional(z.literal(true)) })
export const Rebuilt = z.object({ documents: z.int(), dry_run: z.optional(z.literal(true)) })

export const Status = z.object({
  version: z.nullable(text),
  url: z.url(),
  bindings: z.record(text, z.boolean()),
  missing: z.array(z.object({ binding: text, without: text, add: text })),
  posts: z.record(status, z.int()),
  pictures: z.int(),
  pending: z.object({ documents: z.int(), oldest: z.nullable(z.int()) }),
  unverified: z.int(),
  overdue: z.int(),
  next: z.nullable(time),
  writes: z.int(),
  bytes: z.int(),
  last_error: z.nullable(z.object({ at: time, message: text })),
})

export const Problem = z.object({
  type: text,
  title: text,
  status: z.int(),
  detail: text,
  errors: z.array(
    z.object({
      message: text,
      field: z.optional(text),
      line: z.optional(z.int()),
      column: z.optional(z.int()),
      hint: z.optional(text),
    }),
  ),
  etag: z.optional(text),
})
