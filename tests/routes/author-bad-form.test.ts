/** Multipart bodies that are refused. */

import { afterAll, beforeAll, describe, test } from 'vitest'
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

const part = (name: string, content: string, more = ''): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`
const END = '--b--\r\n'
const POST = part('post', '---\ntitle: T\n---\nText', '; filename="t.md"')

describe('multipart', () => {
  const cases: [string, string, Expected][] = [
    ['an empty body', '', [400, 'bad-request', 'body']],
    ['no boundary in it', 'nothing here', [400, 'bad-request', 'body']],
    ['no closing boundary', POST, [400, 'bad-request', 'body']],
    ['cut within a part', POST.slice(0, -10), [400, 'bad-request', 'body']],
    ['a part without headers', `--b\r\n\r\ntext\r\n${END}`, [400, 'bad-request', 'body']],
    [
      'a part whose headers do not end',
      `--b\r\nContent-Disposition: form-data; name="post"\r\n${END}`,
      [400, 'bad-request', 'body'],
    ],
    [
      'headers without end',
      `--b\r\nX: ${'x'.repeat(9000)}\r\n\r\n\r\n${END}`,
      [400, 'bad-request', 'body'],
    ],
    ['a header without a colon', `--b\r\nnonsense\r\n\r\n\r\n${END}`, [400, 'bad-request', 'body']],
    ['line feeds alone', POST.replaceAll('\r\n', '\n') + END, [400, 'bad-request', 'body']],
    [
      'a part in base64',
      part('post', 'VA==', '\r\nContent-Transfer-Encoding: base64') + END,
      [400, 'bad-request', 'body'],
    ],
    ['no post', part('image', 'x', '; filename=a.png') + END, [422, 'bad-field', 'post']],
    ['no parts', END, [422, 'bad-field', 'post']],
    ['two posts', POST + POST + END, [422, 'bad-field', 'post']],
    ['an unknown part', POST + part('file', 'x') + END, [422, 'bad-field', 'file']],
    ['an empty post', part('post', '') + END, [422, 'bad-field', 'post']],
    ['a picture without a name', POST + part('image', 'x') + END, [422, 'bad-field', 'image']],
    [
      'two pictures of one name',
      POST + part('image', 'x', '; filename=a.png').repeat(2) + END,
      [422, 'bad-field', 'image'],
    ],
    [
      'a name with a control character',
      POST + part('image', 'x', '; filename="a%0D.png"') + END,
      [422, 'bad-field', 'image'],
    ],
    [
      'a name beyond all measure',
      POST + part('image', 'x', `; filename="${'a'.repeat(501)}"`) + END,
      [422, 'bad-field', 'image'],
    ],
    ['201 parts', POST + part('image', '').repeat(200) + END, [413, 'too-large', /^$/]],
  ]
  test.each(cases)('%s', async (_, body, expected) => {
    await refused(blog, await send(body, 'multipart/form-data; boundary=b'), expected)
  })

  test.each([
    ['no boundary named', 'multipart/form-data'],
    ['an empty boundary', 'multipart/form-data; boundary=""'],
    ['a boundary of 71 characters', `multipart/form-data; boundary=${'b'.repeat(71)}`],
  ])('%s', async (_, type) => {
    const body = new Blob([POST + END])
    await refused(blog, await send(body, type), [400, 'bad-request', 'Content-Type'])
  })

  test('a part header that is not UTF-8', async () => {
    const body = Buffer.concat([Buffer.from(part('image', '', '; filename="#"')), Buffer.from(END)])
    body[body.indexOf('#')] = 0xff
    const answer = await send(new Uint8Array(body), 'multipart/form-data; boundary=b')
    await refused(blog, answer, [400, 'bad-request', 'body'])
  })

  test('100,000 parts are refused', async () => {
    const body = part('image', 'x', '; filename=a.png').repeat(100_000) + END
    const answer = await send(body, 'multipart/form-data; boundary=b')
    await refused(blog, answer, [413, 'too-large', /^$/])
  })
})
