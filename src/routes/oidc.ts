/** Workflows of one GitHub repository write without a stored token: GitHub signs who they are (OpenID Connect). */

import { decode, verify } from 'hono/utils/jwt/jwt'
import type { Writer } from '../post/scopes.ts'
import { readSite } from '../site.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'
/** Started by who may write to the repository, and run as it stands there: no pull request of a stranger is. */
const EVENTS = ['push', 'workflow_dispatch', 'schedule']
const MAY: Writer['may'] = ['create', 'update', 'delete', 'media', 'read']

/** Is it spelt as a signed token is (RFC 7519)? */
export const looksSigned = (text: string): boolean =>
  text.length < 8_192 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)

/** The workflow that this token was made for; null when it is none that may write here. */
export async function findWorkflow(token: string, env: Env): Promise<Writer | null> {
  const { workflows, url } = readSite(env)
  if (!workflows) return null
  // What anybody can read is looked at first, so that no idle guess makes us fetch keys.
  const { kid, claims } = read(token)
  const { repository, repository_id, ref, event_name, exp } = claims
  if (repository_id !== workflows.repositoryId || ref !== workflows.ref) return null
  if (!EVENTS.includes(String(event_name)) || typeof exp !== 'number') return null
  const key = await findKey(kid)
  if (!key) return null
  try {
    // Clocks differ by a second, so `iat` may lie ahead; `nbf` has some slack, and counts.
    await verify(token, key, { alg: 'RS256', iss: ISSUER, aud: url, iat: false })
    return { name: `github:${repository}`, may: MAY }
  } catch {
    return null // whatever is wrong with it: it is not shown, and not logged
  }
}

function read(token: string): { kid?: unknown; claims: Record<string, unknown> } {
  try {
    const { header, payload } = decode(token)
    return { kid: header.kid, claims: { ...payload } }
  } catch {
    return { claims: {} } // not JSON
  }
}

type Key = JsonWebKey & { kid?: string; alg?: string }

/** No keys could be had: a second try may help. */
class KeysUnavailable extends Error {
  readonly retryable = true
}

/** Milliseconds that keys are good for, and between two questions for one that is not among them. */
const FRESH = 3_600_000
const PAUSE = 60_000
/** Milliseconds to wait for them. */
const PATIENCE = 5_000

let keys: { list: Key[]; at: number } = { list: [], at: 0 }

async function findKey(kid: unknown): Promise<Key | null> {
  const found = () => keys.list.find((key) => key.kid === kid && key.kty === 'RSA') ?? null
  const age = Date.now() - keys.at
  if (age < PAUSE || (age < FRESH && found())) return found()
  keys = { list: await fetchKeys(), at: Date.now() }
  return found()
}

async function fetchKeys(): Promise<Key[]> {
  try {
    const answer = await fetch(`${ISSUER}/.well-known/jwks`, {
      signal: AbortSignal.timeout(PATIENCE),
    })
    const { keys } = (await answer.json()) as { keys: Key[] }
    if (answer.ok && Array.isArray(keys)) return keys
    throw new Error(`HTTP ${answer.status}`)
  } catch (cause) {
    throw new KeysUnavailable(`GitHub gives no keys: ${cause}`)
  }
}
