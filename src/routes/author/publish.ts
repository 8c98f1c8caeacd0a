/** Publishing: pictures are stored first, and only when the ledger would take the post that names them. */

import type { Answer, Draft, Receipt } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { urls } from '../../urls.ts'
import { ledgerOf, take } from '../ledger.ts'
import { forget } from '../memory.ts'
import { isDryRun, readConditions } from './conditions.ts'
import { readDraft } from './draft.ts'
import { bucketFor, storeUploads, type Upload } from './uploads.ts'
import { toReceipt } from './views.ts'
import { type AuthorContext, signature } from './writer.ts'

/** Reads the draft in the request and publishes it, under the slug of the address when that names one. */
export async function publish(c: AuthorContext, slug?: string): Promise<Response> {
  const request = c.req.raw
  const dry = isDryRun(request)
  const options = readConditions(request.headers)
  const { uploads, ...sent } = await readDraft(request, readSite(c.env))
  if (slug !== undefined && sent.slug !== undefined && sent.slug !== slug) {
    const message = `The body says "${sent.slug}", the address "${slug}".`
    throw new Refusal('bad-slug', { field: 'slug', message })
  }
  // A dry run is refused for whatever the write would be refused for.
  if (uploads.length > 0) bucketFor(c)
  const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
  const draft: Draft = { ...sent, ...options, pictures, ...signature(c), ...(slug && { slug }) }
  const ledger = ledgerOf(c.env)
  const write = (dry: boolean) => (dry ? ledger.check(draft) : ledger.publish(draft))
  return answerWrite(c, uploads, { dry, write })
}

/** Writes with pictures: they are stored when `write` would go through, and before it does. */
export async function answerWrite(
  c: AuthorContext,
  uploads: Upload[],
  { dry, write }: { dry: boolean; write: (dry: boolean) => Promise<Answer<Receipt>> },
): Promise<Response> {
  if (dry || uploads.length > 0) {
    const receipt = withUnused(take(await write(true)), uploads)
    if (dry) return toResponse(c, receipt, dry)
  }
  const { restore } = await storeUploads(c, uploads)
  const receipt = take(await write(false))
  await restore()
  forget()
  return toResponse(c, withUnused(receipt, uploads), dry)
}

const withUnused = (receipt: Receipt, uploads: Upload[]): Receipt => ({
  ...receipt,
  warnings: [...receipt.warnings, ...unused(receipt, uploads)],
})

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
