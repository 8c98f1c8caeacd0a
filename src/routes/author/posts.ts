/** Posts: listed, read, written, removed. */

import { Hono } from 'hono/tiny'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { urls } from '../../urls.ts'
import { ledgerOf, take } from '../ledger.ts'
import { forget } from '../memory.ts'
import { weightOf } from '../reader/accept.ts'
import { isDryRun, isHeld, readConditions } from './conditions.ts'
import { publish, toResponse } from './publish.ts'
import { publishAll } from './publish-all.ts'
import { checkQuery } from './schema.ts'
import { ListQuery, PostQuery } from './schemas.ts'
import { slugOf } from './slug-param.ts'
import { toItem, toShown } from './views.ts'
import { type AuthorEnv, signature } from './writer.ts'

export const posts = new Hono<AuthorEnv>()

posts.get('/posts', async (c) => {
  const { before, limit = 100, status } = checkQuery(ListQuery, c.req.query())
  const page = await ledgerOf(c.env).list({
    limit,
    ...(before !== undefined && { before }),
    ...(status && { status }),
  })
  const site = readSite(c.env)
  const more = new URLSearchParams({ ...c.req.query(), before: page.next ?? '' })
  const next = page.next === null ? null : `${urls.api.posts()}?${more}`
  return c.json({ posts: page.posts.map((each) => toItem(each, site)), next })
})

posts.post('/posts', (c) => publish(c))

posts.put('/posts', (c) => publishAll(c))

posts.get('/posts/:slug', async (c) => {
  const slug = slugOf(c.req.raw)
  const { revision } = checkQuery(PostQuery, c.req.query())
  const ledger = ledgerOf(c.env)
  const record = await ledger.find(slug)
  if (!record) throw missing(`There is no post "${slug}".`)
  if (record.status === 'gone' && revision === undefined) {
    const hint = `POST ${urls.api.restore(slug)} brings it back.`
    throw new Refusal('gone', { field: 'slug', message: `"${slug}" was removed.`, hint })
  }
  const found = await ledger.source(slug, revision ?? record.revision)
  if (!found) throw missing(`"${slug}" has no text at that revision.`)

  c.header('ETag', `"${found.etag}"`)
  c.header('Vary', 'Accept')
  if (isHeld(c.req.raw.headers, found.etag)) return c.body(null, 304)
  const accept = c.req.header('Accept') ?? ''
  if (weightOf(accept, 'text/markdown') > weightOf(accept, 'application/json')) {
    return c.body(found.bytes as Uint8Array<ArrayBuffer>, 200, {
      'Content-Type': 'text/markdown; charset=utf-8',
    })
  }
  const site = readSite(c.env)
  const item = toItem(record, site)
  const source = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(found.bytes)
  const images = found.pictures.map(({ name, picture }) => toShown(name, picture, site))
  const { etag } = found
  return c.json({ ...item, etag, revision: revision ?? item.revision, source, images })
})

posts.put('/posts/:slug', (c) => publish(c, slugOf(c.req.raw)))

posts.delete('/posts/:slug', async (c) => {
  const slug = slugOf(c.req.raw)
  const dry = isDryRun(c.req.raw)
  const conditions = readConditions(c.req.raw.headers)
  const answer = await ledgerOf(c.env).remove(slug, { ...conditions, by: signature(c).by, dry })
  forget()
  return toResponse(c, take(answer), dry)
})

const missing = (message: string): Refusal => new Refusal('not-found', { field: 'slug', message })
