/** Cards: a post without a picture is linked to with one that is drawn of its title. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { grey } from '../images/grey.ts'
import { type Blog, type BlogOptions, openBlog } from '../world.ts'
import { statusOf } from './answers.ts'

const open = (options: BlogOptions = {}): Promise<Blog> =>
  openBlog({ ...options, vars: { SITE_CARDS: 'allow', ...options.vars } })

/** The path of the picture that the page names for links to it, or null. */
async function imageOf(blog: Blog, slug: string): Promise<string | null> {
  const html = await (await blog.fetch(`/posts/${slug}`)).text()
  const address = /<meta property="og:image" content="([^"]*)"/.exec(html)?.[1]
  return address ? new URL(address).pathname : null
}
/** Waits for a card other than `old`. */
const cardOf = (blog: Blog, slug: string, old: string | null = null): Promise<string> =>
  vi.waitUntil(
    async () => {
      const path = await imageOf(blog, slug)
      return path !== old && path
    },
    { timeout: 15_000, interval: 100 },
  ) as Promise<string>
const settled = (blog: Blog): Promise<boolean> =>
  vi.waitUntil(
    async () => (await statusOf(await blog.api('/api/status'))).pending.documents === 0,
    15_000,
  )

describe('where something draws', () => {
  let blog: Blog
  let card = ''
  beforeAll(async () => {
    blog = await open({ vars: { IMAGE_GRACE: '1' } })
    await blog.push('words.md', '---\ntitle: 一封信 & more\nlang: zh\n---\nWords.')
    card = await cardOf(blog, 'words')
  })
  afterAll(() => blog.close())

  test('it is a PNG of 1200 by 630, and the page says so', async () => {
    const bytes = new Uint8Array(await (await blog.fetch(card)).arrayBuffer())
    expect(inspectImage(bytes)).toMatchObject({ type: 'image/png', width: 1200, height: 630 })
    const html = await (await blog.fetch('/posts/words')).text()
    expect(html).toContain('<meta property="og:image:width" content="1200">')
    expect(html).toContain('<meta property="og:image:height" content="630">')
    expect(html).toContain('<meta property="og:image:alt" content="一封信 &amp; more">')
    expect(html).toContain('content="summary_large_image"')
  })

  test('it is drawn once: other words under the same title keep it', async () => {
    await blog.push('words.md', '---\ntitle: 一封信 & more\nlang: zh\n---\nOther words.')
    expect(await imageOf(blog, 'words')).toBe(card)
    await settled(blog)
    expect((await blog.bucket?.list())?.objects).toHaveLength(1)
  })

  test('409 removing it, and by whom', async () => {
    const answer = await blog.api(`/api${card}`, { method: 'DELETE' })
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('words')])
  })

  test('another title has another, and the first is swept', async () => {
    await blog.push('words.md', '---\ntitle: Another\nlang: zh\n---\nWords.')
    const other = await cardOf(blog, 'words', card)
    await vi.waitUntil(async () => (await blog.fetch(card)).status === 404, 15_000)
    expect((await blog.fetch(other)).status).toBe(200)
  })

  test('a picture takes its place; a draft has none', async () => {
    const source = '---\ntitle: Another\n---\n![x](a.png)'
    await blog.push('words.md', source, { 'a.png': grey(300, 300) })
    expect(await imageOf(blog, 'words')).toMatch(/^\/images\//)
    await blog.push('draft.md', '---\ndraft: true\n---\n# Draft')
    await settled(blog)
    await vi.waitUntil(async () => (await blog.bucket?.list())?.objects.length === 1, 15_000)
  })
})

describe('by Browser Run', () => {
  /** Plays it, and keeps what it was asked. */
  const painter = (png: Uint8Array, type = 'image/png') => ({
    name: 'painter',
    modules: true as const,
    compatibilityDate: '2026-10-15',
    script: `import { WorkerEntrypoint } from 'cloudflare:workers'
      let asked = null
      export default class extends WorkerEntrypoint {
        fetch() { return Response.json(asked) }
        quickAction(action, options) {
          asked = { action, ...options }
          const bytes = Uint8Array.fromBase64('${Buffer.from(png).toString('base64')}')
          return new Response(bytes, { headers: { 'Content-Type': '${type}' } })
        }
      }`,
  })
  const services = { BROWSER: 'painter' }

  test('it is asked for the title on a sheet, and to run nothing', async () => {
    const workers = [painter(grey(1200, 630))]
    const blog = await open({ workers, services, without: ['TRANSFORM'] })
    await blog.push('a.md', '---\ntitle: "<b> & 纸"\n---\nWords.')
    const bytes = await (await blog.fetch(await cardOf(blog, 'a'))).arrayBuffer()
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array(grey(1200, 630)))
    const asked = await (await blog.miniflare.getWorker('painter')).fetch('http://painter/')
    expect(await asked.json()).toEqual({
      action: 'screenshot',
      html: expect.stringContaining('&lt;b&gt; &amp; 纸</text>'),
      viewport: { width: 1200, height: 630 },
      setJavaScriptEnabled: false,
      screenshotOptions: { type: 'png' },
    })
    await blog.close()
  })

  test.each([
    ['another size', () => grey(640, 360), 'image/png'],
    [
      'the drawing as it came',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/png',
    ],
    ['an error', () => Buffer.from('{"errors":[]}'), 'application/json'],
  ])('%s is no card, and the page claims none', async (_, make, type) => {
    const blog = await open({ workers: [painter(make(), type)], services, without: ['TRANSFORM'] })
    await blog.push('a.md', '# A\n\nWords.')
    await vi.waitUntil(async () => {
      const asked = await (await blog.miniflare.getWorker('painter')).fetch('http://painter/')
      return (await asked.json()) !== null
    }, 15_000)
    await settled(blog)
    expect(await imageOf(blog, 'a')).toBeNull()
    expect(await (await blog.fetch('/posts/a')).text()).toContain('content="summary"')
    expect((await blog.bucket?.list())?.objects).toEqual([])
    await blog.close()
  })
})

test('without anybody to draw there is no card, and nothing waits', async () => {
  const blog = await open({ without: ['BROWSER', 'TRANSFORM'] })
  await blog.push('a.md', '# A\n\nWords.')
  await settled(blog)
  expect(await imageOf(blog, 'a')).toBeNull()
  await blog.close()
})
