/** JSON bodies that are refused, by field. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { type Expected, refused } from './refused.ts'

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

describe('JSON', () => {
  const deep = (n: number) => `{"markdown":"a","x":${'['.repeat(n)}${']'.repeat(n)}}`
  const cases: [string, string, Expected][] = [
    ['empty', '', [400, 'bad-request', 'body']],
    ['broken', '{"markdown": "a",\n}', [400, 'bad-request', 'body']],
    ['a list', '[]', [422, 'bad-field', 'body']],
    ['null', 'null', [422, 'bad-field', 'body']],
    ['a number', '1', [422, 'bad-field', 'body']],
    ['no text', '{"title":"T"}', [422, 'bad-field', 'markdown']],
    ['text that is a number', '{"markdown":1}', [422, 'bad-field', 'markdown']],
    ['a title that is a list', '{"markdown":"a","title":[]}', [422, 'bad-field', 'title']],
    ['tags that are an object', '{"markdown":"a","tags":{"a":1}}', [422, 'bad-field', 'tags']],
    ['a draft that is text', '{"markdown":"a","draft":"no"}', [422, 'bad-field', 'draft']],
    ['an unknown layout', '{"markdown":"a","layout":"x"}', [422, 'bad-field', 'layout']],
    ['a source that is a number', '{"source":1}', [422, 'bad-field', 'source']],
    ['a source and fields', '{"source":"a","title":"b"}', [422, 'bad-field', 'title']],
    ['a slug that climbs', '{"source":"a","slug":"../x"}', [422, 'bad-slug', 'slug']],
    [
      'a slug among fields that climbs',
      '{"markdown":"a","slug":"../x"}',
      [422, 'bad-slug', 'slug'],
    ],
    ['half a surrogate pair', '{"slug":"a","source":"\\ud800"}', [422, 'bad-encoding', 'source']],
    ['a file name with NUL', '{"source":"a","name":"a\\u0000.md"}', [422, 'bad-field', 'name']],
    ['an empty source', '{"source":"","slug":"a"}', [422, 'bad-field', 'post']],
    ['deep', deep(10_000), [422, 'too-complex', /^$/]],
    ['very deep', deep(900_000), [413, 'too-large', 'post']],
    [
      'more than 1 MiB of text',
      JSON.stringify({ source: 'a'.repeat(1_048_577) }),
      [413, 'too-large', 'post'],
    ],
  ]
  test.each(cases)('%s', async (_, body, expected) => {
    await refused(blog, await send(body, 'application/json'), expected)
  })

  test('a syntax error has its line and column', async () => {
    const problem = await refused(blog, await send('{"markdown": "a",\n }', 'application/json'), [
      400,
      'bad-request',
      'body',
    ])
    expect(problem.errors[0]).toMatchObject({ line: 2, column: 2 })
  })

  test('422 a slug other than the address', async () => {
    const answer = await blog.api('/api/posts/one', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: '{"source":"a","slug":"two"}',
    })
    await refused(blog, answer, [422, 'bad-slug', 'slug'])
  })
})
