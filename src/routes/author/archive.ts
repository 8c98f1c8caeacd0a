/** The whole blog out, and into an empty one. */

import { Hono } from 'hono/tiny'
import { openCopy } from '../../archive/copies.ts'
import { type ImageRecord, sha256 } from '../../archive/format.ts'
import { findStored } from '../../images/store.ts'
import type { ImportBatch } from '../../ledger/archive/import.ts'
import { type Fault, Refusal } from '../../post/refusal.ts'
import { demand } from '../auth.ts'
import { ledgerOf, take } from '../ledger.ts'
import { forget } from '../memory.ts'
import { ImportBody, type ImportedText } from './archive-schemas.ts'
import { isDryRun } from './conditions.ts'
import { contentType, unsupported } from './draft.ts'
import { readJson } from './json.ts'
import { check } from './schema.ts'
import { bucketOf } from './uploads.ts'
import { type AuthorEnv, signature } from './writer.ts'

/** Bytes of JSON. */
const MAX_BODY = 8 * 1024 * 1024

export const archive = new Hono<AuthorEnv>()

archive.get('/export', async (c) => {
  demand(c.get('writer'), ['read'])
  const { copy } = c.req.query()
  const body = copy ? await openCopy(bucketOf(c.env), copy) : await ledgerOf(c.env).archive.export()
  if (!body) {
    throw new Refusal('not-found', { field: 'copy', message: `There is no copy "${copy}".` })
  }
  return c.body(body, 200, {
    'Content-Type': 'application/x-tar',
    'Content-Disposition': 'attachment; filename="blog.tar"',
  })
})

archive.post('/import', async (c) => {
  demand(c.get('writer'), ['create'])
  const { value: type } = contentType(c.req.raw)
  if (type !== 'application/json') throw unsupported(['application/json'], type)
  const dry = isDryRun(c.req.raw)
  const body = check(ImportBody, await readJson(c.req.raw, MAX_BODY))
  const { archive, images = [], labels = {}, gone = [] } = body
  const batch = {
    ...{ archive, labels, gone, dry, by: signature(c).by },
    // The schema says that a post has a text.
    posts: (await readTexts(body.posts)) as ImportBatch['posts'],
    revisions: await readTexts(body.revisions),
  }
  const { pictures, missing } = await findPictures(c.env, images)
  const done = take(await ledgerOf(c.env).archive.import({ ...batch, pictures }))
  forget()
  return c.json({ ...done, missing, ...(dry && { dry_run: true }) })
})

/** The records and their texts as bytes, which are what they were. Throws a Refusal that names the post. */
async function readTexts<Item extends ImportedText>(items: Item[] = []) {
  const faults: Fault[] = []
  const texts: { record: Item['record']; source: Uint8Array<ArrayBuffer> | null }[] = []
  for (const { record, source, sha256: expected } of items) {
    const bytes = source === null ? null : new TextEncoder().encode(source)
    if (bytes && (await sha256(bytes)) !== expected) {
      const message = `The text of "${record.slug}" is broken: its checksum does not match.`
      faults.push({ field: record.slug, message })
    }
    texts.push({ record, source: bytes })
  }
  if (faults.length > 0) throw new Refusal('bad-archive', faults)
  return texts
}

/** Those that are in the bucket, as they were taken in; and the keys of those that are not. */
async function findPictures(env: Env, images: ImageRecord[]) {
  const pictures: ImportBatch['pictures'] = []
  const missing: string[] = []
  for (const { key, created, preview } of images) {
    // It stands in pages as it is.
    if (/[^\w+/=]/.test(preview ?? '')) {
      throw new Refusal('bad-archive', { field: key, message: `"${key}" has no preview.` })
    }
    const picture = await findStored(bucketOf(env), key)
    if (picture) pictures.push({ ...picture, created, ...(preview !== null && { preview }) })
    else missing.push(key)
  }
  return { pictures, missing }
}
