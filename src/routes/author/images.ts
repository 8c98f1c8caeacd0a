/** Pictures on their own: stored, listed, removed. */

import { Hono } from 'hono/quick'
import { MAX_IMAGE_BYTES } from '../../images/inspect.ts'
import { findImage, removeImages, saveImage } from '../../images/store.ts'
import type { LedgerApi, PictureRecord } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { urls, WIDTHS } from '../../urls.ts'
import { imageTag } from '../images.ts'
import { ledgerOf, take } from '../ledger.ts'
import { purge } from '../purge.ts'
import { readBody } from './body.ts'
import { isDryRun } from './conditions.ts'
import { contentType, unsupported } from './draft.ts'
import { bodyName } from './file-name.ts'
import { type File, readForm } from './form.ts'
import { AUTHOR } from './publish.ts'
import { checkQuery } from './schema.ts'
import { ImagesQuery } from './schemas.ts'
import { bucketOf, inspectUploads, restoreUploads, storeUploads } from './uploads.ts'
import { imageUrl, toImage } from './views.ts'

export const images = new Hono<{ Bindings: Env }>()

images.post('/images', async (c) => {
  const dry = isDryRun(c.req.raw)
  const bucket = bucketOf(c.env)
  const uploads = await inspectUploads(await readFiles(c.req.raw))
  const ledger = ledgerOf(c.env)
  let there = new Set<string>()
  if (dry) {
    for (const { picture } of uploads) if (await find(ledger, picture.key)) there.add(picture.key)
  } else {
    there = await storeUploads(bucket, uploads)
    const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
    await ledger.savePictures(pictures, AUTHOR)
    await restoreUploads(bucket, uploads, there)
  }
  const site = readSite(c.env)
  const saved = uploads.map(({ name, picture }) => {
    return { name, ...picture, url: imageUrl(picture, site), created: !there.has(picture.key) }
  })
  const body = { images: saved, ...(dry && { dry_run: true }) }
  return c.json(body, !dry && saved.some(({ created }) => created) ? 201 : 200)
})

images.get('/images', async (c) => {
  const { after, limit = 100 } = checkQuery(ImagesQuery, c.req.query())
  const page = await ledgerOf(c.env).listPictures({ limit, ...(after !== undefined && { after }) })
  const site = readSite(c.env)
  const more = new URLSearchParams({ ...c.req.query(), after: page.next ?? '' })
  const next = page.next === null ? null : `${urls.api.images()}?${more}`
  return c.json({ images: page.images.map((each) => toImage(each, site)), next })
})

images.delete('/images/:key', async (c) => {
  const key = c.req.param('key')
  const dry = isDryRun(c.req.raw)
  const bucket = bucketOf(c.env)
  const ledger = ledgerOf(c.env)
  if (dry) {
    checkUnused(key, await find(ledger, key))
    return c.json({ key, dry_run: true })
  }
  const record = await find(ledger, key)
  const bytes = record && (await findImage(bucket, key).then((image) => image?.arrayBuffer()))
  take(await ledger.removePicture(key, AUTHOR))
  await removeImages(bucket, [key], WIDTHS)
  // Somebody may have sent it again meanwhile, found it there, and published a post that shows it.
  if (bytes && (await find(ledger, key)))
    await saveImage(bucket, key, { bytes: new Uint8Array(bytes), picture: record, frames: 1 })
  else await purge(c.executionCtx as ExecutionContext, [imageTag(key)])
  return c.json({ key })
})

/** Pictures are listed by key, so the one that follows a key's beginning is the one. */
async function find(ledger: LedgerApi, key: string): Promise<PictureRecord | null> {
  const page = await ledger.listPictures({ after: key.slice(0, -1), limit: 1 })
  return page.images.find((image) => image.key === key) ?? null
}

function checkUnused(key: string, record: PictureRecord | null): void {
  if (!record) {
    throw new Refusal('not-found', { field: 'key', message: `There is no picture "${key}".` })
  }
  if (record.usedBy.length > 0) {
    const message = `The picture is shown by ${record.usedBy.map((slug) => `"${slug}"`).join(', ')}.`
    throw new Refusal('conflict', { field: 'key', message })
  }
}

/** A form with parts `image`, or one picture as the body itself, whatever type it claims to be. */
async function readFiles(request: Request): Promise<File[]> {
  const type = contentType(request)
  if (type.value.startsWith('image/') || type.value === 'application/octet-stream') {
    const name = bodyName(request) ?? 'picture'
    return [{ name, bytes: await readBody(request, MAX_IMAGE_BYTES) }]
  }
  if (type.value !== 'multipart/form-data') {
    throw unsupported(['multipart/form-data', 'image/*'], type.value)
  }
  const { post, images: files } = await readForm(request, type)
  if (post) throw new Refusal('bad-field', { field: 'post', message: 'Posts go to /api/posts.' })
  if (files.length === 0) {
    throw new Refusal('bad-field', { field: 'image', message: 'There is no part "image".' })
  }
  return files
}
