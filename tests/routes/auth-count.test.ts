/** What finding out who speaks costs, counted: the same for every token that opens nothing, and no more for the owner. */

import { afterEach, expect, test, vi } from 'vitest'
import { authenticate } from '../../src/routes/auth.ts'
import { makeSecret } from '../../src/routes/secret.ts'

const OWNER = 'the-owner-of-all-0123456789'
const known = makeSecret()
afterEach(() => vi.restoreAllMocks())

/** Digests made, calls of the ledger, and fetches. */
async function cost(authorization: string | null) {
  const digest = vi.spyOn(crypto.subtle, 'digest')
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'))
  const use = vi.fn(async (hash: string) => (hash === hashOfKnown ? { name: 'a', may: [] } : null))
  const env = {
    AUTHOR_TOKEN: OWNER,
    OIDC_REPOSITORY_ID: '7',
    LEDGER: { getByName: () => ({ access: { use } }) },
  }
  const headers = authorization === null ? {} : { Authorization: authorization }
  const answer = await authenticate(
    new Request('http://blog.example/api', { headers }),
    env as unknown as Env,
  )
  const status = answer instanceof Response ? answer.status : 200
  return [status, digest.mock.calls.length, use.mock.calls.length, asked.mock.calls.length]
}
const hashOfKnown = Buffer.from(
  await crypto.subtle.digest('SHA-256', new TextEncoder().encode(known)),
).toString('hex')

const unsigned = ['{"alg":"RS256"}', '{"repository_id":"8"}', 'x'].map((part) =>
  Buffer.from(part).toString('base64url'),
)

test.each<[string, string | null, number[]]>([
  ['none', null, [401, 2, 0, 0]],
  ['a short one', 'Bearer x', [401, 2, 0, 0]],
  ['a long one', `Bearer ${'x'.repeat(5_000)}`, [401, 2, 0, 0]],
  ['the owner, but for the first letter', `Bearer X${OWNER.slice(1)}`, [401, 2, 0, 0]],
  ['the owner, but for the last letter', `Bearer ${OWNER.slice(0, -1)}X`, [401, 2, 0, 0]],
  ['the beginning of the owner', `Bearer ${OWNER.slice(0, 5)}`, [401, 2, 0, 0]],
  ['the owner, who never waits for the ledger', `Bearer ${OWNER}`, [200, 2, 0, 0]],
  ['another scheme', `Basic ${OWNER}`, [401, 2, 0, 0]],
  ['a token misspelt', `Bearer ${known.slice(0, -1)}_`, [401, 2, 0, 0]],
  ['a token that is none, or is over', `Bearer ${makeSecret()}`, [401, 2, 1, 0]],
  ['a token', `Bearer ${known}`, [200, 2, 1, 0]],
  ['a workflow of another repository', `Bearer ${unsigned.join('.')}`, [401, 2, 0, 0]],
])('%s', async (_, authorization, expected) => {
  expect(await cost(authorization)).toEqual(expected)
})

test('secrets differ, are spelt alike, and have nothing in common but the prefix', () => {
  const secrets = Array.from({ length: 200 }, makeSecret)
  expect(new Set(secrets).size).toBe(200)
  for (const secret of secrets) expect(secret).toMatch(/^deckle_[0-9A-Za-z]{38}$/)
  for (let at = 7; at < 39; at++) {
    expect(new Set(secrets.map((secret) => secret[at])).size).toBeGreaterThan(30)
  }
})
