/** Sources and content types that are refused, by field and line. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { announce, type Expected, type Problem, refused } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

const send = (body: BodyInit, type: string, headers: Record<string, string> = {}) =>
  blog.api('/api/posts', {
    method: 'POST',
    headers: { ...(type && { 'Content-Type': type }), ...headers },
    body,
  })

describe('sources', () => {
  const cases: [
    string,
    string | Uint8Array<ArrayBuffer>,
    Expected,
    Partial<Problem['errors'][0]>?,
  ][] = [
    ['an empty body', '', [422, 'bad-field', 'post']],
    [
      'bad UTF-8',
      new Uint8Array([35, 32, 10, 0xff, 0xfe]),
      [422, 'bad-encoding', /^$/],
      { line: 2 },
    ],
    [
      'YAML that does not parse',
      '---\ntitle: a: b\n---\n',
      [422, 'bad-front-matter', /^$/],
      { line: 2 },
    ],
    [
      'an unknown date',
      '---\ntitle: T\ndate: someday\n---\n',
      [422, 'bad-field', 'date'],
      { line: 3 },
    ],
    [
      'an impossible date',
      '---\ntitle: T\ndate: 2014-02-30\n---\n',
      [422, 'bad-field', 'date'],
      { line: 3 },
    ],
    [
      'a slug that climbs',
      '---\ntitle: T\nslug: ../../etc\n---\n',
      [422, 'bad-slug', 'slug'],
      { line: 3 },
    ],
    [
      'a slug with NUL',
      '---\ntitle: T\nslug: "a\\0b"\n---\n',
      [422, 'bad-slug', 'slug'],
      { line: 3 },
    ],
    ['nothing to make a slug of', '!!!', [422, 'bad-slug', 'slug']],
  ]
  test.each(cases)('%s', async (_, source, expected, error = {}) => {
    const [status, code, field] = expected
    const problem = await refused(blog, await send(source, 'text/markdown'), [status, code, field])
    expect(problem.errors[0]).toMatchObject(error)
  })

  test('413 more than 1 MiB: announced, and not announced', async () => {
    const large = new Uint8Array(1_048_577).fill(97)
    await refused(blog, await send(large, 'text/markdown'), [413, 'too-large', 'body'])
    const stream = new Blob([large]).stream()
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'text/markdown' },
      body: stream,
      duplex: 'half',
    }
    await refused(blog, await blog.api('/api/posts', init as RequestInit), [
      413,
      'too-large',
      'body',
    ])
  })

  test.each([
    ['text/markdown', 1_048_577],
    ['multipart/form-data; boundary=x', 99_614_721],
    ['application/json', 2_097_153],
  ])('413 before the body is read: %s of %i bytes', async (type, length) => {
    const answer = await announce(blog, {
      Authorization: `Bearer ${blog.token}`,
      'Content-Type': type,
      'Content-Length': `${length}`,
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })
})

describe('content types', () => {
  test.each([
    ['none', ''],
    ['a form as curl -d sends it', 'application/x-www-form-urlencoded'],
    ['HTML', 'text/html'],
    ['another charset', 'text/markdown; charset=gb18030'],
    ['nonsense', ';;;'],
  ])('415 %s', async (_, type) => {
    const body = new Blob(['# Text'])
    await refused(blog, await send(body, type), [415, 'unsupported-type', 'Content-Type'])
  })

  test('415 lists what is taken', async () => {
    const problem = await refused(blog, await send('x', 'text/html'), [
      415,
      'unsupported-type',
      'Content-Type',
    ])
    for (const type of ['text/markdown', 'multipart/form-data', 'application/json']) {
      expect(problem.detail).toContain(type)
    }
  })

  test('415 a compressed body', async () => {
    const answer = await send('x', 'text/markdown', { 'Content-Encoding': 'gzip' })
    await refused(blog, answer, [415, 'unsupported-type', 'Content-Encoding'])
  })
})
