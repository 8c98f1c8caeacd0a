/** What a reader gets when KV fails, when all fails, and when a document is broken. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { headOf, postsOf, Shelf } from './shelf-of.ts'

beforeEach(() => {
  forget()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const get = async (shelf: Shelf, path: string) =>
  reader.request(`https://any.host${path}`, {}, shelf.env())

test('when KV throws, the ledger answers in its place', async () => {
  const shelf = new Shelf().post(headOf('a')).site(postsOf(3))
  shelf.down = true
  expect((await get(shelf, '/posts/a')).status).toBe(200)
  expect((await get(shelf, '/')).status).toBe(200)
  expect((await get(shelf, '/posts/none')).status).toBe(404)
})

test('503 when the ledger fails as well: not cached, to be tried again, and styled', async () => {
  const shelf = new Shelf()
  shelf.down = true
  shelf.ledgerDown = true
  const response = await get(shelf, '/posts/a')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('10')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const html = await response.text()
  expect(html).toContain('Back in a moment')
  expect(html).not.toContain('KV GET failed')
})

test('500 without a word of the error when a document is broken', async () => {
  const shelf = new Shelf()
  shelf.documents.set('site', new TextEncoder().encode('{"secret'))
  const response = await get(shelf, '/')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret')
})
