/** Errors, purges and the API's description of itself. */

import { describe, expect, test, vi } from 'vitest'
import { author } from '../../src/routes/author/app.ts'
import { describeApi } from '../../src/routes/openapi.ts'
import { problem, problems } from '../../src/routes/problem.ts'
import { purge } from '../../src/routes/purge.ts'
import { readSite } from '../../src/site.ts'

describe('purge', () => {
  const context = (purge: unknown) => ({ cache: { purge } }) as unknown as ExecutionContext

  test('asks for thirty tags at a time', async () => {
    const asked: number[] = []
    const tags = Array.from({ length: 70 }, (_, i) => `t${i}`)
    await purge(
      context(async ({ tags }: { tags: string[] }) => {
        asked.push(tags.length)
        return { success: true, errors: [] }
      }),
      tags,
    )
    expect(asked).toEqual([30, 30, 10])
  })

  test('does nothing where there is no cache', () =>
    expect(purge({} as ExecutionContext, ['a'])).resolves.toBeUndefined())

  test('tries all tags, then throws when some were refused', async () => {
    const asked: string[][] = []
    const refuse = async ({ tags }: { tags: string[] }) => {
      asked.push(tags)
      if (asked.length === 1) throw new Error('down')
      return { success: asked.length !== 2, errors: [{ code: 1 }] }
    }
    const tags = Array.from({ length: 70 }, (_, i) => `t${i}`)
    const failed = await purge(context(refuse), tags).catch((error) => error)
    expect(asked.flat()).toEqual(tags)
    expect(failed.cause).toEqual([new Error('down'), { code: 1 }])
  })
})

describe('problems', () => {
  test('each has a status and the same five members', async () => {
    for (const [code, [status, title]] of problems) {
      const answer = problem(code, 'Detail.')
      expect(answer.status).toBe(status)
      expect(await answer.json()).toEqual({
        type: `urn:problem:deckle:${code}`,
        title,
        status,
        detail: 'Detail.',
        errors: [],
      })
    }
  })

  test('a bare 500 for what nobody foresaw: the log has the cause, the answer and the log have no secret', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const env = {
      AUTHOR_TOKEN: 'sesame',
      LEDGER: {
        getByName() {
          throw new Error('the database said sesame')
        },
      },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/database|sesame/)
    const logged = String(log.mock.calls)
    expect(logged).toContain('the database said [token]')
    expect(logged).not.toContain('sesame')
    log.mockRestore()
  })

  test('503 with Retry-After when the ledger is overloaded', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const overloaded = Object.assign(new Error('too many requests'), { overloaded: true })
    const env = {
      AUTHOR_TOKEN: 'sesame',
      LEDGER: { getByName: () => ({ list: () => Promise.reject(overloaded) }) },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '2'])
    log.mockRestore()
  })

  test('a setting that is wrong is named', async () => {
    const env = {
      AUTHOR_TOKEN: 'sesame',
      SITE_URL: 'not a url',
      LEDGER: { getByName: () => ({ list: async () => ({ posts: [], next: null }) }) },
    }
    const headers = { Authorization: 'Bearer sesame' }
    const answer = await author.request('http://x/api/posts', { headers }, env)
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('SITE_URL')])
  })
})

describe('openapi.json', () => {
  const described = describeApi(readSite({}))

  test('describes exactly the routes there are', () => {
    const routes = author.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(operations.sort()).toEqual([...new Set(routes)].sort())
  })

  test('takes its shapes from the schemas that check', () => {
    const put = described.paths['/api/posts/{slug}']?.put as {
      requestBody: { content: Record<string, { schema: { anyOf: { required: string[] }[] } }> }
    }
    const { schema } = put.requestBody.content['application/json'] ?? {}
    expect(schema?.anyOf.map(({ required }) => required)).toEqual([['source'], ['markdown']])
    expect(Object.keys(put.requestBody.content)).toEqual([
      'text/markdown',
      'text/plain',
      'multipart/form-data',
      'application/json',
    ])
  })

  test('is JSON all through', () => {
    expect(JSON.parse(JSON.stringify(described))).toEqual(described)
  })
})
