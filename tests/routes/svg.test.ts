/** Drawings: refused unless the setting allows them; then cleaned, measured, and served in a sandbox. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'

const DRAWING = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" onload="alert(1)"><script>alert(2)</script>' +
    '<rect width="300" height="200" fill="#a3331d"/></svg>',
)
const send = async (blog: Blog, name: string, source: string) => {
  const answer = await blog.push(`${name}.md`, source, { 'd.svg': DRAWING })
  return { status: answer.status, body: (await answer.json()) as Sent }
}
interface Sent {
  detail: string
  images: { key: string; width: number; height: number }[]
}

test('415 without the setting, which is named', async () => {
  const blog = await openBlog()
  const { status, body } = await send(blog, 'a', '# A\n\n![x](d.svg)')
  expect([status, body.detail]).toEqual([415, expect.stringContaining('SITE_SVG = "allow"')])
  expect((await blog.bucket?.list())?.objects).toEqual([])
  await blog.close()
})

describe('with SITE_SVG = "allow"', () => {
  let blog: Blog
  let key = ''
  beforeAll(async () => {
    blog = await openBlog({ vars: { SITE_SVG: 'allow' } })
    const { status, body } = await send(blog, 'a', '# A\n\n![x](d.svg)\n\n![[d.svg|150]]')
    expect([status, body.images[0]]).toEqual([
      201,
      expect.objectContaining({ width: 300, height: 200 }),
    ])
    key = body.images[0]?.key ?? ''
  })
  afterAll(() => blog.close())

  test('it is served as an image, in a sandbox, without what would run', async () => {
    const answer = await blog.fetch(`/images/${key}`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      'content-disposition': 'inline; filename="d.svg"',
      'x-content-type-options': 'nosniff',
    })
    expect(await answer.text()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200">' +
        '<rect width="300" height="200" fill="#a3331d"></rect></svg>',
    )
  })

  test('a page shows it in its size and offers no other; ?w= gives the drawing', async () => {
    const html = await (await blog.fetch('/posts/a')).text()
    expect(html).toContain(`src="/images/${key}" alt="x" width="300" height="200" fetchpriority`)
    expect(html).toContain('width="150" height="100"')
    expect(html).not.toContain('srcset')
    const answer = await blog.fetch(`/images/${key}?w=320`)
    expect(answer.headers.get('Content-Type')).toBe('image/svg+xml')
    expect((await blog.bucket?.list())?.objects).toHaveLength(1)
  })

  test('no site is told to show it beside a link', async () => {
    const { status } = await send(blog, 'b', '---\ncover: d.svg\n---\n# B\n\nWords.')
    expect(status).toBe(201)
    expect(await (await blog.fetch('/posts/b')).text()).not.toContain('og:image"')
  })

  test('422 one that declares entities, naming the file', async () => {
    const hostile = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'
    const answer = await blog.push('c.md', '# C', {
      'laughs.svg': new TextEncoder().encode(hostile),
    })
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('\\"laughs.svg\\" is an SVG that declares entities'),
    ])
  })
})
