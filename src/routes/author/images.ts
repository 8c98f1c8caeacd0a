/** Pictures without a post: stored, listed, removed, and sent after the post that wants them. */

import { Hono } from 'hono/tiny'
import { MAX_IMAGE_BYTES } from '../../images/inspect.ts'
import type { LedgerApi } from '../../ledger/api.ts'
import type { PictureRecord } from '../../ledger/protocol.ts'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { urls } from '../../urls.ts'
import { demand } from '../auth.ts'
import { ledgerOf, take } from '../ledger.ts'
import { readBody } from './body.ts'
import { isDryRun, readConditions } from './conditions.ts'
import { contentType, unsupported } from './draft.ts'
import { bodyName } from './file-name.ts'
import { type File, readForm } from './form.ts'
import { answerWrite } from './publish.ts'
import { checkQuery } from './schema.ts'
import { ImagesQuery } from './schemas.ts'
import { slugOf } from './slug-param.ts'
import { bucketOf, inspectUploads, storeUploads } from './uploads.ts'
import { imageUrl, toImage } from './views.ts'
import { type AuthorEnv, signature } from './writer.ts'

export const images = new Hono<AuthorEnv>()

images.post('/images', async (c) => {
  const dry = isDryRun(c.req.raw)
  bucketOf(c.env)
  const uploads = await inspectUploads(await readFiles(c.req.raw), readSite(c.env))
  const ledger = ledgerOf(c.env)
  const known = new Set<string>()
  if (dry) {
    for (const { picture } of uploads) if (await find(ledger, picture.key)) known.add(picture.key)
  } else {
    const { there, restore } = await storeUploads(c, uploads)
    for (const { picture } of there) known.add(picture.key)
    const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
    await ledger.savePictures(pictures, signature(c).by)
    await restore()
  }
  const site = readSite(c.env)
  const saved = uploads.map(({ name, picture }) => {
    const { preview: _, turned: __, ...shown } = picture
    return { name, ...shown, url: imageUrl(picture, site), created: !known.has(picture.key) }
  })
  const body = { images: saved, ...(dry && { dry_run: true }) }
  return c.json(body, !dry && saved.some(({ created }) => created) ? 201 : 200)
})

images.post('/posts/:slug/images', async (c) => {
  demand(c.get('writer'), ['update'])
  const request = c.req.raw
  const slug = slugOf(request)
  const dry = isDryRun(request)
  const options = readConditions(request.headers)
  bucketOf(c.env)
  const uploads = await inspectUploads(await readFiles(request), readSite(c.env))
  const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
  const write = (dry: boolean) =>
    ledgerOf(c.env).attach(slug, { ...options, pictures, ...signature(c), dry })
  return answerWrite(c, uploads, { dry, write })
})

images.get('/images', async (c) => {
  const { after, limit = 100, missing, keys } = checkQuery(ImagesQuery, c.req.query())
  const page = { limit, ...(after !== undefined && { after }) }
  const named = keys === undefined ? {} : { keys: keys.split(',') }
  const site = readSite(c.env)
  const nextOf = (key: string | null) => {
    const more = new URLSearchParams({ ...c.req.query(), after: key ?? '' })
    return key === null ? null : `${urls.api.images()}?${more}`
  }
  if (missing) {
    const { posts, next } = await ledgerOf(c.env).listWanted(page)
    const wanted = posts.map(({ slug, path, images }) => ({ slug, url: site.url + path, images }))
    return c.json({ posts: wanted, next: nextOf(next) })
  }
  const { images: stored, next } = await ledgerOf(c.env).listPictures({ ...page, ...named })
  return c.json({ images: stored.map((each) => toImage(each, site)), next: nextOf(next) })
})

images.delete('/images/:key', async (c) => {
  const key = c.req.param('key')
  const dry = isDryRun(c.req.raw)
  bucketOf(c.env)
  const ledger = ledgerOf(c.env)
  if (dry) {
    checkUnused(key, await find(ledger, key))
    return c.json({ key, dry_run: true })
  }
  take(await ledger.removePicture(key, signature(c).by))
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
