/** What a publish costs: KV writes, counted at the binding. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { settle } from './audit.ts'

const source = (title: string, front = '') =>
  `---\ntitle: ${title}\n${front}---\n\nText of ${title}\n`

/** Publishes posts whose dates are in the past, in order, so that each is the newest. */
async function fill(blog: Blog, from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, to - start) }, (_, i) => {
        const date = new Date(Date.UTC(2001, 0, 1) + (start + i) * 3_600_000).toISOString()
        return blog.push(`filler-${start + i}.md`, source(`Filler ${start + i}`, `date: ${date}\n`))
      }),
    )
  }
  await settle(blog, 120_000)
}

describe('KV writes', () => {
  let blog: Blog
  beforeAll(async () => {
    blog = await openBlog()
  })
  afterAll(() => blog.close())

  const rest = () => new Promise((done) => setTimeout(done, 1_100))

  async function putsOf(write: () => Promise<unknown>): Promise<Record<string, number>> {
    await rest()
    await blog.meter.reset()
    await write()
    await settle(blog)
    return (await blog.meter.read()).put
  }

  let filled = 0
  it.each([10, 2_000])(
    'a publish writes its post, its neighbour, one list page and the site at %i posts',
    async (n) => {
      await fill(blog, filled, n)
      filled = n
      const slug = `newest-at-${n}`
      const puts = await putsOf(() =>
        blog.push(`${slug}.md`, source(slug, 'tags: [a, b]\ncategory: c\n')),
      )
      const lists = Object.keys(puts).filter((key) => key.startsWith('list:'))
      expect(puts[keys.post(slug)]).toBe(1)
      expect(puts[keys.site()]).toBe(1)
      expect(lists.map((key) => key.split(':').slice(1, -1).join(':')).toSorted()).toEqual([
        'all',
        'category:c',
        'tag:a',
        'tag:b',
      ])
      expect(Object.values(puts).reduce((sum, each) => sum + each)).toBeLessThanOrEqual(4 + 3)
    },
    180_000,
  )

  it('an edit of the text alone writes three keys and one a tag', async () => {
    const slug = 'newest-at-10'
    const edit = `${source(slug, 'tags: [a, b]\ncategory: c\n')}\nOne more line.\n`
    const puts = await putsOf(() => blog.push(`${slug}.md`, edit))
    expect(Object.values(puts)).toEqual(Array(6).fill(1))
  })

  it('pushing the same bytes again writes nothing', async () => {
    const slug = 'newest-at-10'
    const edit = `${source(slug, 'tags: [a, b]\ncategory: c\n')}\nOne more line.\n`
    expect(await putsOf(() => blog.push(`${slug}.md`, edit))).toEqual({})
  })

  it('a draft writes nothing, a scheduled post only the site', async () => {
    const draft = await putsOf(() => blog.push('draft.md', source('Draft', 'draft: true\n')))
    expect(draft).toEqual({})
    const later = await putsOf(() => blog.push('later.md', source('Later', 'date: 2099-01-01\n')))
    expect(later).toEqual({ [keys.site()]: 1 })
  })

  it('50 posts published at once write at most 60 keys and one a tag', async () => {
    const puts = await putsOf(() =>
      Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          blog.push(`burst-${i}.md`, source(`Burst ${i}`, 'tags: [t]\n')),
        ),
      ),
    )
    const sum = (test: (key: string) => boolean) =>
      Object.entries(puts).reduce((total, [key, n]) => total + (test(key) ? n : 0), 0)
    const ofTags = sum((key) => key.startsWith('list:tag:'))
    expect(sum(() => true) - ofTags).toBeLessThanOrEqual(60)
    expect(ofTags).toBeLessThanOrEqual(
      2 * Object.keys(puts).filter((key) => key.includes(':tag:')).length,
    )
  })
})
