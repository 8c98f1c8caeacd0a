/** A post's revisions, and the way back to one. */

import { Hono } from 'hono/tiny'
import { Refusal } from '../../post/refusal.ts'
import { ledgerOf, take } from '../ledger.ts'
import { forget } from '../memory.ts'
import { isDryRun, readConditions } from './conditions.ts'
import { contentType, unsupported } from './draft.ts'
import { readJson } from './json.ts'
import { toResponse } from './publish.ts'
import { check } from './schema.ts'
import { RestoreBody } from './schemas.ts'
import { slugOf } from './slug-param.ts'
import { type AuthorEnv, signature } from './writer.ts'

export const history = new Hono<AuthorEnv>()

history.get('/posts/:slug/revisions', async (c) => {
  const slug = slugOf(c.req.raw)
  const revisions = await ledgerOf(c.env).revisions(slug)
  if (revisions.length === 0) {
    throw new Refusal('not-found', { field: 'slug', message: `There is no post "${slug}".` })
  }
  return c.json({ revisions })
})

history.post('/posts/:slug/restore', async (c) => {
  const slug = slugOf(c.req.raw)
  const dry = isDryRun(c.req.raw)
  const conditions = readConditions(c.req.raw.headers)
  const { revision } = await readRestore(c.req.raw)
  const answer = await ledgerOf(c.env).restore(slug, {
    ...conditions,
    ...signature(c),
    dry,
    ...(revision !== undefined && { revision }),
  })
  forget()
  return toResponse(c, take(answer), dry)
})

/** An empty body asks for the revision before the current one. */
async function readRestore(request: Request): Promise<{ revision?: number | undefined }> {
  if (!request.body || request.headers.get('Content-Length') === '0') return {}
  const { value } = contentType(request)
  if (value !== 'application/json') throw unsupported(['application/json'], value)
  return check(RestoreBody, await readJson(request))
}
