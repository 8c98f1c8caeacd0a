/** Many writers at once: nothing is lost, nothing is doubled, and the shelf follows. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { expectShelfEqualsLedger, settle } from './audit.ts'

const source = (title: string) => `---\ntitle: ${title}\ntags: [round]\n---\n\n正文 ${title}\n`

describe('many writers at once', () => {
  let blog: Blog
  beforeAll(async () => {
    blog = await openBlog()
  })
  afterAll(() => blog.close())

  it('200 uploads at once, 20 rounds: none lost, none doubled, every list equals the ledger', async () => {
    const sent = new Set<string>()
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) => {
          const slug = `round-${round}-post-${i}`
          sent.add(slug)
          return blog.push(`${slug}.md`, source(`Round ${round} post ${i}`))
        }),
      )
      expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(201))
    }
    await settle(blog)
    const posts = await expectShelfEqualsLedger(blog)
    expect(posts.length).toBe(4000)
    expect(new Set(posts.map(({ slug }) => slug))).toEqual(sent)
  }, 180_000)

  it('200 writers on one new slug with If-None-Match: *: one 201, 199 times 412', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        blog.api('/api/posts/only-one', {
          method: 'PUT',
          headers: { 'Content-Type': 'text/markdown', 'If-None-Match': '*' },
          body: source(`Writer ${i}`),
        }),
      ),
    )
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(201), count(412)]).toEqual([1, 199])
    const winner = answers.findIndex(({ status }) => status === 201)
    const stored = await blog.api('/api/posts/only-one', { headers: { Accept: 'text/markdown' } })
    expect(await stored.text()).toBe(source(`Writer ${winner}`))
  })

  it('50 edits of one post at once: each is a revision, the last one is on the shelf', async () => {
    const put = (text: string) =>
      blog.api('/api/posts/edited', {
        method: 'PUT',
        headers: { 'Content-Type': 'text/markdown' },
        body: text,
      })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => put(source(`Edit ${i}`))),
    )
    expect(answers.every(({ ok }) => ok)).toBe(true)
    await settle(blog)
    const { revision, title } = (await (await blog.api('/api/posts/edited')).json()) as {
      revision: number
      title: string
    }
    expect(revision).toBe(50)
    const page = await blog.fetch('/posts/edited')
    expect(await page.text()).toContain(title)
  })
})
