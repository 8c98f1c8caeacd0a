/** The one script in a real browser: a button copies a block of code as it was written; nothing moves for it. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'
import { audit, look, noticed } from './look.ts'

const CODE = 'const a = [1, 2] // <b> & "c"\n\n\tlet 字 = a\n'
const SOURCE = (lang: string) =>
  `---\ntitle: Code\nlang: ${lang}\n---\n\nText.\n\n\`\`\`js\n${CODE}\`\`\`\n\n\`\`\`\nplain\n\`\`\`\n`

const executable = findChromium()

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  let blog: Blog

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    blog = await openBlog()
    for (const lang of ['en', 'ar', 'zh-Hant']) {
      expect((await blog.push(`${lang}.md`, SOURCE(lang))).status).toBe(201)
    }
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  test.each([
    ['en', 'Copy', 'Copied'],
    ['ar', 'نسخ', 'تم النسخ'],
    ['zh-hant', '複製', '已複製'],
  ])('%s: "%s" copies the code, and says "%s"', async (slug, copy, copied) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { page, faults } = await look(context, `${blog.url}/posts/${slug}`)
    const button = page.locator('button')
    expect(await button.allTextContents()).toEqual([copy])
    faults.push(...(await noticed(page)), ...(await audit(page, 'all')))
    await button.click()
    await expect.poll(() => button.textContent()).toBe(copied)
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(CODE)
    expect(faults).toEqual([])
    await context.close()
  })
})
