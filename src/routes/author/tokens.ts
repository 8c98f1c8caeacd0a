/** Tokens beside the owner's, and the record of who wrote what. */

import { Hono } from 'hono/tiny'
import { Refusal } from '../../post/refusal.ts'
import { urls } from '../../urls.ts'
import { OWNER } from '../auth.ts'
import { ledgerOf, take } from '../ledger.ts'
import { hashSecret, makeSecret } from '../secret.ts'
import { isDryRun } from './conditions.ts'
import { contentType, unsupported } from './draft.ts'
import { readJson } from './json.ts'
import { check, checkQuery, type Value } from './schema.ts'
import { LogQuery, TokenBody } from './schemas.ts'
import type { AuthorEnv } from './writer.ts'

/** Days a token lasts when nobody says otherwise. */
const DAYS = 90
const DAY = 86_400_000

export const tokens = new Hono<AuthorEnv>()

tokens.get('/tokens', async (c) => c.json({ tokens: await ledgerOf(c.env).access.list() }))

tokens.post('/tokens', async (c) => {
  const dry = isDryRun(c.req.raw)
  const { value } = contentType(c.req.raw)
  if (value !== 'application/json') throw unsupported(['application/json'], value)
  const { name, scopes, expires } = readToken(check(TokenBody, await readJson(c.req.raw)))
  const id = [...crypto.getRandomValues(new Uint8Array(6))]
    .map((byte) => byte.toString(36))
    .join('')
  const secret = makeSecret()
  const token = { id, name, scopes, expires, hash: await hashSecret(secret) }
  const made = take(await ledgerOf(c.env).access.create(token, c.get('writer'), { dry }))
  if (dry) return c.json({ ...made, dry_run: true })
  return c.json({ ...made, token: secret }, 201, { Location: urls.api.token(id) })
})

tokens.post('/tokens/:id/rotate', async (c) => {
  const dry = isDryRun(c.req.raw)
  const secret = makeSecret()
  const { access } = ledgerOf(c.env)
  const hash = await hashSecret(secret)
  const made = take(await access.rotate(c.req.param('id'), hash, c.get('writer'), { dry }))
  return c.json({ ...made, ...(dry ? { dry_run: true } : { token: secret }) })
})

tokens.delete('/tokens/:id', async (c) => {
  const dry = isDryRun(c.req.raw)
  const { access } = ledgerOf(c.env)
  const ended = take(await access.revoke(c.req.param('id'), c.get('writer'), { dry }))
  return c.json({ ...ended, ...(dry && { dry_run: true }) })
})

tokens.get('/log', async (c) => {
  const { before, limit = 100, post } = checkQuery(LogQuery, c.req.query())
  const page = await ledgerOf(c.env).access.log({
    limit,
    ...(before !== undefined && { before }),
    ...(post !== undefined && { post }),
  })
  const more = new URLSearchParams({ ...c.req.query(), before: `${page.next}` })
  const next = page.next === null ? null : `${urls.api.log()}?${more}`
  return c.json({ entries: page.entries, next })
})

/** Throws `bad-field`. */
function readToken(body: Value<typeof TokenBody>) {
  const faults = []
  const name = body.name.trim().normalize('NFC')
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,63}$/u.test(name) || name === OWNER.name) {
    const message =
      'A name has 1 to 64 letters, digits, spaces and ". _ -", and begins with a letter or digit.'
    faults.push({ field: 'name', message })
  }
  if (body.scopes.length === 0) {
    faults.push({ field: 'scopes', message: 'A token needs at least one scope.' })
  }
  const expires = body.expires === undefined ? Date.now() + DAYS * DAY : timeOf(body.expires)
  if (expires !== null && !(expires > Date.now())) {
    const hint = `Leave it out for ${DAYS} days; null is for ever.`
    const message = 'expires must be a time to come, such as 2030-01-31T00:00:00Z, or null.'
    faults.push({ field: 'expires', message, hint })
  }
  if (faults.length > 0) throw new Refusal('bad-field', faults)
  return { name, scopes: [...new Set(body.scopes)].sort(), expires }
}

/** NaN for what is no time with a zone, as RFC 3339 has it. */
const timeOf = (text: string | null): number | null =>
  text === null
    ? null
    : /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text)
      ? Date.parse(text)
      : Number.NaN
