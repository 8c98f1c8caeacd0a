/** `POST /api/import`: a part of an archive is taken by an empty blog, and nothing of a broken one by any. */

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { picture } from '../bench/posts.ts'
import { POST, revisionOf } from '../cli/archive/pack.ts'
import { settle } from '../ledger/audit.ts'
import { type Blog, openBlog } from '../world.ts'
import { refused } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const send = (body: object, query = '', type = 'application/json') =>
  blog.api(`/api/import${query}`, {
    method: 'POST',
    body: JSON.stringify({ archive: 'a', ...body }),
    headers: { 'Content-Type': type },
  })

const text = (source: string) => {
  return { source, sha256: createHash('sha256').update(source).digest('hex') }
}
const one = (change = {}, source = '# One\n') => ({
  posts: [{ record: { ...POST, ...change }, ...text(source) }],
})
const image = (change = {}) => ({
  images: [{ key: 'k.png', name: '', created: POST.changed, preview: null, ...change }],
})

describe('422 and nothing stored', () => {
  test.each<[string, object, string, string | RegExp]>([
    [
      'a text that is broken',
      { posts: [{ record: POST, ...text('a'), source: 'b' }] },
      'bad-archive',
      'one',
    ],
    [
      'a text without a checksum',
      { posts: [{ record: POST, source: 'b' }] },
      'bad-field',
      /sha256/,
    ],
    [
      'a post without a text',
      { posts: [{ record: POST, source: null, sha256: null }] },
      'bad-field',
      /source/,
    ],
    ['an unknown field', one({ html: '<script>' }), 'bad-field', /html/],
    ['a time that is none', one({ date: 'soon' }), 'bad-field', 'posts[0].record.date'],
    ['a slug that is none', one({ slug: 'A B' }), 'bad-slug', /A B/],
    [
      'a source that is refused',
      one({}, '---\ntitle: a: b\n---\n'),
      'bad-front-matter',
      'posts/one/post.md',
    ],
    [
      'a revision without a post',
      { revisions: [{ record: revisionOf(POST), ...text('a') }] },
      'bad-archive',
      'one',
    ],
    ['a preview that is markup', image({ preview: '"><script>' }), 'bad-archive', 'k.png'],
    ['a label of another list', { labels: { 'tag:a': 'b' } }, 'bad-archive', 'tag:a'],
    ['no archive', { archive: undefined }, 'bad-field', 'archive'],
  ])('%s', async (_, body, code, field) => {
    const pattern = typeof field === 'string' ? new RegExp(`^${RegExp.escape(field)}$`) : field
    await refused(blog, await send(body), [422, code, pattern])
  })

  test('a source that the renderer refuses, with its line', async () => {
    const answer = await send(one({}, '---\ntitle: a: b\n---\n'))
    expect(await answer.json()).toMatchObject({ errors: [{ line: 2 }] })
  })

  test('one of two posts is refused: neither is there', async () => {
    const [good] = one().posts
    const [bad] = one({ slug: 'two' }, '---\ntitle: a: b\n---\n').posts
    const file = /^posts\/two\/post\.md$/
    await refused(blog, await send({ posts: [good, bad] }), [422, 'bad-front-matter', file])
  })

  test('415 another type', async () => {
    const answer = await send(one(), '', 'application/x-tar')
    await refused(blog, answer, [415, 'unsupported-type', /Content-Type/])
  })

  test('a dry run stores nothing', async () => {
    const answer = await send(one(), '?dry_run=1')
    expect(await answer.json()).toEqual({ created: 1, unchanged: 0, missing: [], dry_run: true })
    expect((await blog.api('/api/posts/one')).status).toBe(404)
  })
})

describe('into a blog', () => {
  test('that is empty, and again: nothing changes', async () => {
    expect(await (await send(one())).json()).toEqual({ created: 1, unchanged: 0, missing: [] })
    await settle(blog)
    expect((await blog.fetch('/posts/one')).status).toBe(200)
    const { changed, date } = POST
    const post = await (await blog.api('/api/posts/one')).json()
    expect(post).toMatchObject({ revision: 1, changed, date })
    expect(await (await send(one())).json()).toEqual({ created: 0, unchanged: 1, missing: [] })
  })

  test('that was begun with this archive: it goes on', async () => {
    const answer = await send(one({ slug: 'two', name: null }))
    expect(await answer.json()).toMatchObject({ created: 1 })
  })

  test('409 that was begun with another', async () => {
    const answer = await send({ ...one({ slug: 'three' }), archive: 'b' })
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { errors: [{ field: 'three' }] },
    ])
    expect((await blog.api('/api/posts/three')).status).toBe(404)
  })

  test('409 in which the post was changed since', async () => {
    expect((await blog.push('one.md', '# One, edited\n')).status).toBe(200)
    const answer = await send(one())
    expect([answer.status, await answer.json()]).toMatchObject([
      409,
      { errors: [{ field: 'one' }] },
    ])
  })

  test('a picture that is in the bucket is taken in; one that is not is named', async () => {
    const form = new FormData()
    form.append('image', new File([new Uint8Array(picture(8))], 'dot.png'))
    const sent = await blog.api('/api/images', { method: 'POST', body: form })
    const { images } = (await sent.json()) as { images: { key: string }[] }
    const key = images[0]?.key ?? ''
    await blog.api(`/api/images/${key}`, { method: 'DELETE' })
    const lost = `${'0'.repeat(32)}.png`
    const [known, unknown] = [image({ key }).images[0], image({ key: lost }).images[0]]
    const answer = await send({ images: [known, unknown] })
    expect(await answer.json()).toMatchObject({ missing: [key, lost] })
  })
})
