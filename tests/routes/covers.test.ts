/** The picture that stands for a post: in lists, and where others link to it, in the size that is said. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { grey } from '../images/grey.ts'
import { type Blog, openBlog } from '../world.ts'
import { statusOf } from './answers.ts'
import { sample } from './refused.ts'

const WIDE = grey(1600, 800)
const SMALL = grey(100, 300, 7)

/** What the page says of its picture to whoever links to it. */
async function picture(blog: Blog, slug: string): Promise<Record<string, string>> {
  const html = await (await blog.fetch(`/posts/${slug}`)).text()
  const found = html.matchAll(/<meta property="og:(image[:\w]*)" content="([^"]*)">/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]))
}
/** The cover of each post on the home page, by title; null for one without. */
async function covers(blog: Blog): Promise<Record<string, string | null>> {
  await vi.waitUntil(
    async () => (await statusOf(await blog.api('/api/status'))).pending.documents === 0,
    10_000,
  )
  const html = await (await blog.fetch('/')).text()
  const found = html.matchAll(/<h2[^>]*><a [^>]*>(<img class="cover"[^>]*>)?([^<]*)<\/a>/g)
  return Object.fromEntries([...found].map(([, image, title]) => [title, image ?? null]))
}
const local = (address: string): string => address.replace(/^https?:\/\/[^/]*/, '')

describe('with the Images binding', () => {
  let blog: Blog
  beforeAll(async () => {
    blog = await openBlog()
    const pictures = { 'wide.png': WIDE, 'small.png': SMALL, 'moves.gif': sample('animated.gif') }
    const posts = {
      named: '---\ncover: wide.png\n---\n# Named\n\n![x](small.png)',
      first: '# First\n\n![x](small.png)\n\n![A wide one](wide.png)\n\n![no](gone.png)',
      none: '# None\n\n![x](small.png) ![far](https://elsewhere.example/a.png)',
      far: '---\nimage: https://elsewhere.example/a.png\n---\n# Far',
    }
    for (const [name, source] of Object.entries(posts)) {
      expect((await blog.push(`${name}.md`, source, pictures)).status).toBe(201)
    }
  })
  afterAll(() => blog.close())

  test('a cover is linked to in its form of at most 1200 pixels, which has the size that is said', async () => {
    const said = await picture(blog, 'named')
    expect(said).toEqual({
      image: expect.stringMatching(/^http:\/\/localhost:8787\/images\/[0-9a-f]{32}\.png\?w=1080$/),
      'image:width': '1080',
      'image:height': '540',
      'image:alt': 'Named',
    })
    const answer = await blog.fetch(local(said.image ?? ''))
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(inspectImage(bytes)).toMatchObject({ type: 'image/png', width: 1080, height: 540 })
  })

  test('without one the first picture stands in that is no ornament, with its own words', async () => {
    const { image, 'image:alt': alt } = await picture(blog, 'first')
    expect([image, alt]).toEqual([(await picture(blog, 'named')).image, 'A wide one'])
  })

  test('one elsewhere is named and not measured', async () => {
    expect(await picture(blog, 'far')).toEqual({
      image: 'https://elsewhere.example/a.png',
      'image:alt': 'Far',
    })
  })

  test('a list shows covers of ours, narrow and in a box of known size', async () => {
    const { Named, First, None, Far } = await covers(blog)
    expect(Named).toContain('?w=320 320w, ')
    expect(Named).toContain('width="144" height="108" alt=""')
    expect(First).toContain('?w=320')
    expect([None, Far]).toEqual([null, null])
  })

  test('feeds and the sitemap name it', async () => {
    const { image = '' } = await picture(blog, 'named')
    const whole = image.replace('?w=1080', '')
    expect(await (await blog.fetch('/feed.json')).text()).toContain(whole)
    expect(await (await blog.fetch('/sitemaps/1.xml')).text()).toContain(whole)
  })
})

test('without the binding its own size is said, and a list leaves a large one out', async () => {
  const blog = await openBlog({ without: ['TRANSFORM'] })
  await blog.push('wide.md', '# Wide\n\n![x](a.png)', { 'a.png': WIDE })
  await blog.push('narrow.md', '# Narrow\n\n![x](b.png)', { 'b.png': grey(400, 300) })
  const said = await picture(blog, 'wide')
  expect(said).toMatchObject({ 'image:width': '1600', 'image:height': '800' })
  expect(said.image).toMatch(/\.png$/)
  expect(await covers(blog)).toEqual({
    Wide: null,
    Narrow: expect.stringMatching(/ src="\/images\/[0-9a-f]{32}\.png" /),
  })
  await blog.close()
})
