/** Preconditions, idempotency keys and dry runs. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { postOf, problemOf, receiptOf } from './answers.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

const put = (slug: string, body: string, headers: Record<string, string> = {}, query = '') =>
  blog.api(`/api/posts/${encodeURIComponent(slug)}${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown', ...headers },
    body,
  })

describe('preconditions', () => {
  const create = async (slug: string) => (await receiptOf(await put(slug, '# One'))).etag
  const cases: [string, (etag: string) => Record<string, string>, number][] = [
    ['200 If-Match with the ETag', (etag) => ({ 'If-Match': `"${etag}"` }), 200],
    ['200 If-Match with a list', (etag) => ({ 'If-Match': `"x", "${etag}"` }), 200],
    ['200 If-Match: *', () => ({ 'If-Match': '*' }), 200],
    ['412 stale ETag', () => ({ 'If-Match': '"0123"' }), 412],
    ['412 weak ETag', (etag) => ({ 'If-Match': `W/"${etag}"` }), 412],
    ['412 If-None-Match: * on a post that exists', () => ({ 'If-None-Match': '*' }), 412],
    ['400 an ETag without quotes', (etag) => ({ 'If-Match': etag }), 400],
    ['400 an empty If-Match', () => ({ 'If-Match': ',' }), 400],
    ['400 If-None-Match with an ETag', (etag) => ({ 'If-None-Match': `"${etag}"` }), 400],
  ]
  test.each(cases)('%s', async (name, headers, status) => {
    const slug = `pre-${name.replace(/\W+/g, '-').toLowerCase().replace(/-$/, '')}`
    const etag = await create(slug)
    const answer = await put(slug, '# Two', headers(etag))
    expect(answer.status).toBe(status)
    if (status === 412) {
      expect(answer.headers.get('ETag')).toBe(`"${etag}"`)
      expect((await problemOf(answer)).etag).toBe(etag)
    }
    const { revision } = await postOf(await blog.api(`/api/posts/${slug}`))
    expect(revision).toBe(status === 200 ? 2 : 1)
  })

  test('412 If-Match on a post that is not there', async () => {
    expect((await put('pre-none', '# One', { 'If-Match': '*' })).status).toBe(412)
    expect((await blog.api('/api/posts/pre-none')).status).toBe(404)
  })

  test('201 If-None-Match: * on a new slug', async () => {
    expect((await put('pre-new', '# One', { 'If-None-Match': '*' })).status).toBe(201)
  })

  test('412 on DELETE and restore with a stale ETag', async () => {
    await create('pre-delete')
    await put('pre-delete', '# Two')
    const headers = { 'If-Match': '"0123"' }
    const removed = await blog.api('/api/posts/pre-delete', { method: 'DELETE', headers })
    const restored = await blog.api('/api/posts/pre-delete/restore', { method: 'POST', headers })
    expect([removed.status, restored.status]).toEqual([412, 412])
  })
})

describe('Idempotency-Key', () => {
  test('the same request gets the same answer', async () => {
    const headers = { 'Idempotency-Key': 'key one' }
    const first = await put('once', '# One', headers)
    await put('once', '# Two')
    const second = await put('once', '# One', headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('Idempotent-Replayed')).toBe('true')
    const [a, b] = [await receiptOf(first), await receiptOf(second)]
    expect({ ...b, live: a.live }).toEqual(a)
    expect((await postOf(await blog.api('/api/posts/once'))).source).toBe('# Two')
  })

  test('a restore sent twice goes back once, a removal sent twice is answered twice', async () => {
    await put('back', '# One')
    await put('back', '# Two')
    const send = (method: string, path: string) =>
      blog.api(`/api/posts/${path}`, {
        method,
        headers: { 'Idempotency-Key': `${method} ${path}` },
      })
    const restored = [await send('POST', 'back/restore'), await send('POST', 'back/restore')]
    expect(restored.map(({ status }) => status)).toEqual([200, 200])
    expect(restored.map(({ headers }) => headers.get('Idempotent-Replayed'))).toEqual([
      null,
      'true',
    ])
    expect(await postOf(await blog.api('/api/posts/back'))).toMatchObject({
      ...{ source: '# One', revision: 3 },
    })
    const removed = [await send('DELETE', 'back'), await send('DELETE', 'back')]
    const receipts = await Promise.all(removed.map(receiptOf))
    expect(receipts.map(({ revision }) => revision)).toEqual([4, 4])
    const headers = { 'Idempotency-Key': 'from removed' }
    const back = () => blog.api('/api/posts/back/restore', { method: 'POST', headers })
    expect([(await back()).status, (await back()).status]).toEqual([201, 201])
  })

  test('422 for another body', async () => {
    const headers = { 'Idempotency-Key': 'key two' }
    await put('other-body', '# One', headers)
    const answer = await put('other-body', '# Two', headers)
    expect([answer.status, (await problemOf(answer)).type]).toEqual([
      422,
      'urn:problem:deckle:idempotency-mismatch',
    ])
  })

  test.each([
    ['too long', 'k'.repeat(256)],
    ['empty', ''],
    ['not ASCII', 'kéy'],
  ])('400 %s', async (_, key) => {
    const answer = await put('bad-key', '# One', { 'Idempotency-Key': key })
    expect([answer.status, (await problemOf(answer)).field]).toEqual([400, 'Idempotency-Key'])
  })
})

describe('dry runs store nothing', () => {
  test('of a new post: what a reader would see', async () => {
    const answer = await put(
      'dry',
      '---\ntitle: Dry\n---\n## Head\n\n![](no.png)',
      {},
      '?dry_run=1',
    )
    const body = await receiptOf(answer)
    expect(answer.status).toBe(200)
    expect(body).toMatchObject({ dry_run: true, slug: 'dry', created: true, live: false })
    expect(body.html).toContain('<h2')
    expect(body.contents).toMatchObject([{ level: 2, text: 'Head' }])
    expect(body.images).toMatchObject([{ address: 'no.png', key: null, url: null, line: 6 }])
    expect((await blog.api('/api/posts/dry')).status).toBe(404)
    expect(await blog.kv.get('post:dry')).toBeNull()
  })

  test('of removing, restoring and rebuilding', async () => {
    await put('dry-remove', '# One')
    await put('dry-remove', '# Two')
    const removed = await blog.api('/api/posts/dry-remove?dry_run=1', { method: 'DELETE' })
    expect(await receiptOf(removed)).toMatchObject({ dry_run: true, status: 'gone' })
    const restored = await blog.api('/api/posts/dry-remove/restore?dry_run=1', { method: 'POST' })
    expect(await receiptOf(restored)).toMatchObject({ dry_run: true, title: 'One' })
    const rebuilt = await blog.api('/api/rebuild?dry_run=true', { method: 'POST' })
    expect(await rebuilt.json()).toMatchObject({ dry_run: true, documents: expect.any(Number) })
    expect(await postOf(await blog.api('/api/posts/dry-remove'))).toMatchObject({
      source: '# Two',
      revision: 2,
    })
  })

  test('400 for a spelling nobody knows, and nothing is written', async () => {
    for (const query of ['?dry_run=yes', '?dry_run', '?dry_run=']) {
      const answer = await put('dry-typo', '# One', {}, query)
      expect([answer.status, (await problemOf(answer)).field], query).toEqual([400, 'dry_run'])
    }
    expect((await blog.api('/api/posts/dry-typo')).status).toBe(404)
  })
})
