/** Pictures as readers get them: with ranges, revalidation and no way to run. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeImage } from '../../src/images/take.ts'
import { readRanges } from '../../src/routes/range.ts'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'

/** As it is kept: without what its camera noted. */
const { bytes: PICTURE, picture } = await takeImage(sample('turned.jpg'))
const { key } = picture
let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
  await blog.push('picture.md', '# Picture', { '图 "一".jpg': sample('turned.jpg') })
})
afterAll(() => blog.close())

const get = (headers: Record<string, string> = {}, method = 'GET') =>
  blog.fetch(`/images/${key}`, { method, headers })

describe('serving', () => {
  test('200 with every header', async () => {
    const answer = await get()
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': `${PICTURE.length}`,
      etag: `"${key.slice(0, 32)}"`,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="_ ___.jpg"; filename*=UTF-8''%E5%9B%BE%20%22%E4%B8%80%22.jpg`,
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'accept-ranges': 'bytes',
      'cache-tag': `image:${key}`,
    })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PICTURE)
  })

  test('HEAD is the same without the bytes', async () => {
    const [head, whole] = [await get({}, 'HEAD'), await get()]
    const shown = (answer: Response) =>
      [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
    expect([head.status, shown(head)]).toEqual([200, shown(whole)])
    expect(await head.text()).toBe('')
  })

  test.each([
    ['the ETag', 304, (etag: string) => etag],
    ['a weak ETag', 304, (etag: string) => `W/${etag}`],
    ['a list', 304, (etag: string) => `"x", ${etag}`],
    ['anything', 304, () => '*'],
    ['another', 200, () => '"x"'],
  ])('If-None-Match: %s gives %i', async (_, status, held) => {
    const answer = await get({ 'If-None-Match': held(`"${key.slice(0, 32)}"`) })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
    expect((await answer.arrayBuffer()).byteLength).toBe(status === 304 ? 0 : PICTURE.length)
  })

  const size = PICTURE.length
  test.each([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=10-', 206, 10, size - 10],
    ['bytes=-5', 206, size - 5, 5],
    ['bytes=0-999999', 206, 0, size],
    ['bytes=-999999', 206, 0, size],
    ['bytes=0-4,4-5', 200, 0, size],
    ['bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16', 200, 0, size],
    ['bytes=0-1,x', 200, 0, size],
    ['bytes=4-5,999999-', 206, 4, 2],
    ['lines=1-2', 200, 0, size],
    ['bytes=9-1', 200, 0, size],
    ['bytes=-', 200, 0, size],
  ])('Range: %s gives %i', async (Range, status, offset, length) => {
    const answer = await get({ Range })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Content-Length')).toBe(`${length}`)
    const expected = status === 206 ? `bytes ${offset}-${offset + length - 1}/${size}` : null
    expect(answer.headers.get('Content-Range')).toBe(expected)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(
      PICTURE.slice(offset, offset + length),
    )
  })

  test('several ranges come as parts, each with its place', async () => {
    const answer = await get({ Range: 'bytes=-3, 0-1' })
    const body = Buffer.from(await answer.arrayBuffer())
    const part = (from: number, to: number) =>
      `\r\n--${key.slice(0, 32)}\r\nContent-Type: image/jpeg\r\n` +
      `Content-Range: bytes ${from}-${to}/${size}\r\n\r\n` +
      Buffer.from(PICTURE.slice(from, to + 1)).toString('latin1')
    expect(answer.status).toBe(206)
    expect(answer.headers.get('Content-Type')).toBe(
      `multipart/byteranges; boundary=${key.slice(0, 32)}`,
    )
    expect(answer.headers.get('Content-Length')).toBe(`${body.length}`)
    expect(body.toString('latin1')).toBe(
      `${part(size - 3, size - 1)}${part(0, 1)}\r\n--${key.slice(0, 32)}--\r\n`,
    )
  })

  test.each([`bytes=${size}-`, 'bytes=-0'])('416 %s', async (Range) => {
    const answer = await get({ Range })
    expect([answer.status, answer.headers.get('Content-Range')]).toEqual([416, `bytes */${size}`])
  })

  test.each([
    ['the ETag', 206, () => `"${key.slice(0, 32)}"`],
    ['a weak ETag', 200, () => `W/"${key.slice(0, 32)}"`],
    ['a date', 200, () => 'Sun, 01 Nov 2026 00:00:00 GMT'],
  ])('If-Range: %s gives %i', async (_, status, value) => {
    expect((await get({ Range: 'bytes=0-1', 'If-Range': value() })).status).toBe(status)
  })

  test.each([
    `${'0'.repeat(32)}.png`,
    'x.png',
    `${'A'.repeat(32)}.png`,
    `${'0'.repeat(32)}.svg`,
    '..%2fpost',
    '%00',
  ])('404 %s', async (name) => {
    const answer = await blog.fetch(`/images/${name}`)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'no-store'])
  })

  test('405 for anything but reading', async () => {
    const answer = await get({}, 'DELETE')
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('404 without a bucket', async () => {
    const bare = await openBlog({ without: ['IMAGES'] })
    expect((await bare.fetch(`/images/${key}`)).status).toBe(404)
    await bare.close()
  })
})

test('ranges are read as RFC 9110 has them', () => {
  expect(readRanges('bytes=0-0', 1)).toEqual([{ offset: 0, length: 1 }])
  expect(readRanges('BYTES=1-', 3)).toEqual([{ offset: 1, length: 2 }])
  expect(readRanges('bytes=0-', 0)).toBe('unsatisfiable')
  expect(readRanges('bytes=a-b', 3)).toBeNull()
  expect(readRanges('bytes=-1', 0)).toBe('unsatisfiable')
  expect(readRanges('bytes=-1,0-1', 3)).toEqual([
    { offset: 2, length: 1 },
    { offset: 0, length: 2 },
  ])
  expect(readRanges('bytes=-2,0-1', 3), 'overlap').toBeNull()
})
