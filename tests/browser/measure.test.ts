/** How much stands in a line: 66 Latin or 34 Han characters, in whatever fonts a reader has. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

const ENGLISH = `# Measure\n\n${'The fibres that creep under the wooden frame leave an edge that is thin, uneven and slightly translucent. '.repeat(9)}`
const CHINESE = `# 版心\n\n${'纸浆从槽里抄起来边上的纤维会从木框下面爬出去于是每一张纸的边都不一样'.repeat(9)}`
const MIXED = `# 夹写\n\n${'把 Markdown 推到 Cloudflare Workers 上，再用 Safari 打开它，整个过程不到两百行代码。'.repeat(9)}`

/** Wide and narrow ones; where one is not installed, the browser's own stands in for it. */
const FONTS = ['DejaVu Serif', 'Liberation Serif', 'Noto Serif', 'Georgia']

const executable = findChromium()

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  let blog: Blog
  let page: Page

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    blog = await openBlog()
    const posts = { english: ENGLISH, chinese: CHINESE, mixed: MIXED }
    for (const [name, source] of Object.entries(posts)) await blog.push(`${name}.md`, source)
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  /** Characters a line at this width of the window, the last line left out. */
  async function lines(post: string, width: number, font?: string): Promise<number[]> {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${blog.url}/posts/${post}`)
    if (font) await page.addStyleTag({ content: `:root{--latin:"${font}"}` })
    return page.evaluate(() => {
      const text = document.querySelector('.prose p')?.firstChild as Text
      const range = document.createRange()
      const counts = new Map<number, number>()
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        const line = Math.round((range.getClientRects()[0]?.bottom ?? 0) / 9)
        counts.set(line, (counts.get(line) ?? 0) + 1)
      }
      return [...counts.values()].slice(0, -1)
    })
  }

  const mean = (counts: number[]) => counts.reduce((sum, each) => sum + each, 0) / counts.length

  test.each(FONTS)('66 Latin characters, give or take 6, in %s', async (font) => {
    const measured = mean(await lines('english', 1280, font))
    expect(measured).toBeGreaterThan(60)
    expect(measured).toBeLessThan(72)
  })

  test('34 Han characters, more where Latin words stand among them, on any desk', async () => {
    for (const width of [768, 1280, 2560]) {
      expect.soft(new Set(await lines('chinese', width)), `${width} px`).toEqual(new Set([34]))
      const [latin, mixed] = [
        mean(await lines('english', width)),
        mean(await lines('mixed', width)),
      ]
      expect
        .soft([width, Math.abs(latin - 66) < 6, mixed > 34 && mixed < 60])
        .toEqual([width, true, true])
    }
  })

  test('on a phone 40 to 52 Latin, 20 Han', async () => {
    const latin = mean(await lines('english', 390))
    expect(latin).toBeGreaterThan(40)
    expect(latin).toBeLessThan(52)
    expect(new Set(await lines('chinese', 390))).toEqual(new Set([20]))
  })
})
