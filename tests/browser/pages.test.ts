/** Every kind of page in a real Chromium: on a phone and a desk, light and dark, with nothing amiss. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArabic, openEmpty, openFull, type Pages } from './blogs.ts'
import { findChromium, launch } from './chromium.ts'
import {
  audit,
  keep,
  look,
  noticed,
  overflow,
  type Rules,
  settledHtml,
  THEMES,
  WIDTHS,
} from './look.ts'

const executable = findChromium()
/** For a machine that has other work. */
const LONG = 240_000

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  const pages: [kind: string, url: string][] = []
  const close: (() => Promise<void>)[] = []

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    for (const opened of await Promise.all([openFull(), openEmpty(), openArabic()])) {
      const { blog, pages: own } = opened
      pages.push(...own.map(([kind, path]): Pages[number] => [kind, blog.url + path]))
      close.push(() => blog.close())
    }
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all(close.map((each) => each()))
  })

  /** Axe on each page: every rule on a phone, what colours decide in the dark, and pages that a desk lays out anew. */
  function rulesFor(kind: string, size: string, theme: string): Rules | null {
    if (size === 'phone') return theme === 'light' ? 'all' : 'colours'
    return theme === 'light' && ['home', 'archive', 'kitchen-sink'].includes(kind) ? 'all' : null
  }

  for (const size of ['phone', 'desk'] as const) {
    test(`every page is in order on a ${size}, light and dark`, { timeout: LONG }, async () => {
      const found: Record<string, string[]> = {}
      const context = await browser.newContext({
        viewport: WIDTHS[size],
        reducedMotion: 'reduce',
      })
      await inTurns(pages, async ([kind, url]) => {
        const { page, faults } = await look(context, url)
        faults.push(...(await noticed(page)))
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme })
          await keep(page, `${kind}-${size}-${colorScheme}`)
          const rules = rulesFor(kind, size, colorScheme)
          if (rules) faults.push(...(await audit(page, rules)))
        }
        const beyond = await overflow(page)
        if (beyond > 0) faults.push(`${beyond} px wider than a phone of 320 px`)
        if (faults.length > 0) found[kind] = faults
        await page.close()
      })
      await context.close()
      expect(found).toEqual({})
    })
  }

  test('no page is another when scripts may run, but for buttons that copy code', {
    timeout: LONG,
  }, async () => {
    const without = await browser.newContext({ javaScriptEnabled: false })
    const with_ = await browser.newContext()
    const parts = ['home', 'welcome', 'kitchen-sink', 'archive', 'tags', 'search', 'not-found']
    const some = pages.filter(([kind]) => parts.includes(kind))
    expect(some).toHaveLength(parts.length)
    await inTurns(some, async ([kind, url]) => {
      const buttons = /<div class="copy" .*?<\/div>/g
      const given = await settledHtml(with_, url)
      const same = given.replace(buttons, '') === (await settledHtml(without, url))
      expect([kind, same]).toEqual([kind, true])
    })
  })

  test('a link that the pointer rests on is opened ahead, under the strict policy', async () => {
    const page = await browser.newPage({ viewport: WIDTHS.desk })
    const preload = await page.context().newCDPSession(page)
    await preload.send('Preload.enable')
    const statuses: string[] = []
    // Whoever watches by DevTools is shown a prefetch instead of a prerendered page.
    preload.on('Preload.prefetchStatusUpdated', (event) => statuses.push(event.prefetchStatus))
    await page.goto(pages.find(([kind]) => kind === 'home')?.[1] ?? '')
    await page.hover('nav a[href="/archive"]')
    await expect.poll(() => statuses, { timeout: 10_000 }).toContain('PrefetchSuccessfulButNotUsed')
    await page.click('nav a[href="/archive"]')
    await page.waitForURL('**/archive')
    await expect.poll(() => statuses).toContain('PrefetchResponseUsed')
    await page.close()
  })
})

/** Two at a time: the machine has little more. */
async function inTurns<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items]
  const run = async () => {
    for (let item = left.shift(); item; item = left.shift()) await work(item)
  }
  await Promise.all([run(), run()])
}
