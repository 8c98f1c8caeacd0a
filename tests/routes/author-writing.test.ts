/** Posts pushed as text, as a form with pictures and as JSON. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { postOf, receiptOf } from './answers.ts'
import { sample } from './refused.ts'

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
const post = (body: string, type: string, headers: Record<string, string> = {}, query = '') =>
  blog.api(`/api/posts${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type, ...headers },
    body,
  })

test('201 PUT creates, and says all there is to know', async () => {
  const answer = await put(
    'first',
    '---\ntitle: The first\ndate: 2024-05-01\ntags: [a]\n---\n\nHello.\n',
  )
  const body = await receiptOf(answer)
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
  const second = await receiptOf(await put('twice', '# Two'))
  expect(second).toMatchObject({ revision: 2, created: false, changed_content: true })
  const third = await put('twice', '# Two')
  expect(third.status).toBe(200)
  expect(await receiptOf(third)).toMatchObject({
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
    expect((await receiptOf(answer)).slug).toBe(slug)
  })

  test('and text/plain is Markdown too', async () => {
    const answer = await post('---\ntitle: Plain\n---\nText', 'text/plain; charset=UTF-8')
    expect((await receiptOf(answer)).slug).toBe('plain')
  })
})

describe('JSON', () => {
  test('a source with its slug', async () => {
    const body = JSON.stringify({ slug: 'json-source', source: '---\ntitle: "S"\n---\n\nText' })
    const answer = await post(body, 'application/json')
    expect(await receiptOf(answer)).toMatchObject({
      slug: 'json-source',
      title: 'S',
      created: true,
    })
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
    const { slug } = await receiptOf(answer)
    const one = await postOf(await blog.api(`/api/posts/${slug}`))
    expect(one).toMatchObject({
      title: fields.title,
      date: expect.stringMatching(/^2020-01-0[12]T/),
    })
    expect(one.source).toBe(
      '---\ntitle: "Fields: \\"all\\" # of \\\\ them"\ndate: "2020-01-02"\ntags: ["a b","c#"]\ndraft: false\n' +
        'mood: {"weather":["rain",1,null]}\n"odd key": true\n---\n\nText **bold**\n',
    )
    const again = await receiptOf(await put(slug, one.source))
    expect(again).toMatchObject({ changed_content: false, etag: one.etag })
  })
})

test('a post with its pictures: references rewritten, readers see them', async () => {
  const picture = sample('turned.jpg')
  const answer = await blog.push(
    '2019-01-01-pictures.md',
    '![A](<pic/图 1.jpg>)\n\n<img src="http://dead.host/图 1.jpg" alt="B">\n',
    {
      '图 1.jpg': picture,
    },
  )
  const body = await receiptOf(answer)
  expect(answer.status).toBe(201)
  expect(body.warnings).toEqual([])
  const [image] = body.images
  expect(image).toMatchObject({
    address: expect.stringContaining('jpg'),
    line: 1,
    width: 2,
    height: 3,
  })
  expect(image?.key).toMatch(/^[0-9a-f]{32}\.jpg$/)
  const page = await (await blog.fetch('/posts/pictures')).text()
  expect(page.match(new RegExp(`/images/${image?.key}`, 'g'))?.length).toBeGreaterThanOrEqual(2)
  expect((await blog.fetch(`/images/${image?.key}`)).status).toBe(200)
})

test('a picture that nothing shows is told of', async () => {
  const picture = sample('lossy.webp')
  const body = await receiptOf(await blog.push('unused.md', '# Text', { 'misspelt.webp': picture }))
  expect(body.warnings).toMatchObject([{ code: 'unused-image', field: 'image' }])
})
