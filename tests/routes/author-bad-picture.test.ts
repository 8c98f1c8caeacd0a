/** Pictures that are refused, and the posts they came with. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grey } from '../images/grey.ts'
import { type Blog, openBlog } from '../world.ts'
import { EMPTY, type Expected, everything, type Problem, refused, sample } from './refused.ts'

let blog: Blog
beforeAll(async () => {
  blog = await openBlog()
})
afterAll(() => blog.close())

const PICTURE = sample('lossy.webp')

test('each refusal says what the file was taken for, and what it is', async () => {
  const text = new TextEncoder()
  const said = async (name: string, bytes: Uint8Array) => {
    const answer = await blog.push('t.md', '# T', { [name]: bytes })
    return ((await answer.json()) as Problem).detail
  }
  expect(await said('page.png', text.encode('<!doctype html><p>'))).toBe(
    '"page.png", by its name a PNG, is HTML.',
  )
  expect(await said('half.png', sample('turned.jpg').slice(0, 99))).toBe(
    '"half.png", by its name a PNG, is a JPEG cut short: a segment ends after the file.',
  )
  expect(await said('half.jpg', sample('turned.jpg').slice(0, 99))).toBe(
    '"half.jpg" is a JPEG cut short: a segment ends after the file.',
  )
  expect(await said('drawing.png', text.encode('<svg xmlns=""/>'))).toMatch(
    /^"drawing\.png", by its name a PNG, is SVG, which/,
  )
  expect(await said('noise.gif', text.encode('noise'))).toBe(
    '"noise.gif", by its name a GIF, is none of JPEG, PNG, GIF, WebP and AVIF.',
  )
  expect(await said('scan', text.encode('%PDF-1.7'))).toBe('"scan" is a PDF.')
  expect(await everything(blog)).toEqual(EMPTY)
})

describe('pictures: one that is refused keeps out the post and all the others', () => {
  const text = (content: string) => new TextEncoder().encode(content)
  const cases: [string, Uint8Array<ArrayBuffer>, Expected][] = [
    ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), [415, 'unsupported-image', 'image']],
    [
      'HTML named .png',
      text('<!doctype html><script>alert(1)</script>'),
      [415, 'unsupported-image', 'image'],
    ],
    ['a truncated JPEG', sample('turned.jpg').slice(0, 500), [422, 'bad-image', 'image']],
    [
      'a PNG with a page after it',
      new Uint8Array([...sample('palette.png'), ...text('<script>')]),
      [422, 'bad-image', 'image'],
    ],
    ['an empty file', new Uint8Array(), [422, 'bad-image', 'image']],
    ['more than 20 MiB', new Uint8Array(20 * 1024 * 1024 + 1), [413, 'too-large', 'image']],
  ]
  test.each(cases)('%s', async (_, bytes, expected) => {
    const images = { 'good.webp': PICTURE, 'bad.png': bytes }
    const problem = await refused(
      blog,
      await blog.push('t.md', '---\ntitle: T\n---\n![](good.webp)', images),
      expected,
    )
    expect(problem.detail).toContain('"bad.png"')
  })

  test.each(cases)('%s, on its own', async (_, bytes, expected) => {
    const body = new FormData()
    body.append('image', new File([PICTURE], 'good.webp'))
    body.append('image', new File([bytes], 'bad.png'))
    await refused(blog, await blog.api('/api/images', { method: 'POST', body }), expected)
  })

  test('a post that is refused keeps its pictures out', async () => {
    const source = '---\ntitle: T\ndate: someday\n---\n![](good.webp)'
    await refused(blog, await blog.push('t.md', source, { 'good.webp': PICTURE }), [
      422,
      'bad-field',
      'date',
    ])
  })

  test('so does a precondition that fails', async () => {
    const body = new FormData()
    body.append('post', new File(['# T'], 't.md'))
    body.append('image', new File([PICTURE], 'good.webp'))
    const answer = await blog.api('/api/posts', {
      method: 'POST',
      headers: { 'If-Match': '"0"' },
      body,
    })
    await refused(blog, answer, [412, 'precondition-failed', 'If-Match'])
  })

  test('and a dry run', async () => {
    const body = new FormData()
    body.append('post', new File(['![](good.webp)'], 't.md'))
    body.append('image', new File([PICTURE], 'good.webp'))
    const answer = await blog.api('/api/posts?dry_run=1', { method: 'POST', body })
    expect(((await answer.json()) as { images: unknown[] }).images).toMatchObject([
      { width: 3, height: 2 },
    ])
    expect(await everything(blog)).toEqual(EMPTY)
  })
})

test('one bad picture among ten keeps the others out, and is the one that is named', async () => {
  const good = Array.from({ length: 10 }, (_, n) => [`good-${n}.png`, grey(20 + n, 20)])
  const images = Object.fromEntries([
    ...good.slice(0, 4),
    ['bad.gif', PICTURE.slice(0, 20)],
    ...good.slice(5),
  ])
  const source = Object.keys(images).map((name) => `![x](${name})`)
  const answer = await blog.push('ten.md', `# Ten\n\n${source.join('\n\n')}`, images)
  const problem = await refused(blog, answer, [422, 'bad-image', 'image'])
  expect(problem.errors.map(({ message }) => message)).toEqual([
    '"bad.gif", by its name a GIF, is a WebP cut short: its chunks end after the file.',
  ])
})

test('300 pictures that nobody sent are 300 warnings with their lines, and a post', async () => {
  const fresh = await openBlog()
  const source = Array.from({ length: 300 }, (_, n) => `![x](gone-${n}.png)`).join('\n')
  const answer = await fresh.push('many.md', `# Many\n${source}`)
  const { warnings } = (await answer.json()) as { warnings: { code: string; line: number }[] }
  expect(answer.status).toBe(201)
  expect(warnings.map(({ code, line }) => [code, line])).toEqual(
    Array.from({ length: 300 }, (_, n) => ['missing-picture', n + 2]),
  )
  expect((await fresh.fetch('/posts/many')).status).toBe(200)
  await fresh.close()
})

test('422 no-images without a bucket, with the lines to add; text works', async () => {
  const bare = await openBlog({ without: ['IMAGES'] })
  const answer = await bare.push('t.md', '# T\n\n![](good.webp)', { 'good.webp': PICTURE })
  expect(answer.status).toBe(422)
  const problem = (await answer.json()) as Problem
  expect(problem.type).toBe('urn:problem:deckle:no-images')
  expect(problem.errors[0]?.hint).toContain('[[r2_buckets]]')
  expect((await bare.api('/api/posts/t')).status).toBe(404)
  expect((await bare.push('t.md', '# T')).status).toBe(201)
  const status = (await (await bare.api('/api/status')).json()) as {
    missing: { binding: string }[]
  }
  expect(status.missing.map(({ binding }) => binding)).toEqual(['IMAGES'])
  await bare.close()
})
