/** The record of who wrote what, and when. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { makeToken, speakAs } from './token-of.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog({ without: ['LIMITER'] })
})
afterAll(() => blog.close())

const markdown = (source: string) => ({
  method: 'PUT',
  headers: { 'Content-Type': 'text/markdown' },
  body: source,
})

describe('the record', () => {
  interface Log {
    entries: { at: string; by: string; action: string; subject: string; hash: string | null }[]
    next: string | null
  }
  const logOf = async (query = '') => (await (await blog.api(`/api/log${query}`)).json()) as Log

  test('says who wrote what, and its hash', async () => {
    const { token } = await makeToken(blog, { name: 'scribe', scopes: ['create', 'update'] })
    const as = speakAs(blog, token)
    const first = (await (await as('/api/posts/noted', markdown('# 1'))).json()) as { etag: string }
    await blog.api('/api/posts/noted', markdown('# 2'))
    await blog.api('/api/posts/noted', { method: 'DELETE' })
    const { entries, next } = await logOf('?post=noted')
    expect(next).toBeNull()
    expect(entries.map(({ by, action }) => [by, action])).toEqual([
      ['AUTHOR_TOKEN', 'delete'],
      ['AUTHOR_TOKEN', 'update'],
      ['scribe', 'create'],
    ])
    expect(entries.at(-1)).toEqual({
      at: expect.stringMatching(/Z$/),
      ...{ by: 'scribe', action: 'create', subject: 'noted', hash: first.etag },
    })
  })

  test('names tokens made, rotated and ended', async () => {
    const { id } = await makeToken(blog, { name: '笔记本', scopes: ['read'] })
    await blog.api(`/api/tokens/${id}/rotate`, { method: 'POST' })
    await blog.api(`/api/tokens/${id}`, { method: 'DELETE' })
    const { entries } = await logOf('?limit=500')
    const actions = entries.filter(({ subject }) => subject === 'token:笔记本')
    expect(actions.map(({ action }) => action)).toEqual([
      'revoke-token',
      'rotate-token',
      'create-token',
    ])
  })

  test('is paged by key, newest first, and whole', async () => {
    const all = (await logOf('?limit=500')).entries
    const seen: Log['entries'] = []
    let query: string | null = '?limit=3'
    while (query !== null) {
      const page: Log = await logOf(query)
      expect(page.entries.length).toBeLessThanOrEqual(3)
      seen.push(...page.entries)
      query = page.next && new URL(page.next, blog.url).search
    }
    expect(seen).toEqual(all)
    expect(all.length).toBeGreaterThan(6)
  })

  test.each(['?before=0', '?before=x', '?limit=0', '?limit=501'])('422 %s', async (query) => {
    expect((await blog.api(`/api/log${query}`)).status).toBe(422)
  })
})
