/** Who may speak to the author API, and what everybody else is told: always the same. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read } from '../house/rooms.ts'
import { type Blog, openBlog, TOKEN } from '../world.ts'
import { announce } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const CREDENTIALS: [string, string | null][] = [
  ['no token', null],
  ['an empty token', 'Bearer '],
  ['a wrong token', 'Bearer wrong'],
  ['the token cut short', `Bearer ${TOKEN.slice(0, -1)}`],
  ['the token and more', `Bearer ${TOKEN}x`],
  ['the token twice', `Bearer ${TOKEN}, Bearer ${TOKEN}`],
  ['the token without a scheme', TOKEN],
  ['another scheme', `Basic ${btoa(`author:${TOKEN}`)}`],
]

const ROUTES: [string, string][] = [
  ['GET', '/api/posts'],
  ['POST', '/api/posts'],
  ['PUT', '/api/posts/hello'],
  ['DELETE', '/api/posts/hello'],
  ['PATCH', '/api/posts/hello'],
  ['OPTIONS', '/api/posts'],
  ['PUT', '/api/posts/..%2f..%2fetc'],
  ['GET', '/api/images'],
  ['DELETE', '/api/images/nothing'],
  ['POST', '/api/rebuild'],
  ['GET', '/api/status'],
  ['GET', '/api/openapi.json'],
  ['GET', '/api'],
  ['GET', '/api/no/such/thing'],
]

async function told(method: string, path: string, headers: Record<string, string>) {
  const answer = await blog.fetch(path, { method, headers })
  const shown = [...answer.headers].filter(([name]) => !['date', 'content-length'].includes(name))
  return { status: answer.status, headers: shown, body: await answer.text() }
}

test('401, the same to the byte, for every credential, method and address', async () => {
  const expected = await told('GET', '/api/posts', {})
  expect(expected.status).toBe(401)
  expect(Object.fromEntries(expected.headers)).toMatchObject({
    'www-authenticate': 'Bearer',
    'cache-control': 'no-store',
    'content-type': 'application/problem+json',
    'x-content-type-options': 'nosniff',
  })
  for (const [name, authorization] of CREDENTIALS) {
    const headers = authorization === null ? {} : { Authorization: authorization }
    expect(await told('GET', '/api/posts', headers), name).toEqual(expected)
  }
  for (const [method, path] of ROUTES) {
    expect(await told(method, path, {}), `${method} ${path}`).toEqual(expected)
  }
  for (const name of ['token', 'access_token', 'authorization']) {
    expect(await told('GET', `/api/posts?${name}=${TOKEN}`, {}), name).toEqual(expected)
  }
  const cookie = { Cookie: `token=${TOKEN}; authorization=Bearer ${TOKEN}` }
  expect(await told('GET', '/api/posts', cookie), 'cookie').toEqual(expected)
})

test('HEAD tells no more than its status', async () => {
  const answer = await told('HEAD', '/api/posts', {})
  expect(answer).toMatchObject({ status: 401, body: '' })
})

describe('the token opens', () => {
  test.each([
    ['Bearer', `Bearer ${TOKEN}`],
    ['any case of the scheme', `bEARER ${TOKEN}`],
  ])('%s', async (_, Authorization) => {
    const answer = await blog.fetch('/api/posts', { headers: { Authorization } })
    expect(answer.status).toBe(200)
  })
})

test('a large body is not read before the token is checked', async () => {
  const headers = { 'Content-Type': 'text/markdown', 'Content-Length': '90000000' }
  expect(await announce(blog, headers)).toMatch(/^HTTP\/1\.1 401 /)
})

test('503 without a secret, on every address, and how to set one', async () => {
  const [, example = ''] = /AUTHOR_TOKEN=(.*)/.exec(read('.dev.vars.example')) ?? []
  expect(example).not.toBe('')
  for (const token of [null, '', '  ', example]) {
    const open = await openBlog({ token })
    for (const [method, path] of ROUTES) {
      const headers = { Authorization: `Bearer ${token}` }
      const answer = await open.fetch(path, { method, headers })
      expect(answer.status, `${method} ${path}`).toBe(503)
      if (method !== 'HEAD')
        expect(await answer.text()).toContain('wrangler secret put AUTHOR_TOKEN')
    }
    const first = await open.fetch('/api/posts', {
      method: 'POST',
      headers: { Authorization: 'Bearer first-come', 'Content-Type': 'text/markdown' },
      body: '# Mine now',
    })
    expect(first.status, 'nobody becomes the owner by coming first').toBe(503)
    expect(await open.bucket?.list()).toMatchObject({ objects: [] })
    await open.close()
  }
})

test('429 after too many failures, and the right token still opens', async () => {
  const limited = await openBlog()
  const seen = new Set<number>()
  let last: Response | undefined
  for (let i = 0; i < 130; i++) {
    last = await limited.fetch('/api/posts', { headers: { Authorization: `Bearer ${i}` } })
    seen.add(last.status)
  }
  expect([...seen].sort()).toEqual([401, 429])
  expect(last?.headers.get('Retry-After')).toBe('60')
  expect((await limited.api('/api/posts')).status).toBe(200)
  await limited.close()
})
