/** What a token for drafts may do, and what no token learns of what it may not touch. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'
import { makeToken, speakAs } from './token-of.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const markdown = (source: string) => ({
  method: 'PUT',
  headers: { 'Content-Type': 'text/markdown' },
  body: source,
})

describe('draft', () => {
  const draft = '---\ndraft: true\n---\n# A draft\n'
  const published = '# Published\n'
  let as: ReturnType<typeof speakAs>
  beforeAll(async () => {
    as = speakAs(blog, (await makeToken(blog, { name: 'intern', scopes: ['draft'] })).token)
    await blog.api('/api/posts/public', markdown(published))
    await blog.api('/api/posts/later', markdown('---\ndate: 2099-01-01\n---\n# Later\n'))
    await blog.api('/api/posts/removed', markdown(published))
    await blog.api('/api/posts/removed', { method: 'DELETE' })
  })

  test.each([
    ['creates a draft', 'new-draft', draft, 201],
    ['changes a draft', 'new-draft', `${draft}More.\n`, 200],
    ['publishes no draft', 'new-draft', published, 403],
    ['creates nothing that is published', 'fresh', published, 403],
    ['schedules nothing', 'fresh', '---\ndate: 2099-01-01\n---\n# Later\n', 403],
    ['takes back no published post', 'public', draft, 403],
    ['nor a scheduled one', 'later', draft, 403],
    ['and brings back none that was removed', 'removed', draft, 403],
  ])('%s', async (_, slug, source, status) => {
    const held = async () => [
      await (await blog.api('/api/posts')).text(),
      await (await blog.fetch(`/posts/${slug}`)).text(),
    ]
    const before = await held()
    const dry = await as(`/api/posts/${slug}?dry_run=1`, markdown(source))
    expect(dry.status).toBe(status === 201 ? 200 : status)
    expect((await as(`/api/posts/${slug}`, markdown(source))).status).toBe(status)
    if (status === 403) expect(await held()).toEqual(before)
  })

  test('of many posts in one request, each is looked at alone', async () => {
    const posts = [
      { slug: 'many-draft', source: draft },
      { slug: 'public', source: draft },
      { slug: 'many-public', source: published },
    ]
    const headers = { 'Content-Type': 'application/json' }
    const answer = await as('/api/posts', {
      method: 'PUT',
      headers,
      body: JSON.stringify({ posts }),
    })
    expect(await answer.json()).toMatchObject({
      posts: [
        { receipt: { slug: 'many-draft', status: 'draft' } },
        { problem: { type: 'urn:problem:deckle:forbidden' } },
        { problem: { type: 'urn:problem:deckle:forbidden' } },
      ],
    })
  })

  test('takes no pictures: that is another scope', async () => {
    const form = new FormData()
    form.append('post', new File([draft], 'with-picture.md'))
    form.append('image', new File([sample('progressive.jpg')], 'a.jpg'))
    for (const path of ['/api/posts', '/api/posts?dry_run=1']) {
      const answer = await as(path, { method: 'POST', body: form })
      expect(answer.status, path).toBe(403)
      expect(await answer.text()).toContain('media')
    }
    const { token } = await makeToken(blog, { name: 'reviewer', scopes: ['draft', 'read'] })
    const path = '/api/posts/new-draft/preview'
    const shown = await speakAs(blog, token)(path, { method: 'POST', body: form })
    expect([shown.status, await shown.text()]).toEqual([403, expect.stringContaining('media')])
    expect((await blog.bucket?.list())?.objects).toEqual([])
  })
})

test('403 comes before 412, which would tell the ETag', async () => {
  const { token } = await makeToken(blog, { name: 'creator', scopes: ['create'] })
  const init = markdown('# Other')
  const headers = { ...init.headers, 'If-Match': '"guess"' }
  const answer = await speakAs(blog, token)('/api/posts/public', { ...init, headers })
  expect([answer.status, answer.headers.get('ETag')]).toEqual([403, null])
})

test('an Idempotency-Key of somebody else gives nobody their answer', async () => {
  const init = markdown('# Once')
  const headers = { ...init.headers, 'Idempotency-Key': 'one-key' }
  expect((await blog.api('/api/posts/once', { ...init, headers })).status).toBe(201)
  const { token } = await makeToken(blog, { name: 'copycat', scopes: ['create', 'update'] })
  const answer = await speakAs(blog, token)('/api/posts/once', { ...init, headers })
  expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([200, null])
})
