/** The reader's addresses: what each answers, where it leads, and what every answer carries. */

import { beforeEach, expect, test } from 'vitest'
import { forget } from '../../src/routes/memory.ts'
import { reader } from '../../src/routes/reader.ts'
import { withoutData } from '../pages/data-blocks.ts'
import { headOf, postsOf, Shelf, summaryOf } from './shelf-of.ts'

beforeEach(forget)

const shelf = () =>
  new Shelf()
    .site([summaryOf('hello', 1), summaryOf('中文', 2)], {
      tags: [{ key: 'c++', name: 'C++', posts: 1 }],
      categories: [{ key: 'notes', name: 'Notes', posts: 1 }],
    })
    .list('tag:c++', [summaryOf('hello', 1)])
    .list('category:notes', [summaryOf('hello', 1)])
    .post(headOf('hello'))
    .post(headOf('中文'))
    .post(headOf('about', { kind: 'page' }))
    .mark('removed', { state: 'gone' })
    .mark('/2014/11/old.html', { state: 'moved', to: '/posts/hello' })
    .mark('/posts/renamed', { state: 'moved', to: '/posts/hello' })
    .mark('/was', { state: 'gone' })

const get = (path: string, init?: RequestInit, from = shelf()) =>
  reader.request(`https://any.host${path}`, init, from.env())

const ANSWERS: [path: string, status: number, location?: string][] = [
  ['/', 200],
  ['/posts/hello', 200],
  ['/posts/%E4%B8%AD%E6%96%87', 200],
  ['/posts/%e4%b8%ad%e6%96%87', 200],
  ['/about', 200],
  ['/page/1', 200],
  ['/tags', 200],
  ['/tags/c%2B%2B', 200],
  ['/tags/c++', 200],
  ['/tags/c++/1', 200],
  ['/categories', 200],
  ['/categories/notes', 200],
  ['/archive', 200],
  ['/archive/1970', 200],
  ['/archive/1970/1', 200],
  ['/posts/Hello', 301, '/posts/hello'],
  ['/posts/hello/', 301, '/posts/hello'],
  ['/posts/hello/?a=1', 301, '/posts/hello?a=1'],
  ['/posts/Hello?a=1', 301, '/posts/hello?a=1'],
  ['/posts/%EF%BC%A8ello', 301, '/posts/hello'],
  ['/posts/about', 301, '/about'],
  ['/hello', 301, '/posts/hello'],
  ['/about/', 301, '/about'],
  ['/about.html', 301, '/about'],
  ['/about/index.html?a=1', 301, '/about?a=1'],
  ['/index.html', 301, '/'],
  ['/index.htm', 301, '/'],
  ['/posts/hello.html', 301, '/posts/hello'],
  ['/posts/removed.html', 301, '/posts/removed'],
  ['/.html', 301, '/'],
  ['//evil.example/index.html', 404],
  ['/tags/C++', 301, '/tags/c%2B%2B'],
  ['/tags/c++/', 301, '/tags/c++'],
  ['/archive/', 301, '/archive'],
  ['/2014/11/old.html', 301, '/posts/hello'],
  ['/2014/11/old.html/', 301, '/posts/hello'],
  ['/2014/11/%6Fld.html', 301, '/posts/hello'],
  ['/posts/renamed', 301, '/posts/hello'],
  ['/posts/removed', 410],
  ['/removed', 410],
  ['/was', 410],
  ['/nothing', 404],
  ['/posts/nothing', 404],
  ['/posts/%E4%B8', 404],
  ['/posts/..%2f..%2fsite', 404],
  ['/posts/%00', 404],
  ['/a/b/c/d', 404],
  [`/${'a'.repeat(4000)}`, 404],
  ['/%F0%9F%98', 404],
  ['//evil.example/', 404],
  ['/page/0', 404],
  ['/page/2', 404],
  ['/page/1e3', 404],
  ['/page/x', 404],
  ['/tags/none', 404],
  ['/tags/c++/2', 404],
  ['/tags/c++/x', 404],
  ['/archive/1999', 404],
  ['/archive/abc', 404],
]

for (const [path, status, location] of ANSWERS) {
  const name = path.length > 60 ? `${path.slice(0, 60)}…` : path
  test(`${status} ${name}${location ? ` → ${location}` : ''}`, async () => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('location')).toBe(location ?? null)
    const headers = Object.fromEntries(response.headers)
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; connect-src 'self'; style-src 'sha256-",
    )
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBeTruthy()
    expect(headers['permissions-policy']).toBeTruthy()
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe(
      status < 400 ? 'public, max-age=0, must-revalidate' : 'no-store',
    )
    expect(withoutData(await response.text())).not.toContain('<script')
  })
}

test.each(['/', '/posts/hello', '/posts/code', '/tags', '/search', '/nothing-here'])(
  '%s has one style sheet, and its policy allows that one alone',
  async (path) => {
    const response = await get(path, {}, shelf().post(headOf('code', { code: true })))
    const styles = [...(await response.text()).matchAll(/<style>(.*?)<\/style>/gs)]
    expect(styles).toHaveLength(1)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(styles[0]?.[1]))
    const hash = Buffer.from(digest).toString('base64')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(/style-src [^;]*/.exec(policy)?.[0]).toBe(`style-src 'sha256-${hash}'`)
  },
)

test('405 for any other method, with Allow', async () => {
  const response = await get('/posts/hello', { method: 'POST' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test('HEAD has the headers and no body', async () => {
  const [got, head] = [await get('/posts/hello'), await get('/posts/hello', { method: 'HEAD' })]
  expect(head.status).toBe(200)
  expect(await head.text()).toBe('')
  expect(head.headers.get('etag')).toBe(got.headers.get('etag'))
})

test('the article goes out byte for byte, and one KV read is all it takes', async () => {
  const from = shelf()
  const response = await get('/posts/hello', {}, from)
  expect(await response.text()).toContain('<div class="prose"><p>文章</p></div>')
  expect(from.reads).toEqual(['post:hello'])
})

test('home takes one KV read, however many posts there are', async () => {
  const from = new Shelf().site(postsOf(163))
  const html = await (await get('/', {}, from)).text()
  expect(from.reads).toEqual(['site'])
  // The 21st post is the 143rd from the oldest: on page 3, under its position.
  expect(html).toContain('href="/page/3#_143"')
  const older = await (await get('/page/3', {}, from)).text()
  expect(older).toMatch(/id="_143"[^>]*>.{0,200}Title of p143/s)
})

test('every spelling of a title is text, never markup', async () => {
  const title = '<slot></slot><style>post</style><script>alert(1)</script>"&\''
  const from = shelf().post(headOf('hello', { title, summary: '"><script>', tags: [] }))
  const html = await (await get('/posts/hello', {}, from)).text()
  expect(withoutData(html)).not.toContain('<script')
  expect(html.match(/<slot>|<style>post/)).toBeNull()
  expect(html).toContain('&lt;slot&gt;')
})

test('an empty blog says how to push the first post', async () => {
  const html = await (await get('/', {}, new Shelf())).text()
  expect(html).toContain('curl -X PUT https://blog.example/api/posts/hello')
  expect(html).toContain('npm start')
})
