/**
 * The author API, from `/api` down. It is loaded on an author's first request only, so that readers never
 * pay for it. Whoever has no token learns nothing here, not even which addresses exist.
 */

import { Hono } from 'hono/tiny'
import { checkTimezone, readSite } from '../../site.ts'
import { authenticate, demand } from '../auth.ts'
import { DATA_HEADERS, onError, problem } from '../problem.ts'
import { allowedMethods, findOperation } from './allow.ts'
import { archive } from './archive.ts'
import { history } from './history.ts'
import { images } from './images.ts'
import { posts } from './posts.ts'
import { preview } from './preview.ts'
import { tokens } from './tokens.ts'
import { upkeep } from './upkeep.ts'
import type { AuthorContext, AuthorEnv } from './writer.ts'

export const author = new Hono<AuthorEnv>().basePath('/api')

author.onError(onError)

let checked: Env | undefined

/** Once an isolate: settings do not change in its life. Throws a SettingError. */
function checkSettings(env: Env): void {
  if (env !== checked) checkTimezone(readSite(env))
  checked = env
}

author.use(async (c, next) => {
  const writer = await authenticate(c.req.raw, c.env)
  if (writer instanceof Response) return writer
  checkSettings(c.env)
  // A route that the table does not name is open to nobody.
  const operation = findOperation(c.req.method, c.req.path)
  if (!operation) return noOperation(c)
  demand(writer, operation.scopes)
  c.set('writer', writer)
  await next()
  for (const [name, value] of Object.entries(DATA_HEADERS)) c.res.headers.set(name, value)
  return
})

author.route('/', posts)
author.route('/', history)
author.route('/', images)
author.route('/', preview)
author.route('/', tokens)
author.route('/', archive)
author.route('/', upkeep)

function noOperation(c: AuthorContext): Response {
  const methods = allowedMethods(c.req.path)
  if (methods.length === 0) return problem('no-route', 'See /api/openapi.json.')
  const headers = { Allow: methods.join(', ') }
  if (c.req.method === 'OPTIONS') {
    return new Response(null, { status: 204, headers: { ...DATA_HEADERS, ...headers } })
  }
  return problem('method-not-allowed', `It takes ${headers.Allow}.`, { headers })
}
