/** Every kind of credential that a request may carry: those that must open nothing, and one token for each scope. */

import { SCOPES } from '../../src/post/scopes.ts'
import type { Blog } from '../world.ts'
import type { openIssuer } from './issuer.ts'
import { makeToken } from './token-of.ts'

export interface Credential {
  name: string
  headers: Record<string, string>
  /** What stands in the address. */
  query?: string
}

const bearer = (name: string, token: string): Credential => {
  return { name, headers: { Authorization: `Bearer ${token}` } }
}

/** What opens nothing. Each of the secrets in it is a good one, or was, or nearly is. */
export async function listBad(
  blog: Blog,
  issuer: ReturnType<typeof openIssuer>,
): Promise<Credential[]> {
  const good = (await makeToken(blog, { name: 'good', scopes: [...SCOPES] })).token
  const owner = blog.token ?? ''
  const ended = await makeToken(blog, { name: 'ended', scopes: [...SCOPES] })
  await blog.api(`/api/tokens/${ended.id}`, { method: 'DELETE' })
  const expires = new Date(Date.now() + 300).toISOString()
  const expired = await makeToken(blog, { name: 'expired', scopes: [...SCOPES], expires })
  await new Promise((resolve) => setTimeout(resolve, Date.parse(expires) - Date.now() + 50))
  return [
    { name: 'none', headers: {} },
    bearer('wrong', 'wrong'),
    bearer('misspelt', `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`),
    bearer('expired', expired.token),
    bearer('revoked', ended.token),
    bearer('a workflow of another repository', issuer.token({ repository_id: '42' })),
    { name: 'Basic', headers: { Authorization: `Basic ${btoa(`author:${owner}`)}` } },
    { name: 'Token', headers: { Authorization: `Token ${good}` } },
    { name: 'no scheme', headers: { Authorization: good } },
    { name: 'twice', headers: { Authorization: `Bearer ${good}, Bearer ${good}` } },
    { name: 'a cookie', headers: { Cookie: `token=${good}; Authorization=Bearer ${good}` } },
    { name: 'another header', headers: { 'X-Api-Key': good, 'X-Authorization': `Bearer ${good}` } },
    { name: 'for a proxy', headers: { 'Proxy-Authorization': `Bearer ${good}` } },
    { name: 'in the address', headers: {}, query: `access_token=${good}` },
    { name: "the owner's in the address", headers: {}, query: `token=${owner}` },
    { ...bearer('in both places', good), query: `access_token=${good}` },
    { ...bearer("the owner's in both places", owner), query: `token=${owner}` },
  ]
}

/** One for each scope alone. */
export async function listScoped(blog: Blog): Promise<Map<string, Credential>> {
  const made = new Map<string, Credential>()
  for (const scope of SCOPES) {
    const { token } = await makeToken(blog, { name: `only ${scope}`, scopes: [scope] })
    made.set(scope, bearer(scope, token))
  }
  return made
}
