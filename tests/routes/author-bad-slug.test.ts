/** Slugs and names in addresses and headers that must not get in. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedJson } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'
import { EMPTY, everything, overSocket, refused, sample } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

describe('slugs in the address', () => {
  const raw: [string, string][] = [
    ['a path that climbs', '..%2f..%2fetc%2fpasswd'],
    ['NUL', 'a%00b'],
    ['a line break', 'a%0d%0aX-Injected:%201'],
    ['broken percent-encoding', 'a%zzb'],
    ['not UTF-8', '%c0%ae%c0%ae'],
    ['decomposed (NFD)', encodeURIComponent('é'.normalize('NFD'))],
    ['upper case', 'Hello'],
    ['spaces', 'hello%20world'],
    ['a slash', 'a%2Fb'],
    ['a backslash', 'a%5Cb'],
    ['an ellipsis encoded twice', '%252e%252e%252f'],
    ['markup', '%3Cscript%3E'],
    ['more than 200 bytes', 'a'.repeat(201)],
    ['half of a character', '%E4%B8'],
    ['a zero-width space', 'a%E2%80%8Bb'],
  ]
  test.each(raw)('422 %s', async (_, slug) => {
    // Over a bare socket: a URL parser on the way would mend some of these.
    for (const method of ['PUT', 'GET', 'DELETE']) {
      const problem = await overSocket(blog, method, `/api/posts/${slug}`, '# Text')
      expect(problem, method).toMatch(/^HTTP\/1\.1 422 /)
      expect(problem).toContain('"field":"slug"')
    }
    expect(await everything(blog)).toEqual(EMPTY)
  })

  test('404 dots, which a URL parser takes away before anybody sees them', async () => {
    for (const dots of ['..', '%2e%2e', '.']) {
      expect(await overSocket(blog, 'PUT', `/api/posts/${dots}`, '# Text')).toMatch(
        /^HTTP\/1\.1 40[45] /,
      )
    }
    expect(await everything(blog)).toEqual(EMPTY)
  })

  test('the canonical spelling is offered', async () => {
    const answer = await blog.api('/api/posts/Hello%20World', { method: 'DELETE' })
    const problem = await refused(blog, answer, [422, 'bad-slug', 'slug'])
    expect(problem.errors[0]?.hint).toBe('Write it as "hello-world".')
  })
})

interface Names {
  path_traversal: string[]
  null_bytes: string[]
  invalid_names_linux: string[]
  invalid_names_windows: string[]
  crlf: string[]
}

test('suites/names-and-headers: as a slug, a file name or a picture’s name, none crashes', async () => {
  const suite = sharedJson<Names>('suites/names-and-headers.json')
  const names = suite
    ? [
        ...suite.path_traversal.slice(0, 60),
        ...suite.null_bytes.slice(0, 40),
        ...suite.invalid_names_linux,
        ...suite.invalid_names_windows.slice(0, 40),
        ...suite.crlf.slice(0, 40),
      ]
    : ['../../etc/passwd', 'NUL', '\\0', 'a\r\nb: c']
  const odd = await openBlog()
  for (const name of names) {
    const slug = await odd.api(`/api/posts/${encodeURIComponent(name)}`, { method: 'DELETE' })
    expect([404, 405, 412, 422], name).toContain(slug.status)
    const query = new URLSearchParams({ name, dry_run: '1' })
    const init = { method: 'POST', headers: { 'Content-Type': 'text/markdown' }, body: '# A' }
    expect((await odd.api(`/api/posts?${query}`, init)).status, name).toBeLessThan(500)
  }
  const images = names.map((name) => new File([sample('lossy.webp')], name))
  const body = new FormData()
  for (const image of images.slice(0, 150)) body.append('image', image)
  expect((await odd.api('/api/images', { method: 'POST', body })).status).toBeLessThan(500)
  await odd.close()
})
