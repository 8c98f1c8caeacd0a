/** Pictures on their own: stored once, listed, removed when no post shows them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { sample } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
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
      [15, 14, 8, 7.5].map((size) => {
        // An AVIF may hold a box of free space, so this is a large picture.
        const large = new Uint8Array(size * 1024 * 1024)
        const small = sample('plain.avif')
        large.set(small)
        new DataView(large.buffer).setUint32(small.length, large.length - small.length)
        large.set(new TextEncoder().encode('free'), small.length + 4)
        return [`${size}.avif`, large]
      }),
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
