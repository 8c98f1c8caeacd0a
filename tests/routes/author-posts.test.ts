/** What the author API does with posts, spoken to over HTTP on the built Worker. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

// biome-ignore lint/suspicious/noExplicitAny: an answer is read as a client without types reads it.
type Json = any

const put = (slug: string, body: string, headers: Record<string, string> = {}, query = '') =>
  blog.api(`/api/posts/${encodeURIComponent(slug)}${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'text/markdown', ...headers },
    body,
  })
const post = (
  body: string,
  type = 'text/markdown',
  headers: Record<string, string> = {},
  query = '',
) =>
  blog.api(`/api/posts${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type, ...headers },
    body,
  })
const json = async (answer: Response): Promise<Json> => answer.json()

test('201 PUT creates, and says all there is to know', async () => {
  const answer = await put(
    'first',
    '---\ntitle: The first\ndate: 2024-05-01\ntags: [a]\n---\n\nHello.\n',
  )
  const body = await json(answer)
  expect(answer.status).toBe(201)
  expect(body).toMatchObject({
    slug: 'first',
    kind: 'post',
    title: 'The first',
    url: 'http://localhost:8787/posts/first',
    revision: 1,
    status: 'published',
    live: true,
    created: true,
    changed_content: true,
    warnings: [],
    images: [],
  })
  expect(body.etag).toMatch(/^[0-9a-f]{32}$/)
  expect(answer.headers.get('ETag')).toBe(`"${body.etag}"`)
  expect(answer.headers.get('Location')).toBe('/api/posts/first')
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect((await blog.fetch('/posts/first')).status).toBe(200)
})

test('200 PUT replaces, and the same again changes nothing', async () => {
  await put('twice', '# One')
  const second = await json(await put('twice', '# Two'))
  expect(second).toMatchObject({ revision: 2, created: false, changed_content: true })
  const third = await put('twice', '# Two')
  expect(third.status).toBe(200)
  expect(await json(third)).toMatchObject({
    revision: 2,
    changed_content: false,
    etag: second.etag,
  })
})

describe('POST finds the slug', () => {
  test.each([
    ['in front matter', '---\nslug: from-front-matter\n---\nText', '', {}, 'from-front-matter'],
    ['in ?name=', 'Text', '?name=2016-02-03-from-name.md', {}, 'from-name'],
    [
      'in Content-Disposition',
      'Text',
      '',
      { 'Content-Disposition': 'attachment; filename="2016-02-03-from-header.md"' },
      'from-header',
    ],
    [
      'in an extended file name',
      'Text',
      '',
      {
        'Content-Disposition': "attachment; filename=x.md; filename*=UTF-8''%E4%B8%AD%E6%96%87.md",
      },
      '中文',
    ],
    ['in the title', '---\ntitle: From the Title!\n---\nText', '', {}, 'from-the-title'],
  ])('%s', async (_, source, query, headers, slug) => {
    const answer = await post(source, 'text/markdown', headers, query)
    expect(answer.status).toBe(201)
    expect((await json(answer)).slug).toBe(slug)
  })

  test('and text/plain is Markdown too', async () => {
    const answer = await post('---\ntitle: Plain\n---\nText', 'text/plain; charset=UTF-8')
    expect((await json(answer)).slug).toBe('plain')
  })
})

describe('JSON', () => {
  test('a source with its slug', async () => {
    const body = JSON.stringify({ slug: 'json-source', source: '---\ntitle: "S"\n---\n\nText' })
    const answer = await post(body, 'application/json')
    expect(await json(answer)).toMatchObject({ slug: 'json-source', title: 'S', created: true })
  })

  test('front matter as fields becomes a source that reads the same', async () => {
    const fields = {
      title: 'Fields: "all" # of \\ them',
      date: '2020-01-02',
      tags: ['a b', 'c#'],
      draft: false,
      mood: { weather: ['rain', 1, null] },
      'odd key': true,
      markdown: 'Text **bold**\n',
    }
    const answer = await post(JSON.stringify(fields), 'application/json')
    expect(answer.status).toBe(201)
    const { slug } = await json(answer)
    const one = await json(await blog.api(`/api/posts/${slug}`))
    expect(one).toMatchObject({
      title: fields.title,
      date: expect.stringMatching(/^2020-01-0[12]T/),
    })
    expect(one.source).toBe(
      '---\ntitle: "Fields: \\"all\\" # of \\\\ them"\ndate: "2020-01-02"\ntags: ["a b","c#"]\ndraft: false\n' +
        'mood: {"weather":["rain",1,null]}\n"odd key": true\n---\n\nText **bold**\n',
    )
    const again = await json(await put(slug, one.source))
    expect(again).toMatchObject({ changed_content: false, etag: one.etag })
  })
})

describe('reading', () => {
  const source = '\ufeff---\r\ntitle: Exact\n---\r\n\n中文 bytes\u0000 \t\n\n'
  let etag = ''
  beforeAll(async () => {
    const answer = await put('exact', source)
    etag = (await json(answer)).etag
  })

  test('the exact bytes with Accept: text/markdown', async () => {
    const answer = await blog.api('/api/posts/exact', { headers: { Accept: 'text/markdown' } })
    expect(answer.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
    expect(answer.headers.get('ETag')).toBe(`"${etag}"`)
    expect(answer.headers.get('Vary')).toBe('Accept')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(source))
  })

  test.each([
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/markdown;q=0.5, application/json', 'application/json'],
    ['text/markdown, application/json;q=0.9', 'text/markdown; charset=utf-8'],
    ['text/*', 'text/markdown; charset=utf-8'],
  ])('Accept: %s gives %s', async (Accept, type) => {
    const answer = await blog.api('/api/posts/exact', { headers: { Accept } })
    expect(answer.headers.get('Content-Type')).toBe(type)
  })

  test('304 for the ETag at hand, strong or weak', async () => {
    for (const held of [`"${etag}"`, `W/"${etag}"`, `"other", "${etag}"`, '*']) {
      const answer = await blog.api('/api/posts/exact', { headers: { 'If-None-Match': held } })
      expect(answer.status, held).toBe(304)
    }
    const other = await blog.api('/api/posts/exact', { headers: { 'If-None-Match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test('HEAD has the headers and no body', async () => {
    const answer = await blog.api('/api/posts/exact', { method: 'HEAD' })
    expect([answer.status, answer.headers.get('ETag')]).toEqual([200, `"${etag}"`])
    expect(await answer.text()).toBe('')
  })

  test('404 for a post that never was', async () => {
    const answer = await blog.api('/api/posts/never')
    expect([answer.status, (await json(answer)).errors[0].field]).toEqual([404, 'slug'])
  })
})

describe('preconditions', () => {
  const create = async (slug: string) => (await json(await put(slug, '# One'))).etag as string
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
      expect((await json(answer)).etag).toBe(etag)
    }
    const { revision } = await json(await blog.api(`/api/posts/${slug}`))
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
    const [a, b] = [await json(first), await json(second)]
    expect({ ...b, live: a.live }).toEqual(a)
    expect((await json(await blog.api('/api/posts/once'))).source).toBe('# Two')
  })

  test('422 for another body', async () => {
    const headers = { 'Idempotency-Key': 'key two' }
    await put('other-body', '# One', headers)
    const answer = await put('other-body', '# Two', headers)
    expect([answer.status, (await json(answer)).type]).toEqual([
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
    expect([answer.status, (await json(answer)).errors[0].field]).toEqual([400, 'Idempotency-Key'])
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
    const body = await json(answer)
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
    expect(await json(removed)).toMatchObject({ dry_run: true, status: 'gone' })
    const restored = await blog.api('/api/posts/dry-remove/restore?dry_run=1', { method: 'POST' })
    expect(await json(restored)).toMatchObject({ dry_run: true, title: 'One' })
    const rebuilt = await blog.api('/api/rebuild?dry_run=true', { method: 'POST' })
    expect(await json(rebuilt)).toMatchObject({ dry_run: true, documents: expect.any(Number) })
    expect(await json(await blog.api('/api/posts/dry-remove'))).toMatchObject({
      source: '# Two',
      revision: 2,
    })
  })

  test('400 for a spelling nobody knows, and nothing is written', async () => {
    for (const query of ['?dry_run=yes', '?dry_run', '?dry_run=']) {
      const answer = await put('dry-typo', '# One', {}, query)
      expect([answer.status, (await json(answer)).errors[0].field], query).toEqual([400, 'dry_run'])
    }
    expect((await blog.api('/api/posts/dry-typo')).status).toBe(404)
  })
})

test('a removed post answers 410, keeps its history, and can be restored', async () => {
  await put('comes-back', '# One')
  await put('comes-back', '# Two')
  const removed = await blog.api('/api/posts/comes-back', { method: 'DELETE' })
  expect(await json(removed)).toMatchObject({ status: 'gone', revision: 3, live: false })
  const gone = await blog.api('/api/posts/comes-back')
  expect([gone.status, (await json(gone)).errors[0].hint]).toEqual([
    410,
    'POST /api/posts/comes-back/restore brings it back.',
  ])
  const { revisions } = await json(await blog.api('/api/posts/comes-back/revisions'))
  expect(revisions.map((each: Json) => [each.revision, each.action, each.by])).toEqual([
    [3, 'delete', 'AUTHOR_TOKEN'],
    [2, 'update', 'AUTHOR_TOKEN'],
    [1, 'create', 'AUTHOR_TOKEN'],
  ])
  const old = await blog.api('/api/posts/comes-back?revision=1', {
    headers: { Accept: 'text/markdown' },
  })
  expect(await old.text()).toBe('# One')

  const back = await blog.api('/api/posts/comes-back/restore', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"revision":1}',
  })
  expect(back.status).toBe(201)
  expect(await json(back)).toMatchObject({
    revision: 4,
    title: 'One',
    status: 'published',
  })
})

test('the list is paged by address, newest first, and whole', async () => {
  const slugs = Array.from({ length: 7 }, (_, i) => `listed-${i}`)
  for (const [i, slug] of slugs.entries())
    await put(slug, `---\ndate: 1999-01-0${i + 1}\n---\nText ${i}`)
  const seen: Json[] = []
  let next: string | null = '/api/posts?limit=3&status=published'
  while (next) {
    const page: Json = await json(await blog.api(next))
    expect(page.posts.length).toBeLessThanOrEqual(3)
    seen.push(...page.posts)
    next = page.next
  }
  expect(new Set(seen.map(({ slug }) => slug)).size).toBe(seen.length)
  expect(seen.map(({ slug }) => slug).slice(-7)).toEqual(slugs.reverse())
  expect(seen.at(-1)).toMatchObject({
    etag: expect.any(String),
    status: 'published',
    url: expect.any(String),
  })
})

describe('other methods', () => {
  test.each([
    ['PATCH', '/api/posts', 'GET, HEAD, OPTIONS, POST'],
    ['POST', '/api/posts/x', 'DELETE, GET, HEAD, OPTIONS, PUT'],
    ['GET', '/api/rebuild', 'OPTIONS, POST'],
    ['PUT', '/api/images', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/api/images/x', 'DELETE, OPTIONS'],
  ])('405 %s %s', async (method, path, allow) => {
    const answer = await blog.api(path, { method })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow])
    const options = await blog.api(path, { method: 'OPTIONS' })
    expect([options.status, options.headers.get('Allow')]).toEqual([204, allow])
  })

  test.each(['/api', '/api/', '/api/nothing', '/api/posts/', '/api/posts/x/y'])(
    '404 %s',
    async (path) => {
      expect((await blog.api(path)).status).toBe(404)
    },
  )
})

test('a post with its pictures: references rewritten, readers see them', async () => {
  const picture = new Uint8Array(
    readFileSync(join(import.meta.dirname, '../images/samples/turned.jpg')),
  )
  const answer = await blog.push(
    '2019-01-01-pictures.md',
    '![A](<pic/图 1.jpg>)\n\n<img src="http://dead.host/图 1.jpg">\n',
    {
      '图 1.jpg': picture,
    },
  )
  const body = await json(answer)
  expect(answer.status).toBe(201)
  expect(body.warnings).toEqual([])
  const [image] = body.images
  expect(image).toMatchObject({
    address: expect.stringContaining('jpg'),
    line: 1,
    width: 2,
    height: 3,
  })
  expect(image.key).toMatch(/^[0-9a-f]{32}\.jpg$/)
  const page = await (await blog.fetch('/posts/pictures')).text()
  expect(page.match(new RegExp(`/images/${image.key}`, 'g'))?.length).toBeGreaterThanOrEqual(2)
  expect((await blog.fetch(`/images/${image.key}`)).status).toBe(200)
})

test('a picture that nothing shows is told of', async () => {
  const picture = new Uint8Array(
    readFileSync(join(import.meta.dirname, '../images/samples/lossy.webp')),
  )
  const body = await json(await blog.push('unused.md', '# Text', { 'misspelt.webp': picture }))
  expect(body.warnings).toMatchObject([{ code: 'unused-image', field: 'image' }])
})

test('status tells what is bound and how the ledger is doing', async () => {
  const status = await json(await blog.api('/api/status'))
  expect(status).toMatchObject({
    url: 'http://localhost:8787',
    bindings: { POSTS: true, IMAGES: true, LIMITER: true },
    pending: { documents: expect.any(Number) },
    overdue: 0,
    last_error: null,
  })
  expect(status.missing).toEqual([])
})
