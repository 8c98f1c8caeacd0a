/** What a publish costs: KV writes, counted at the binding. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PAGE_SIZE } from '../../src/shelf/documents.ts'
import { keys } from '../../src/shelf/keys.ts'
import { type Blog, openBlog } from '../world.ts'
import { settle } from './audit.ts'
import { COUNTING, type Counted } from './counted.ts'
import { manyPosts } from './many-posts.ts'

const source = (title: string, front = '') =>
  `---\ntitle: ${title}\n${front}---\n\nText of ${title}\n`

const rest = () => new Promise((done) => setTimeout(done, 1_100))

async function putsOf(blog: Blog, write: () => Promise<unknown>): Promise<Record<string, number>> {
  await rest()
  await blog.meter.reset()
  await write()
  await settle(blog)
  return (await blog.meter.read()).put
}

const FRONT = 'tags: [a, b]\ncategory: c\n'

describe('KV writes, and few rows, of a publish', () => {
  it.each([10, 2_000, 10_000])(
    'its post, its neighbour, one list page, the site and one a tag and category, at %i posts',
    async (n) => {
      const blog = await openBlog({ entry: COUNTING })
      try {
        for (const statements of manyPosts(0, n)) {
          const body = JSON.stringify(statements)
          const answer = await blog.fetch('/.sql', { method: 'POST', body })
          expect(answer.status, await answer.text()).toBe(204)
        }
        const rowsOf = async (query = '') =>
          (await (await blog.fetch(`/.sql${query}`)).json()) as Counted
        let rows: Counted | null = null
        const puts = await putsOf(blog, async () => {
          await rowsOf()
          await blog.push('new.md', source('New', FRONT))
          rows = await rowsOf()
        })
        expect(rows).toMatchObject({ read: expect.toSatisfy((read) => read < 300) })
        expect(rows).toMatchObject({ written: expect.toSatisfy((written) => written < 70) })
        const ofAll = keys.list('all', Math.ceil((n + 1) / PAGE_SIZE))
        for (const key of [ofAll, keys.list('tag:tag-1', 1)]) {
          const { read } = await rowsOf(`?key=${encodeURIComponent(key)}`)
          expect(read).toBeLessThanOrEqual(60)
        }
        const ofLabels = ['tag:a', 'tag:b', 'category:c'] as const
        const wanted = [
          ...[keys.post('new'), keys.post(`filler-${n - 1}`), ofAll, keys.site()],
          ...ofLabels.map((list) => keys.list(list, 1)),
        ]
        expect(puts).toEqual(Object.fromEntries(wanted.map((key) => [key, 1])))
      } finally {
        await blog.close()
      }
    },
    180_000,
  )
})

describe('KV writes', () => {
  let blog: Blog
  beforeAll(async () => {
    blog = await openBlog()
    await blog.push('old.md', source('Old', 'date: 2001-01-01\n'))
    await blog.push('first.md', source('First', FRONT))
  })
  afterAll(() => blog.close())

  it('an edit of the text alone writes three keys and one a tag', async () => {
    const edit = `${source('First', FRONT)}\nOne more line.\n`
    const puts = await putsOf(blog, () => blog.push('first.md', edit))
    expect(Object.values(puts)).toEqual(Array(6).fill(1))
  })

  it('pushing the same bytes again writes nothing', async () => {
    const edit = `${source('First', FRONT)}\nOne more line.\n`
    expect(await putsOf(blog, () => blog.push('first.md', edit))).toEqual({})
  })

  it('a draft writes nothing, a scheduled post only the site', async () => {
    const draft = await putsOf(blog, () => blog.push('draft.md', source('Draft', 'draft: true\n')))
    expect(draft).toEqual({})
    const later = await putsOf(blog, () =>
      blog.push('later.md', source('Later', 'date: 2099-01-01\n')),
    )
    expect(later).toEqual({ [keys.site()]: 1 })
  })

  it('50 posts published at once write at most 60 keys and one a tag', async () => {
    const puts = await putsOf(blog, () =>
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
