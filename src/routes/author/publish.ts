/** Publishing: pictures are stored first, and only when the ledger would take the post that names them. */

import type { Context } from 'hono'
import type { Draft, Receipt } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { urls } from '../../urls.ts'
import { ledgerOf, take } from '../ledger.ts'
import { forget } from '../memory.ts'
import { isDryRun, readConditions, readIdempotencyKey } from './conditions.ts'
import { readDraft } from './draft.ts'
import { bucketOf, restoreUploads, storeUploads, type Upload } from './uploads.ts'
import { toReceipt } from './views.ts'

type AuthorContext = Context<{ Bindings: Env }>

/** Under what name the holder of `AUTHOR_TOKEN` stands in the record of writes. */
export const AUTHOR = 'AUTHOR_TOKEN'

/** Reads the draft in the request and publishes it, under the slug of the address when that names one. */
export async function publish(c: AuthorContext, slug?: string): Promise<Response> {
  const request = c.req.raw
  const dry = isDryRun(request)
  const options = { ...readConditions(request.headers), ...readIdempotencyKey(request.headers) }
  const { uploads, ...sent } = await readDraft(request)
  if (slug !== undefined && sent.slug !== undefined && sent.slug !== slug) {
    const message = `The body says "${sent.slug}", the address "${slug}".`
    throw new Refusal('bad-slug', { field: 'slug', message })
  }
  // A dry run is refused for whatever the write would be refused for.
  if (uploads.length > 0) bucketOf(c.env)
  const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
  const draft: Draft = { ...sent, ...options, pictures, by: AUTHOR, ...(slug && { slug }) }
  const receipt = dry ? take(await ledgerOf(c.env).check(draft)) : await keep(c.env, draft, uploads)
  return toResponse(
    c,
    { ...receipt, warnings: [...receipt.warnings, ...unused(receipt, uploads)] },
    dry,
  )
}

async function keep(env: Env, draft: Draft, uploads: Upload[]): Promise<Receipt> {
  const ledger = ledgerOf(env)
  if (uploads.length === 0) return written(take(await ledger.publish(draft)))
  const bucket = bucketOf(env)
  take(await ledger.check(draft))
  const there = await storeUploads(bucket, uploads)
  const receipt = take(await ledger.publish(draft))
  await restoreUploads(bucket, uploads, there)
  return written(receipt)
}

function written(receipt: Receipt): Receipt {
  forget()
  return receipt
}

/** Pictures that came along and are shown nowhere: most often a misspelt name. */
function unused({ images }: Receipt, uploads: Upload[]): Receipt['warnings'] {
  const shown = new Set(images.map(({ picture }) => picture?.key))
  return uploads
    .filter(({ picture }) => !shown.has(picture.key))
    .map(({ name }) => ({
      code: 'unused-image',
      field: 'image',
      message: `"${name}" came along, but the post does not show it.`,
    }))
}

/** The answer to a write: what the post is now, and where. */
export function toResponse(c: AuthorContext, receipt: Receipt, dry: boolean): Response {
  const body = toReceipt(receipt, readSite(c.env), dry)
  if (dry) return c.json(body, 200)
  return c.json(body, receipt.created ? 201 : 200, {
    ETag: `"${receipt.etag}"`,
    Location: urls.api.post(receipt.slug),
    ...(receipt.replayed && { 'Idempotent-Replayed': 'true' }),
  })
}
