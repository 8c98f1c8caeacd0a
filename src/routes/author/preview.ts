/** Links to posts that are not public: a draft, a scheduled post, or a version that was sent for this alone. */

import { Hono } from 'hono/tiny'
import { Refusal } from '../../post/refusal.ts'
import { readSite } from '../../site.ts'
import { ledgerOf, take } from '../ledger.ts'
import { signLink } from '../preview-links.ts'
import { readDraft } from './draft.ts'
import { checkQuery } from './schema.ts'
import { PreviewQuery } from './schemas.ts'
import { slugOf } from './slug-param.ts'
import { storeUploads } from './uploads.ts'
import { type AuthorContext, type AuthorEnv, signature } from './writer.ts'

export const preview = new Hono<AuthorEnv>()

preview.post('/posts/:slug/preview', async (c) => {
  const slug = slugOf(c.req.raw)
  const { hours = 24 } = checkQuery(PreviewQuery, c.req.query())
  const until = Math.floor(Date.now() / 1000) + hours * 3_600
  const id = c.req.header('Content-Type')
    ? await keep(c, slug, until)
    : await findStored(c.env, slug)
  const url = readSite(c.env).url + (await signLink(c.env, { slug, id, until }))
  return c.json({ url, expires: new Date(until * 1000).toISOString() }, 201)
})

/** Who may not write such a post gets no link to it either. */
async function keep(c: AuthorContext, slug: string, until: number): Promise<string> {
  const { env } = c
  const { uploads, ...sent } = await readDraft(c.req.raw, readSite(env))
  const { restore } = await storeUploads(c, uploads)
  const pictures = uploads.map(({ name, picture }) => ({ name, picture }))
  const draft = { ...sent, ...signature(c), slug, pictures }
  const { id } = take(await ledgerOf(env).proofs.save(draft, until * 1000))
  await restore()
  return id
}

/** The post as it will be whenever the link is followed: nothing is kept. */
async function findStored(env: Env, slug: string): Promise<string> {
  const record = await ledgerOf(env).find(slug)
  if (record && record.status !== 'gone') return ''
  throw new Refusal('not-found', {
    ...{ field: 'slug', message: `There is no post "${slug}".` },
    hint: 'Send its text along, and the link shows that.',
  })
}
