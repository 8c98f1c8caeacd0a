/** Cards in a real browser: every line of a title is on the sheet, in whatever script. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageOf } from '../../src/images/draw.ts'
import { drawCard } from '../../src/pages/card.ts'
import { CARD } from '../../src/pages/card-size.ts'
import { findChromium, launch } from './chromium.ts'

/** What is left free on either side of the title, at the least. In pixels. */
const MARGIN = 40
/** Where the site's name begins: below the torn edge. */
const EDGE = 500

const TITLES: [lang: string, title: string][] = [
  ['en', 'A'],
  ['en', 'MMMMMMMM WWWWWWWW MMMMMMMM WWWWWWWW MMMMMMMM'],
  ['en', 'PRINTING QUARTERLY: A REVIEW OF BOUND AND UNBOUND BOOKS OF THE OLD KIND'],
  ['en', 'Handmade paper: how a deckle edge comes to be, and why printers once cut it away'],
  ['en', `One word: ${'immeasurable'.repeat(20)}`],
  ['zh', '一份在网络边缘手工造纸的博客：关于上海 PyCon 2014 的一天，以及「我们」怎样写字'],
  ['ja', 'とても長い題名は行を分けて表示されますが、'.repeat(6)],
  ['ar', 'رسالة عن الورق والحبر في المدينة القديمة'],
  ['en', '<script>alert(1)</script> & “quotes”'],
]

const executable = findChromium()

describe.skipIf(executable === null)('in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch(executable ?? '')
  })
  afterAll(() => browser.close())

  test.each(TITLES)('%s: %s', async (lang, title) => {
    const page = await browser.newPage({ viewport: CARD })
    const name = 'A site of a rather long name, '.repeat(4)
    await page.setContent(pageOf(drawCard(title, lang, name)))
    const sheet = await page.evaluate(`(() => {
      const { x, y, width, height } = document.querySelector('svg').getBoundingClientRect()
      return { x, y, width, height, page: document.documentElement.scrollHeight }
    })()`)
    expect(sheet, 'nothing stands beside it').toEqual({ x: 0, y: 0, ...CARD, page: CARD.height })
    const boxes = (await page.evaluate(`[...document.querySelectorAll('text')].map((text) => {
      const { x, y, right, bottom } = text.getBoundingClientRect()
      return { x, y, right, bottom }
    })`)) as { x: number; y: number; right: number; bottom: number }[]
    const site = boxes.pop()
    for (const { x, y, right, bottom } of boxes) {
      expect(x).toBeGreaterThan(MARGIN)
      expect(right).toBeLessThan(CARD.width - MARGIN)
      expect(y).toBeGreaterThan(0)
      expect(bottom).toBeLessThan(EDGE + 30)
    }
    expect(boxes.length).toBeGreaterThan(0)
    expect(site?.right).toBeLessThan(CARD.width - MARGIN)
    await page.close()
  })
})
