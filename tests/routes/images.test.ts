/** Pictures: stored once, served to readers with ranges and revalidation, removed when no post shows them. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRange } from '../../src/routes/range.ts'
import { type Blog, openBlog } from '../world.ts'

const sample = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../images/samples', name)))
const PICTURE = sample('turned.jpg')

let blog: Blog
let key = ''
beforeAll(async () => {
  blog = await openBlog()
  const saved = await save(new File([PICTURE], 'a.jpg'))
  key = saved.images[0]?.key ?? ''
})
afterAll(() => blog.close())

interface Saved {
  status: number
  images: { key: string; name: string; url: string; created: boolean; width: number }[]
}

async function save(...files: File[]): Promise<Saved> {
  const body = new FormData()
  for (const file of files) body.append('image', file)
  const answer = await blog.api('/api/images', { method: 'POST', body })
  return { status: answer.status, ...((await answer.json()) as Omit<Saved, 'status'>) }
}

const get = (headers: Record<string, string> = {}, method = 'GET') =>
  blog.fetch(`/images/${key}`, { method, headers })

describe('storing', () => {
  test('201 the first time, 200 the second, one object', async () => {
    const file = () => new File([sample('palette.png')], 'p.png')
    const first = await save(file())
    const second = await save(file())
    expect([first.status, first.images[0]?.created]).toEqual([201, true])
    expect([second.status, second.images[0]?.created]).toEqual([200, false])
    const { objects } = (await blog.bucket?.list()) ?? { objects: [] }
    expect(objects.filter(({ key }) => key === `images/${first.images[0]?.key}`)).toHaveLength(1)
  })

  test('the type is what the bytes say, whatever the name and the client claim', async () => {
    const { images } = await save(new File([sample('lossy.webp')], 'x.png', { type: 'text/html' }))
    const answer = await blog.fetch(`/images/${images[0]?.key}`)
    expect(answer.headers.get('Content-Type')).toBe('image/webp')
  })

  test('one picture as the body itself', async () => {
    const answer = await blog.api('/api/images?name=b.gif', {
      method: 'POST',
      headers: { 'Content-Type': 'image/png' },
      body: sample('animated.gif'),
    })
    expect(answer.status).toBe(201)
    expect(((await answer.json()) as Saved).images).toMatchObject([
      {
        name: 'b.gif',
        type: 'image/gif',
        width: 3,
        height: 2,
        url: expect.stringContaining('.gif'),
      },
    ])
  })

  test('a dry run tells the key and stores nothing', async () => {
    const body = new FormData()
    body.append('image', new File([sample('plain.avif')], 'a.avif'))
    const answer = await blog.api('/api/images?dry_run=1', { method: 'POST', body })
    const { images } = (await answer.json()) as Saved
    expect([answer.status, images[0]?.created]).toEqual([200, true])
    expect((await blog.fetch(`/images/${images[0]?.key}`)).status).toBe(404)
  })

  test('a post with 45 MiB of pictures: the ledger gets the text alone', async () => {
    const images = Object.fromEntries(
      ['progressive', 'turned'].flatMap((name) =>
        [15, 7.5].map((size) => {
          // Zeros after a JPEG are padding, so this is a large picture.
          const large = new Uint8Array(size * 1024 * 1024)
          large.set(sample(`${name}.jpg`))
          return [`${name}-${size}.jpg`, large]
        }),
      ),
    )
    const source = Object.keys(images).map((name) => `![](${name})`)
    const answer = await blog.push('large.md', `# Large\n\n${source.join('\n')}`, images)
    const body = (await answer.json()) as { images: { key: string | null }[] }
    expect(answer.status).toBe(201)
    expect(new Set(body.images.map(({ key }) => key)).size).toBe(4)
    for (const { key } of body.images) expect((await blog.fetch(`/images/${key}`)).status).toBe(200)
  })

  test('the list is paged by key and names the posts that show each', async () => {
    await blog.push('shows.md', '# Shows\n\n![](s.webp)', { 's.webp': sample('lossless.webp') })
    const seen: { key: string; used_by: string[] }[] = []
    let next: string | null = '/api/images?limit=2'
    while (next) {
      const page = (await (await blog.api(next)).json()) as {
        images: typeof seen
        next: string | null
      }
      seen.push(...page.images)
      next = page.next
    }
    const keys = seen.map((image) => image.key)
    expect(keys).toEqual([...new Set(keys)].sort())
    expect(seen.filter(({ used_by }) => used_by.includes('shows'))).toHaveLength(1)
  })
})

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
      'content-disposition': 'inline',
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
    ['bytes=0-1,4-5', 200, 0, size],
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

describe('removing', () => {
  const remove = (name: string, query = '') =>
    blog.api(`/api/images/${name}${query}`, { method: 'DELETE' })

  test('409 while a post shows it, naming the post; 200 afterwards', async () => {
    await blog.push('keeps.md', '# Keeps\n\n![](k.webp)', { 'k.webp': sample('animated.webp') })
    const list = (await (await blog.api('/api/images')).json()) as {
      images: { key: string; used_by: string[] }[]
    }
    const used = list.images.find(({ used_by }) => used_by.includes('keeps'))?.key ?? ''
    for (const query of ['?dry_run=1', '']) {
      const refused = await remove(used, query)
      expect([refused.status, await refused.text()]).toEqual([
        409,
        expect.stringContaining('keeps'),
      ])
    }
    await blog.push('keeps.md', '# Keeps\n\nNothing.')
    expect(await (await remove(used, '?dry_run=1')).json()).toEqual({ key: used, dry_run: true })
    expect((await blog.fetch(`/images/${used}`)).status).toBe(200)
    expect((await remove(used)).status).toBe(200)
    expect((await blog.fetch(`/images/${used}`)).status).toBe(404)
    expect((await remove(used)).status).toBe(404)
  })

  test.each([`${'0'.repeat(32)}.png`, 'x', '..%2f..'])('404 %s', async (name) => {
    expect((await remove(name)).status).toBe(404)
    expect((await remove(name, '?dry_run=1')).status).toBe(404)
  })

  test('a post published while its picture is being removed still shows it', async () => {
    for (let round = 0; round < 5; round++) {
      const picture = sample('turned.png')
      const { images } = await save(new File([picture], 'r.png'))
      const name = images[0]?.key ?? ''
      await Promise.all([
        blog.push('racing.md', `# Round ${round}\n\n![](r.png)`, { 'r.png': picture }),
        remove(name),
        remove(name),
      ])
      expect((await blog.fetch(`/images/${name}`)).status, `round ${round}`).toBe(200)
      await blog.push('racing.md', '# None')
    }
  })
})

test('a range is read as RFC 9110 has it', () => {
  expect(readRange('bytes=0-0', 1)).toEqual({ offset: 0, length: 1 })
  expect(readRange('BYTES=1-', 3)).toEqual({ offset: 1, length: 2 })
  expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(readRange('bytes=a-b', 3)).toBeNull()
  expect(readRange('bytes=-1', 0)).toBe('unsatisfiable')
})
