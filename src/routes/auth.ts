/** Who speaks: the owner, the bearer of a token, or a workflow, by `Authorization: Bearer` and nothing else. */

import { Refusal } from '../post/refusal.ts'
import { SCOPES, type Scope, type Writer } from '../post/scopes.ts'
import { ledgerOf } from './ledger.ts'
import { isTooOften, networkOf } from './limit.ts'
import { findWorkflow, looksSigned } from './oidc.ts'
import { problem } from './problem.ts'
import { hashSecret, isSecret } from './secret.ts'

/** Under what name the holder of `AUTHOR_TOKEN` stands in the record of writes. */
export const OWNER: Writer = { name: 'AUTHOR_TOKEN', may: SCOPES }

/** What `.dev.vars.example` holds: everybody knows it. */
const EXAMPLE = 'change-me-to-a-long-random-value'

/** Gives the writer, or the answer that turns the request away: the same for every wrong credential. */
export async function authenticate(request: Request, env: Env): Promise<Writer | Response> {
  const secret = (env.AUTHOR_TOKEN as string | undefined)?.trim()
  if (!secret || secret === EXAMPLE) {
    const how = 'Set one with: npx wrangler secret put AUTHOR_TOKEN'
    return problem('no-token', `This blog has no author token, so nobody can write to it. ${how}`)
  }
  const sent = readBearer(request)
  const [hash, expected] = await Promise.all([hashSecret(sent), hashSecret(secret)])
  if (isSame(hash, expected)) return OWNER
  // What was sent decides the way taken from here, never what it is compared with.
  if (isSecret(sent)) {
    const writer = await ledgerOf(env).access.use(hash, whereFrom(request))
    if (writer) return writer
  }
  if (looksSigned(sent)) {
    const writer = await findWorkflow(sent, env)
    if (writer) return writer
  }
  if (await isTooOften(request, env, 'login')) {
    return problem('too-many-failures', 'Wait a minute, then try again.', {
      headers: { 'Retry-After': '60' },
    })
  }
  return problem('unauthorized', 'Send the token as "Authorization: Bearer <token>".', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
}

/** The token in the header; empty when there is none, or one in the address too, where logs would keep it. */
function readBearer({ url, headers }: Request): string {
  if (/[?&](access_)?token=/i.test(url)) return ''
  return /^bearer +(\S+) *$/i.exec(headers.get('Authorization') ?? '')?.[1] ?? ''
}

/** Throws `forbidden`, naming what is missing, for a writer that has none of these scopes; none are asked for by none. */
export function demand({ may }: Writer, scopes: readonly Scope[]): void {
  if (scopes.length === 0 || scopes.some((scope) => may.includes(scope))) return
  const missing = scopes.map((scope) => `"${scope}"`).join(' or ')
  const message = `This token may not do that: it lacks the scope ${missing}.`
  throw new Refusal('forbidden', { field: 'scope', message })
}

/** Compares digests: their lengths are equal whatever was sent, so neither length nor content leaks by time. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let i = 0; i < left.length; i++) difference |= left.charCodeAt(i) ^ right.charCodeAt(i)
  return difference === 0
}

/** `CN 203.0.113.0/24`: the country and the network, which tell enough and no more. Null: nothing is known. */
function whereFrom(request: Request): string | null {
  const { country } = (request.cf ?? {}) as { country?: string }
  return [country, networkOf(request)].filter(Boolean).join(' ') || null
}
