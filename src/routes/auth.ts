/** Who may write: whoever sends `Authorization: Bearer` with the one secret the owner has set. */

import { isTooOften } from './limit.ts'
import { problem } from './problem.ts'

/** Gives null for the author, or the answer that turns the request away: the same for every wrong credential. */
export async function turnAway(request: Request, env: Env): Promise<Response | null> {
  const secret = (env.AUTHOR_TOKEN as string | undefined)?.trim()
  if (!secret) {
    const how = 'Set one with: npx wrangler secret put AUTHOR_TOKEN'
    return problem('no-token', `This blog has no author token, so nobody can write to it. ${how}`)
  }
  const sent = /^bearer +(\S+) *$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
  if (await isSame(sent ?? '', secret)) return null
  if (await isTooOften(request, env, 'login')) {
    return problem('too-many-failures', 'Wait a minute, then try again.', {
      headers: { 'Retry-After': '60' },
    })
  }
  return problem('unauthorized', 'Send the token as "Authorization: Bearer <token>".', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
}

/** Compares digests: their lengths are equal whatever was sent, so neither length nor content leaks by time. */
async function isSame(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([digest(left), digest(right)])
  let difference = 0
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return difference === 0
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
