/** What a part of an archive is, as the author API takes it, and what it answers. */

import type { ImageRecord, PostRecord, RevisionRecord } from '../../archive/format.ts'
import {
  choice,
  flag,
  integer,
  list,
  nullable,
  object,
  record,
  type Schema,
  text,
  time,
} from './schema.ts'

const count = integer({ minimum: 0 })

const version = {
  slug: text,
  revision: integer({ minimum: 1 }),
  action: choice('create', 'update', 'delete', 'restore'),
  etag: text,
  title: text,
  changed: time,
  by: text,
  name: nullable(text),
  bytes: count,
  pictures: list(object({ address: text, key: text })),
}
const Revision: Schema<RevisionRecord> = object(version)
const Post: Schema<PostRecord> = object({
  ...version,
  status: choice('published', 'scheduled', 'draft', 'gone'),
  date: time,
  aliases: list(text),
  related: list(object({ slug: text, title: text })),
  card: nullable(text),
  place: nullable(integer()),
})
const Image: Schema<ImageRecord> = object({
  ...{ key: text, name: text, created: time, preview: nullable(text) },
})

export const ExportQuery = object({}, { copy: text })

export interface ImportedText {
  record: RevisionRecord
  source: string | null
  sha256: string | null
}

const source = nullable(text)
export const ImportBody = object(
  { archive: text },
  {
    posts: list(object({ record: Post, source: text, sha256: text })),
    revisions: list(object({ record: Revision, source, sha256: source })),
    images: list(Image),
    labels: record<string, string>(text),
    gone: list(text),
  },
)
export const Imported = object(
  { created: count, unchanged: count, missing: list(text) },
  { dry_run: flag },
)
