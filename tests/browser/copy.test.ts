/** Code in a real browser: long lines wrap and hang, and a button copies a block as it was written. */

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

  test.each([320, 390, 1280, 3840])('at %i px a long line wraps and hangs', async (width) => {
    const long = `if (${'one && two && '.repeat(40)}three) return\n`
    await blog.push('long.md', `# Long\n\n\`\`\`js\nlet a\n${long}let b\n\`\`\`\n`)
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    await page.goto(`${blog.url}/posts/long`)
    const [beyond, starts] = await page.evaluate(() => {
      const code = document.querySelector('pre code') as HTMLElement
      const range = document.createRange()
      range.selectNodeContents(code)
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0)
      const leftmost = new Map<number, number>()
      for (const { left, bottom } of lines) {
        const line = Math.round(bottom)
        leftmost.set(line, Math.min(left, leftmost.get(line) ?? left))
      }
      const pre = code.parentElement as HTMLElement
      return [pre.scrollWidth - pre.clientWidth, [...leftmost.values()].map(Math.round)] as const
    })
    expect(beyond).toBe(0)
    // The line itself, and the one after it, start where the block does; what is left of it hangs.
    const [edge = 0, ...more] = starts
    expect(more.at(0)).toBe(edge)
    expect(more.at(-1)).toBe(edge)
    expect(more.slice(1, -1).length).toBeGreaterThan(2)
    expect(Math.min(...more.slice(1, -1))).toBeGreaterThan(edge + 20)
    await page.close()
  })
})
