/** The owner's view of the blog: how it is doing, its shelf rewritten, its API described. */

import { Hono } from 'hono/tiny'
import { RENDERER } from '../../post/render-post.ts'
import { readSite } from '../../site.ts'
import { urls } from '../../urls.ts'
import { ledgerOf } from '../ledger.ts'
import { forget } from '../memory.ts'
import { describeApi } from '../openapi.ts'
import { listBindings } from './bindings.ts'
import { isDryRun } from './conditions.ts'
import { judgeSecret } from './judge-secret.ts'
import { checkQuery } from './schema.ts'
import { ShelfQuery } from './schemas.ts'
import type { AuthorContext, AuthorEnv } from './writer.ts'

export const upkeep = new Hono<AuthorEnv>()

upkeep.get('/status', async (c) => {
  const { lastError, ...ledger } = await ledgerOf(c.env).status()
  const { url, timezone, backup } = readSite(c.env)
  const time = new Date().toISOString()
  const version = (c.env.VERSION as WorkerVersionMetadata | undefined)?.id || null
  return c.json({
    ...{ version, renderer: RENDERER, url, time, timezone },
    secret: judgeSecret(c.env.AUTHOR_TOKEN),
    ...listBindings(c.env),
    ...ledger,
    last_error: lastError,
    backup,
  })
})

upkeep.post('/rebuild', async (c) => {
  const dry = isDryRun(c.req.raw)
  const { documents } = await ledgerOf(c.env).rebuild({ dry })
  forget()
  return c.json({ documents, ...(dry && { dry_run: true }) })
})

upkeep.get('/shelf', (c) => check(c, false))

upkeep.post('/shelf', (c) => check(c, true))

async function check(c: AuthorContext, repair: boolean): Promise<Response> {
  const { after, sample } = checkQuery(ShelfQuery, c.req.query())
  const dry = isDryRun(c.req.raw)
  const found = await ledgerOf(c.env).checkShelf({
    ...(after !== undefined && { after }),
    sample: sample === 1,
    repair: repair && !dry,
  })
  const more = new URLSearchParams({ ...c.req.query(), after: found.next ?? '' })
  const next = found.next === null ? null : `${urls.api.shelf()}?${more}`
  return c.json({ ...found, next, ...(dry && { dry_run: true }) })
}

upkeep.get('/openapi.json', (c) => c.json(describeApi(readSite(c.env))))
