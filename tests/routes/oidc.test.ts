/** Workflows that write without a stored token: which signed tokens open the blog, and which do not. */

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { claims, ISSUER, makeKey, openIssuer, REPOSITORY_ID, signed } from './issuer.ts'
import { speakAs } from './token-of.ts'

const issuer = openIssuer()
const vars = { OIDC_REPOSITORY_ID: REPOSITORY_ID }
let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'], vars, outside: issuer.answer })
})
afterAll(() => blog.close())

const status = async (token: string) => (await speakAs(blog, token)('/api/posts')).status
const now = () => Math.floor(Date.now() / 1000)

test('503 while the issuer gives no keys, and nothing of the token is shown', async () => {
  issuer.up = false
  const answer = await speakAs(blog, issuer.token())('/api/posts')
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2'])
  expect(await answer.text()).not.toContain('eyJ')
  issuer.up = true
})

test('a token of the right repository, branch and event opens what a push needs', async () => {
  const as = speakAs(blog, issuer.token())
  const init = { method: 'PUT', headers: { 'Content-Type': 'text/markdown' } }
  expect((await as('/api/posts/from-ci', { ...init, body: '# One' })).status).toBe(201)
  expect((await as('/api/posts/from-ci', { ...init, body: '# Two' })).status).toBe(200)
  expect((await as('/api/posts/from-ci')).status).toBe(200)
  expect((await as('/api/images')).status).toBe(200)
  expect((await as('/api/posts/from-ci', { method: 'DELETE' })).status).toBe(200)
  const log = await (await blog.api('/api/log?post=from-ci')).json()
  expect(log).toMatchObject({ entries: Array(3).fill({ by: 'github:octo/blog' }) })
})

test.each(['/api/tokens', '/api/log'])('403 %s is not for workflows', async (path) => {
  expect((await speakAs(blog, issuer.token())(path)).status).toBe(403)
})

test('the keys are asked for once, at the issuer alone', async () => {
  for (let i = 0; i < 5; i++) expect(await status(issuer.token())).toBe(200)
  expect(issuer.asked.slice(1)).toEqual([`${ISSUER}/.well-known/jwks`])
})

describe('401, as for no token at all', () => {
  let expected: unknown
  const told = async (token?: string) => {
    const answer = await (token === undefined ? blog.fetch : speakAs(blog, token))('/api/posts')
    return { status: answer.status, body: await answer.text(), headers: named(answer) }
  }
  const named = (answer: Response) => [...answer.headers].filter(([name]) => name !== 'date')
  beforeAll(async () => {
    expected = await told()
    expect(expected).toMatchObject({ status: 401 })
  })

  const stranger = makeKey('one')
  const [head = ''] = issuer.token().split('.')
  test.each<[string, () => string]>([
    ['another repository', () => issuer.token({ repository_id: '987' })],
    [
      'a repository of the same name',
      () => issuer.token({ repository_id: '0', sub: claims().sub }),
    ],
    ['the number of the repository as a number', () => issuer.token({ repository_id: 123456789 })],
    ['no repository', () => issuer.token({ repository_id: undefined })],
    ['another branch', () => issuer.token({ ref: 'refs/heads/mine' })],
    ['a pull request', () => issuer.token({ ref: 'refs/pull/7/merge' })],
    [
      'a pull request in the name of the branch',
      () => issuer.token({ event_name: 'pull_request_target' }),
    ],
    ['an event that strangers cause', () => issuer.token({ event_name: 'issue_comment' })],
    ['another audience', () => issuer.token({ aud: 'https://github.com/octo' })],
    ['no audience', () => issuer.token({ aud: undefined })],
    ['another issuer', () => issuer.token({ iss: 'https://issuer.example' })],
    ['an issuer that begins like it', () => issuer.token({ iss: `${ISSUER}.example` })],
    ['one that is over', () => issuer.token({ exp: now() - 1 })],
    ['one that never ends', () => issuer.token({ exp: undefined })],
    ['one that is to come', () => issuer.token({ nbf: now() + 60 })],
    [
      'another signature',
      () => signed({ alg: 'RS256', kid: 'one', typ: 'JWT' }, claims(), stranger.secret),
    ],
    ['a key that is not known', () => issuer.token({}, { kid: 'two' })],
    ['no key named', () => issuer.token({}, { kid: undefined })],
    ['no signature', () => issuer.token().replace(/[^.]*$/, 'AAAA')],
    ['no algorithm', () => issuer.token({}, { alg: 'none' })],
    ['another algorithm', () => issuer.token({}, { alg: 'RS512' })],
    ['a shared secret made of the public key', () => hashed({ alg: 'HS256', kid: 'one' })],
    ['a header that asks for more', () => issuer.token({}, { crit: ['b64'], b64: false })],
    ['changed claims', () => changed({ jti: 'other' })],
    ['no JSON', () => `${head}.${Buffer.from('no').toString('base64url')}.AAAA`],
    ['a list', () => `${part([])}.${part([])}.AAAA`],
    ['null', () => `${part(null)}.${part(null)}.AAAA`],
    ['very much', () => issuer.token({ more: 'x'.repeat(9_000) })],
  ])('%s', async (_, token) => {
    expect(await told(token())).toEqual(expected)
  })

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const changed = (other: object) =>
    issuer.token().replace(/\.[^.]*\./, `.${part({ ...claims(), ...other })}.`)
  function hashed(header: object): string {
    const text = `${part(header)}.${part(claims())}`
    const key = JSON.stringify(stranger.jwk)
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
})

test('a key that was not known is asked for at most once a minute', async () => {
  const before = issuer.asked.length
  issuer.turn('three')
  for (let i = 0; i < 5; i++) expect(await status(issuer.token())).toBe(401)
  expect(issuer.asked.length).toBe(before)
})

test('without OIDC_REPOSITORY_ID no workflow may write, and nobody asks for keys', async () => {
  const closed = await openBlog({ without: ['LIMITER'], outside: issuer.answer })
  const before = issuer.asked.length
  expect((await speakAs(closed, issuer.token())('/api/posts')).status).toBe(401)
  const empty = issuer.token({ repository_id: '' })
  expect((await speakAs(closed, empty)('/api/posts')).status).toBe(401)
  expect(issuer.asked.length).toBe(before)
  await closed.close()
})

test.each([
  [{ OIDC_REPOSITORY_ID: 'octo/blog' }, 'OIDC_REPOSITORY_ID'],
  [{ ...vars, OIDC_REF: 'main' }, 'OIDC_REF'],
])('a wrong setting is named: %j', async (wrong, name) => {
  const broken = await openBlog({ vars: wrong })
  const answer = await broken.fetch('/')
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(name)])
  await broken.close()
})
