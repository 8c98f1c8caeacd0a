/** Tokens beside the owner's: made, used, rotated, ended. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { type Made, makeToken, speakAs } from './token-of.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const ask = async (path: string, method = 'GET', body?: unknown) => {
  const headers = { 'Content-Type': 'application/json' }
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
  const answer = await blog.api(path, init)
  return { status: answer.status, body: await answer.json() }
}
const markdown = (source: string) => ({
  method: 'PUT',
  headers: { 'Content-Type': 'text/markdown' },
  body: source,
})

describe('a token', () => {
  let made: Made
  test('201 is made, and its secret shown once', async () => {
    made = await makeToken(blog, { name: 'laptop 笔记本', scopes: ['read', 'create'] })
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{6,}$/),
      name: 'laptop 笔记本',
      scopes: ['create', 'read'],
      created: expect.stringMatching(/Z$/),
      expires: expect.stringMatching(/Z$/),
      used: null,
      from: null,
      token: expect.stringMatching(/^deckle_[0-9A-Za-z]{38}$/),
    })
    const days = (Date.parse(made.expires ?? '') - Date.parse(made.created)) / 86_400_000
    expect(Math.round(days)).toBe(90)
    const { token: secret, ...shown } = made
    const { body } = await ask('/api/tokens')
    expect(body).toEqual({ tokens: [shown] })
    expect(JSON.stringify(body)).not.toContain(secret)
  })

  test('opens what its scopes name, and 403 names the one that is missing', async () => {
    const as = speakAs(blog, made.token)
    expect((await as('/api/posts/mine', markdown('# Mine'))).status).toBe(201)
    expect((await as('/api/posts/mine')).status).toBe(200)
    const refusal = await as('/api/posts/mine', { method: 'DELETE' })
    expect([refusal.status, refusal.headers.get('WWW-Authenticate')]).toEqual([
      403,
      'Bearer error="insufficient_scope"',
    ])
    expect(await refusal.json()).toMatchObject({
      type: 'urn:problem:deckle:forbidden',
      errors: [{ field: 'scope', message: expect.stringContaining('scope "delete"') }],
    })
    const again = await as('/api/posts/mine', markdown('# Changed'))
    expect([again.status, await again.text()]).toEqual([
      403,
      expect.stringContaining('scope \\"update\\"'),
    ])
  })

  test('says when and from where it was used', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.77' }
    const other = await makeToken(blog, { name: 'phone', scopes: ['read'] })
    await speakAs(blog, other.token)('/api/status', { headers })
    const { body } = await ask('/api/tokens')
    const { tokens } = body as { tokens: Made[] }
    expect(tokens.find(({ name }) => name === 'phone')).toMatchObject({
      used: expect.stringMatching(/^20\d\d-/),
      from: expect.stringMatching(/^([A-Z]{2} )?203\.0\.113\.0\/24$/),
    })
  })

  test('which is noted at most once a minute: a read costs no write', async () => {
    const { token } = await makeToken(blog, { name: 'often', scopes: ['read'] })
    for (const address of ['2001:db8:7:1::1', '198.51.100.9']) {
      await speakAs(blog, token)('/api/posts', { headers: { 'CF-Connecting-IP': address } })
    }
    const { tokens } = (await ask('/api/tokens')).body as { tokens: Made[] }
    const { from } = tokens.find(({ name }) => name === 'often') ?? {}
    expect(from).toMatch(/^([A-Z]{2} )?2001:db8:7::\/48$/)
  })

  test('rotated: the old secret ends at once, the new one has the same scopes and lasts as long', async () => {
    const { status, body } = await ask(`/api/tokens/${made.id}/rotate`, 'POST')
    const renewed = body as Made
    expect([status, renewed.name, renewed.scopes]).toEqual([200, made.name, made.scopes])
    expect(renewed.token).not.toBe(made.token)
    expect((await speakAs(blog, made.token)('/api/posts')).status).toBe(401)
    expect((await speakAs(blog, renewed.token)('/api/posts')).status).toBe(200)
    made = renewed
  })

  test('revoked: it is over at once, and gone', async () => {
    expect((await ask(`/api/tokens/${made.id}`, 'DELETE')).status).toBe(200)
    expect((await speakAs(blog, made.token)('/api/posts')).status).toBe(401)
    expect((await ask(`/api/tokens/${made.id}`, 'DELETE')).status).toBe(404)
    expect((await ask(`/api/tokens/${made.id}/rotate`, 'POST')).status).toBe(404)
  })

  test('expired: it is over, and stays in the list', async () => {
    const expires = new Date(Date.now() + 400).toISOString()
    const short = await makeToken(blog, { name: 'short', scopes: ['read'], expires })
    await expect
      .poll(async () => (await speakAs(blog, short.token)('/api/posts')).status, { timeout: 9_000 })
      .toBe(401)
    const { tokens } = (await ask('/api/tokens')).body as { tokens: Made[] }
    expect(tokens.find(({ name }) => name === 'short')?.expires).toBe(expires)
  })

  test('with dry_run=1 nothing is made, rotated or ended', async () => {
    const kept = await makeToken(blog, { name: 'kept', scopes: ['read'], expires: null })
    const before = await ask('/api/tokens')
    for (const [method, path, body] of [
      ['POST', '/api/tokens?dry_run=1', { name: 'dry', scopes: ['read'] }],
      ['POST', `/api/tokens/${kept.id}/rotate?dry_run=1`, undefined],
      ['DELETE', `/api/tokens/${kept.id}?dry_run=1`, undefined],
    ] as const) {
      const answer = await ask(path, method, body)
      expect([answer.status, answer.body], path).toEqual([
        200,
        expect.objectContaining({ dry_run: true }),
      ])
      expect(answer.body).not.toHaveProperty('token')
    }
    expect(await ask('/api/tokens')).toEqual(before)
  })
})

describe('refused, with the field named and no token made', () => {
  const good = { name: 'good', scopes: ['read'] }
  test.each<[string, unknown, number, string]>([
    ['no name', { scopes: ['read'] }, 422, 'name'],
    ['an empty name', { ...good, name: ' ' }, 422, 'name'],
    ['a name with a line break', { ...good, name: 'a\nb' }, 422, 'name'],
    ['a name like a repository', { ...good, name: 'github:a/b' }, 422, 'name'],
    ["the owner's name", { ...good, name: 'AUTHOR_TOKEN' }, 422, 'name'],
    ['a name of 65 letters', { ...good, name: 'x'.repeat(65) }, 422, 'name'],
    ['a name that is taken', { ...good, name: 'kept' }, 409, 'name'],
    ['no scope', { ...good, scopes: [] }, 422, 'scopes'],
    ['a scope that is none', { ...good, scopes: ['read', 'write'] }, 422, 'scopes[1]'],
    ['a scope in other letters', { ...good, scopes: ['READ'] }, 422, 'scopes[0]'],
    ['an end in the past', { ...good, expires: '2001-01-01T00:00:00Z' }, 422, 'expires'],
    ['an end without a zone', { ...good, expires: '2099-01-01' }, 422, 'expires'],
    ['an unknown field', { ...good, scope: 'read' }, 422, 'scope'],
    ['no object', [good], 422, 'body'],
  ])('%s', async (_, body, status, field) => {
    const before = await ask('/api/tokens')
    const answer = await ask('/api/tokens', 'POST', body)
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
    ])
    expect(await ask('/api/tokens')).toEqual(before)
  })

  test('415 a form', async () => {
    const answer = await blog.api('/api/tokens', { method: 'POST', body: new FormData() })
    expect(answer.status).toBe(415)
  })

  test('403 nobody gives away what they do not have', async () => {
    const admin = await makeToken(blog, { name: 'admin', scopes: ['admin', 'read'] })
    const as = speakAs(blog, admin.token)
    const headers = { 'Content-Type': 'application/json' }
    const make = (name: string, scopes: string[]) =>
      as('/api/tokens', { method: 'POST', headers, body: JSON.stringify({ name, scopes }) })
    expect((await make('greater', ['read', 'create'])).status).toBe(403)
    expect((await make('lesser', ['read'])).status).toBe(201)
    const strong = await makeToken(blog, { name: 'strong', scopes: ['delete'] })
    const rotated = await as(`/api/tokens/${strong.id}/rotate`, { method: 'POST' })
    expect([rotated.status, await rotated.text()]).toEqual([
      403,
      expect.stringContaining('scope \\"delete\\"'),
    ])
  })
})
