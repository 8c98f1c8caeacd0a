/** Pictures in other widths: made once, in the reader's best format, and never in a width that nobody offers. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { chooseType } from '../../src/images/variants.ts'
import { WIDTHS } from '../../src/urls.ts'
import { grey } from '../images/grey.ts'
import { chunk } from '../images/noted.ts'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'

const store = async (blog: Blog, name: string, bytes: Uint8Array): Promise<string> => {
  const body = new FormData()
  body.append('image', new File([new Uint8Array(bytes)], name))
  const answer = await blog.api('/api/images', { method: 'POST', body })
  const { images } = (await answer.json()) as { images: { key: string }[] }
  return images[0]?.key ?? ''
}

describe('with the Images binding', () => {
  let blog: Blog
  let key = ''
  beforeAll(async () => {
    blog = await openBlog()
    key = await store(blog, 'grey.png', grey(1000, 500))
  })
  afterAll(() => blog.close())

  const get = (width: number | string, Accept: string, headers: Record<string, string> = {}) =>
    blog.fetch(`/images/${key}?w=${width}`, { headers: { Accept, ...headers } })
  const keep = async () => (await blog.bucket?.list({ prefix: `images/${key}/` }))?.objects ?? []

  test.each([
    ['image/avif,image/webp,*/*', 'image/avif'],
    ['image/webp,*/*', 'image/webp'],
    ['image/avif;q=0, image/webp', 'image/webp'],
    ['*/*', 'image/png'],
  ])('Accept: %s gives %s', async (accept, type) => {
    const answer = await get(480, accept)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      vary: 'Accept',
      'cache-control': 'public, max-age=31536000, immutable',
      'cache-tag': `image:${key}`,
      etag: `"${key.slice(0, 32)}-480-${type.slice(6)}"`,
      'content-disposition': `inline; filename="grey.${type.slice(6)}"`,
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(inspectImage(bytes)).toMatchObject({ type, width: 480, height: 240 })
  })

  test('is made once, and read again, revalidated and ranged as any picture', async () => {
    const [first] = await keep()
    const again = await get(480, 'image/avif')
    expect(again.status).toBe(200)
    const etag = again.headers.get('ETag') ?? ''
    expect((await get(480, 'image/avif', { 'If-None-Match': etag })).status).toBe(304)
    expect((await get(480, 'image/avif', { Range: 'bytes=0-3' })).status).toBe(206)
    expect((await keep())[0]?.uploaded).toEqual(first?.uploaded)
  })

  test.each(['481', '0', '', '320.0', '-320', 'abc', '99999'])('400 ?w=%s', async (width) => {
    const answer = await get(width, '*/*')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(WIDTHS.join(', '))
  })

  test.each([
    ['one no wider', () => grey(400, 10, 7), 480],
    ['one that moves', () => sample('animated.webp'), 320],
  ])('%s is given as it is, for an hour', async (_, make, width) => {
    const bytes = make()
    const own = await store(blog, 'own.png', bytes)
    const answer = await blog.fetch(`/images/${own}?w=${width}`)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([
      200,
      expect.stringMatching(/=3600$/),
    ])
    expect((await blog.bucket?.list({ prefix: `images/${own}/` }))?.objects).toEqual([])
  })

  test('a photograph is seen in a few pixels until it comes; in a feed, or sent again, as it was', async () => {
    const hall = readFileSync(join(import.meta.dirname, '../../content/pycon-hall.jpg'))
    await blog.push('hall.md', '# Hall\n\n![x](hall.jpg)', { 'hall.jpg': hall })
    const page = async () => (await blog.fetch('/posts/hall')).text()
    const [, preview = ''] =
      /<img class="preview" src="data:image\/webp;base64,([^"]*)" alt=""><img /.exec(
        await page(),
      ) ?? []
    expect(inspectImage(Buffer.from(preview, 'base64'))).toMatchObject({ width: 20 })
    expect(preview.length).toBeLessThan(400)
    expect(await (await blog.fetch('/feed.xml')).text()).not.toContain(preview)
    await blog.push('hall.md', '# Hall\n\n![x](hall.jpg)\n\nMore.', { 'hall.jpg': hall })
    expect(await page()).toContain(preview)
    await blog.push('hall.md', '# Hall\n\n![x](hall.jpg)\n\nWords alone.')
    expect(await page()).toContain(preview)
  })

  test('so is a screenshot, linked or not; what may be transparent, or is small, is not', async () => {
    const whole = Buffer.from(grey(300, 200, 10))
    // Its second chunk says which grey is seen through.
    const clear = Buffer.concat([
      whole.subarray(0, 33),
      chunk('tRNS', '\0\x0a'),
      whole.subarray(33),
    ])
    const files = { 'a.png': grey(300, 200, 9), 'b.png': grey(90, 90, 9), 'c.png': clear }
    await blog.push('shot.md', '# S\n\n[![x](a.png)](/b) ![x](b.png) ![x](c.png)', files)
    const html = await (await blog.fetch('/posts/shot')).text()
    expect(html).toMatch(/<a href="\/b"><span class="previewed"><img class="preview" src="data:/)
    expect(html.match(/class="preview"/g)).toHaveLength(1)
  })

  test('404 for a picture that is not there', async () => {
    expect((await blog.fetch(`/images/${'0'.repeat(32)}.png?w=320`)).status).toBe(404)
  })
})

test('without it the original is given, and the page offers no widths', async () => {
  const blog = await openBlog({ without: ['TRANSFORM'] })
  const bytes = grey(800, 400)
  const answer = await blog.push('plain.md', '# Plain\n\n![x](a.png)', { 'a.png': bytes })
  const { images } = (await answer.json()) as { images: { key: string }[] }
  const variant = await blog.fetch(`/images/${images[0]?.key}?w=320`)
  expect(new Uint8Array(await variant.arrayBuffer())).toEqual(new Uint8Array(bytes))
  expect(variant.headers.get('Vary')).toBe('Accept')
  expect(await (await blog.fetch('/posts/plain')).text()).not.toContain('srcset')
  await blog.close()
})

test('a format is what the reader names, and never one it refuses', () => {
  expect(chooseType('', 'image/webp')).toBe('image/jpeg')
  expect(chooseType('IMAGE/AVIF', 'image/png')).toBe('image/avif')
  expect(chooseType('image/webp;q=0.0', 'image/png')).toBe('image/png')
  expect(chooseType('image/webp;q=0.01', 'image/png')).toBe('image/webp')
})
