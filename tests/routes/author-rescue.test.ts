/** Pictures that come after their post: what is missing, and how it is made whole. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'

let blog: Blog
const SOURCE = [
  '# Old',
  '![a](http://me.qiniudn.com/dir/a.jpg)',
  '![b](b.png)',
  '![c](https://live.example/c.webp)',
].join('\n\n')

beforeAll(async () => {
  blog = await openBlog()
  await blog.push('old.md', SOURCE)
  await blog.push('whole.md', '# Whole\n\nWords.')
})
afterAll(() => blog.close())

interface Wanted {
  posts: { slug: string; url: string; images: { address: string; line: number; state: string }[] }[]
  next: string | null
}
const wanted = async (query = ''): Promise<Wanted> =>
  (await blog.api(`/api/images?missing=1${query}`)).json() as Promise<Wanted>

function attach(
  slug: string,
  files: Record<string, Uint8Array>,
  init: RequestInit = {},
  query = '',
) {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files)) {
    body.append('image', new File([new Uint8Array(bytes)], name))
  }
  return blog.api(`/api/posts/${slug}/images${query}`, { method: 'POST', body, ...init })
}

test('what is missing is told by post, with its line and why', async () => {
  expect(await wanted()).toEqual({
    posts: [
      {
        slug: 'old',
        url: 'http://localhost:8787/posts/old',
        images: [
          { address: 'http://me.qiniudn.com/dir/a.jpg', line: 3, state: 'dead' },
          { address: 'b.png', line: 5, state: 'missing' },
          { address: 'https://live.example/c.webp', line: 7, state: 'remote' },
        ],
      },
    ],
    next: null,
  })
})

describe('sent later', () => {
  test('a dry run tells what would be shown, and stores nothing', async () => {
    const answer = await attach('old', { 'a.jpg': sample('progressive.jpg') }, {}, '?dry_run=1')
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as { html: string }).html).toContain('/images/')
    expect((await blog.bucket?.list())?.objects).toEqual([])
    expect((await wanted()).posts[0]?.images).toHaveLength(3)
  })

  test('it takes the place of a dead address, which the post keeps', async () => {
    const answer = await attach('old', { 'a.jpg': sample('progressive.jpg') })
    const body = (await answer.json()) as {
      revision: number
      images: { address: string; url: string | null }[]
    }
    expect([answer.status, body.revision]).toEqual([200, 2])
    expect(body.images[0]).toMatchObject({
      address: 'http://me.qiniudn.com/dir/a.jpg',
      url: expect.stringMatching(/\/images\/[0-9a-f]{32}\.jpg$/),
    })
    expect(await (await blog.fetch('/posts/old')).text()).not.toContain('qiniudn')
    expect((await wanted()).posts[0]?.images.map(({ state }) => state)).toEqual([
      'missing',
      'remote',
    ])
    const record = await (await blog.api('/api/posts/old')).json()
    const { line: _, ...kept } = body.images[0] as unknown as { line: number }
    expect((record as typeof body).images).toEqual([kept])
    const first = await (await blog.api('/api/posts/old?revision=1')).json()
    expect((first as typeof body).images).toEqual([])
    const source = await blog.api('/api/posts/old', { headers: { Accept: 'text/markdown' } })
    expect(await source.text()).toBe(SOURCE)
  })

  test('another takes the place of the first, and a live one elsewhere is brought home', async () => {
    const answer = await attach('old', {
      'a.jpg': sample('turned.jpg'),
      'b.png': sample('palette.png'),
      'c.webp': sample('lossy.webp'),
    })
    const { images, warnings } = (await answer.json()) as {
      images: { key: string; width: number }[]
      warnings: object[]
    }
    expect(images.map(({ width }) => width)).toEqual([2, 3, 3])
    expect(warnings).toEqual([])
    expect((await wanted()).posts).toEqual([])
  })

  test('a text that is pushed again keeps them', async () => {
    await blog.push('old.md', `${SOURCE}\n\nMore.`)
    expect((await wanted()).posts).toEqual([])
  })

  test('404 no such post', async () => {
    expect((await attach('none', { 'a.jpg': sample('progressive.jpg') })).status).toBe(404)
  })

  test('410 a post that was removed; 412 a stale ETag; 422 one bad picture of two', async () => {
    const stale = { headers: { 'If-Match': '"x"' } }
    expect((await attach('old', { 'a.jpg': sample('progressive.jpg') }, stale)).status).toBe(412)
    const before = (await blog.bucket?.list())?.objects.length
    const two = {
      'a.gif': sample('animated.gif'),
      'bad.gif': new Uint8Array([71, 73, 70, 56, 57, 97]),
    }
    const answer = await attach('old', two)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('bad.gif')])
    expect((await blog.bucket?.list())?.objects.length).toBe(before)
    await blog.api('/api/posts/whole', { method: 'DELETE' })
    expect((await attach('whole', { 'a.jpg': sample('progressive.jpg') })).status).toBe(410)
  })
})

test('409 removing one that a post shows, and by whom', async () => {
  const { images } = (await (await blog.api('/api/images')).json()) as {
    images: { key: string; used_by: string[] }[]
  }
  const shown = images.find(({ used_by }) => used_by.includes('old'))
  const answer = await blog.api(`/api/images/${shown?.key}`, { method: 'DELETE' })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('\\"old\\"')])
})

test('the list is paged by post', async () => {
  for (const n of [1, 2, 3]) await blog.push(`m${n}.md`, `# M${n}\n\n![x](gone.png)`)
  const page = await wanted('&limit=2')
  expect(page.posts.map(({ slug }) => slug)).toEqual(['m1', 'm2'])
  const rest = (await (await blog.api(page.next ?? '')).json()) as Wanted
  expect([rest.posts.map(({ slug }) => slug), rest.next]).toEqual([['m3'], null])
})
