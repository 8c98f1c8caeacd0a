/** The owner's view of the blog: how it is doing, its shelf rewritten, its API described. */

import { Hono } from 'hono/tiny'
import { readSite } from '../../site.ts'
import { ledgerOf } from '../ledger.ts'
import { forget } from '../memory.ts'
import { describeApi } from '../openapi.ts'
import { listBindings } from './bindings.ts'
import { isDryRun } from './conditions.ts'
import type { AuthorEnv } from './writer.ts'

export const upkeep = new Hono<AuthorEnv>()

upkeep.get('/status', async (c) => {
  const { lastError, ...ledger } = await ledgerOf(c.env).status()
  const { url, timezone } = readSite(c.env)
  const time = new Date().toISOString()
  const version = (c.env.VERSION as WorkerVersionMetadata | undefined)?.id || null
  return c.json({
    ...{ version, url, time, timezone },
    ...listBindings(c.env),
    ...ledger,
    last_error: lastError,
  })
})

upkeep.post('/rebuild', async (c) => {
  const dry = isDryRun(c.req.raw)
  const { documents } = await ledgerOf(c.env).rebuild({ dry })
  forget()
  return c.json({ documents, ...(dry && { dry_run: true }) })
})

upkeep.get('/openapi.json', (c) => c.json(describeApi(readSite(c.env))))
