/** A hostile drawing in a real browser: nothing in it runs, however it is looked at. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanSvg } from '../../src/images/svg.ts'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

/** Each would leave a mark at the page that shows it, or ask for an address of `leak`. */
const HOSTILE =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 200"' +
  ' onload="top.ran = 1">' +
  '<script>top.ran = 2; fetch("/leak/a")</script><script href="/leak/b.js"/>' +
  '<style>@import "/leak/c.css"; rect{fill:url(/leak/d.svg#x)}</style>' +
  '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><img src="/leak/e" onerror="top.ran = 3"/>' +
  '<iframe src="javascript:top.ran = 4"/></body></foreignObject>' +
  '<image href="/leak/f.png"/><use href="/leak/g.svg#x"/>' +
  '<animate attributeName="x" begin="0s" onbegin="top.ran = 5"/>' +
  '<a href="javascript:top.ran = 6"><rect width="300" height="200" fill="#0a0" onclick="top.ran = 7"/></a></svg>'

const executable = findChromium()

describe.skipIf(executable === null)('in Chromium', () => {
  let blog: Blog
  let browser: Browser
  let path = ''
  beforeAll(async () => {
    blog = await openBlog({ vars: { SITE_SVG: 'allow' } })
    browser = await launch(executable ?? '')
    const file = new TextEncoder().encode(HOSTILE)
    const answer = await blog.push('d.md', '# D\n\n![x](d.svg)', { 'd.svg': file })
    const { images } = (await answer.json()) as { images: { key: string }[] }
    path = `/images/${images[0]?.key}`
  })
  afterAll(async () => {
    await browser.close()
    await blog.close()
  })

  /** Lets the page act, clicks it, and tells what ran and what was asked for. */
  async function watch(show: (page: Page) => Promise<unknown>): Promise<unknown[]> {
    const page = await browser.newPage()
    const leaks: string[] = []
    page.on('response', (answer) => answer.url().includes('/leak/') && leaks.push(answer.url()))
    await show(page)
    await page.mouse.click(50, 50)
    await page.waitForTimeout(300)
    const ran = await page.evaluate('globalThis.ran ?? null').catch(() => null)
    await page.close()
    return [ran, leaks]
  }
  /** The drawing as it was pushed, past the door, and without the headers it would have. */
  const fulfil = (page: Page, body: string) =>
    page.route('**/bare.svg', (route) => route.fulfill({ contentType: 'image/svg+xml', body }))
  const QUIET = [null, []]

  test('the watch itself sees it run where nothing stops it', async () => {
    const [ran, leaks] = await watch(async (page) => {
      await fulfil(page, HOSTILE)
      await page.goto(`${blog.url}/bare.svg`)
    })
    expect(ran).not.toBeNull()
    expect(leaks).not.toEqual([])
  })

  test.each([
    ['opened', (page: Page) => page.goto(blog.url + path)],
    ['in the post', (page: Page) => page.goto(`${blog.url}/posts/d`)],
    [
      'framed elsewhere',
      (page: Page) => page.setContent(`<iframe src="${blog.url}${path}"></iframe>`),
    ],
    [
      'opened with no policy at all',
      async (page: Page) => {
        await fulfil(
          page,
          new TextDecoder().decode(cleanSvg(new TextEncoder().encode(HOSTILE)).bytes),
        )
        await page.goto(`${blog.url}/bare.svg`)
      },
    ],
    [
      'opened as it was pushed, put into the bucket by other hands',
      async (page: Page) => {
        const key = `${'0'.repeat(32)}.svg`
        await blog.bucket?.put(`images/${key}`, HOSTILE)
        await page.goto(`${blog.url}/images/${key}`)
      },
    ],
  ])('%s', async (_, show) => expect(await watch(show)).toEqual(QUIET))

  test('it is drawn', async () => {
    const page = await browser.newPage()
    await page.goto(`${blog.url}/posts/d`)
    const [width] = (await page.evaluate(
      "[...document.querySelectorAll('.prose img')].map((image) => image.naturalWidth)",
    )) as number[]
    expect(width).toBe(300)
    await page.close()
  })
})
