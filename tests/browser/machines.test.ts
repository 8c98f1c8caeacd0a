/** What a browser makes of the parts of a page that are not for eyes: data, icon, manifest, feeds. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

const executable = findChromium()

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  let blog: Blog
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    blog = await openBlog({ vars: { SITE_TITLE: '山居 notes' } })
    const title = 'A </script><script>document.title = 1</script> \u2028 title'
    const source = `---\nslug: hello\ntitle: ${JSON.stringify(title)}\n---\nText.\n`
    expect((await blog.push('hello.md', source)).status).toBe(201)
    page = await browser.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${blog.url}/posts/hello`)
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  test('the policy lets data stand, and nothing in it runs', async () => {
    const json = await page.locator('script[type="application/ld+json"]').textContent()
    expect(JSON.parse(json ?? '')['@graph'][0].headline).toContain('</script><script>')
    expect(await page.locator('script').count()).toBe(1)
    expect(await page.title()).toContain('</script>')
    expect(complaints).toEqual([])
  })

  test('the manifest is found and has no fault', async () => {
    const devtools = await page.context().newCDPSession(page)
    const { url, errors } = await devtools.send('Page.getAppManifest')
    expect([url, errors]).toEqual([`${blog.url}/manifest.webmanifest`, []])
    expect(complaints).toEqual([])
  })

  test('the icon is a picture', async () => {
    const icon = await browser.newPage()
    const answer = await icon.goto(`${blog.url}/favicon.svg`)
    expect(answer?.headers()['content-type']).toBe('image/svg+xml')
    expect(await icon.locator('text').textContent()).toBe('山')
    const { width, height } = (await icon.locator('svg').boundingBox()) ?? {}
    expect((width ?? 0) * (height ?? 0)).toBeGreaterThan(0)
    await icon.setViewportSize({ width: 128, height: 128 })
    await icon.screenshot({ path: '.wrangler/screenshots/favicon.png' })
    await icon.close()
  })

  test('so is the one for home screens', async () => {
    const icon = await browser.newPage()
    await icon.goto(`${blog.url}/apple-touch-icon.png`)
    expect(await icon.evaluate('document.images[0].naturalWidth')).toBe(180)
    await icon.close()
  })

  test('a feed opens as a page that says what it is', async () => {
    await page.goto(`${blog.url}/feed.xml`)
    expect(await page.locator('.kicker').textContent()).toBe('Feed')
    expect(complaints).toEqual([])
  })
})
