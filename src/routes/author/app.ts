/**
 * The author API, from `/api` down. It is loaded on an author's first request only, so that readers never
 * pay for it. Whoever has no token learns nothing here, not even which addresses exist.
 */

import { Hono } from 'hono/tiny'
import { checkTimezone, readSite } from '../../site.ts'
import { turnAway } from '../auth.ts'
import { DATA_HEADERS, onError, problem } from '../problem.ts'
import { allowedMethods } from './allow.ts'
import { history } from './history.ts'
import { images } from './images.ts'
import { posts } from './posts.ts'
import { upkeep } from './upkeep.ts'

const NO_ROUTE = 'See /api/openapi.json.'

export const author = new Hono<{ Bindings: Env }>().basePath('/api')

author.onError(onError)

let checked: Env | undefined

/** Once an isolate: settings do not change in its life. Throws a SettingError. */
function checkSettings(env: Env): void {
  if (env !== checked) checkTimezone(readSite(env))
  checked = env
}

author.use(async (c, next) => {
  const refusal = await turnAway(c.req.raw, c.env)
  if (refusal) return refusal
  checkSettings(c.env)
  // The light router takes `/posts/` for `/posts`.
  if (c.req.path.endsWith('/')) return problem('no-route', NO_ROUTE)
  await next()
  for (const [name, value] of Object.entries(DATA_HEADERS)) c.res.headers.set(name, value)
  return
})

author.route('/', posts)
author.route('/', history)
author.route('/', images)
author.route('/', upkeep)

author.all('*', (c) => {
  const methods = allowedMethods(author, c.req.path)
  if (methods.length === 0) return problem('no-route', NO_ROUTE)
  const headers = { Allow: methods.join(', ') }
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers })
  return problem('method-not-allowed', `It takes ${headers.Allow}.`, { headers })
})
