/** A post on paper: what can only be clicked is gone, what was folded is open, and paragraphs are those of a book. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

const SOURCE = `---
title: Paper
tags: [ink]
---

The first paragraph, with a [link](https://example.com/there) in it.

The second paragraph.

<details><summary>More</summary>Folded words.</details>

\`\`\`js
let a = 1
\`\`\`

> [!NOTE]
> Set apart.
`

const executable = findChromium()

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  let blog: Blog
  let page: Page

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    blog = await openBlog()
    for (const name of ['paper.md', 'other.md']) await blog.push(name, SOURCE)
    page = await browser.newPage({ colorScheme: 'dark' })
    await page.goto(`${blog.url}/posts/paper`)
    await page.emulateMedia({ media: 'print' })
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  const style = (selector: string, name: string, pseudo = ''): Promise<string> =>
    page.evaluate(`getComputedStyle(document.querySelector('${selector}'), '${pseudo}').${name}`)

  test('nothing is left to click, and links say where they lead', async () => {
    for (const selector of ['.masthead nav', '.foot', '.copy', '.related', '.skip']) {
      expect([selector, await page.locator(selector).first().isVisible()]).toEqual([
        selector,
        false,
      ])
    }
    expect(await page.locator('.brand').isVisible()).toBe(true)
    expect(await style('.prose p a', 'content', '::after')).toContain('https://example.com/there')
  })

  test('ink on white though the screen is dark, the first paragraph flush, the next indented', async () => {
    expect(await style('.sheet', 'backgroundColor')).toBe('rgb(255, 255, 255)')
    expect(await style('.prose>p', 'textIndent')).toBe('0px')
    expect(Number.parseFloat(await style('.prose>p+p', 'textIndent'))).toBeGreaterThan(10)
    expect(await style('.prose', 'textAlign')).toBe('justify')
  })

  test('nothing stands out beside the text, where paper has its margin and cuts it off', async () => {
    for (const selector of ['.prose>pre', '.prose>.markdown-alert']) {
      expect(await style(selector, 'marginLeft')).toBe('0px')
    }
  })

  test('what was folded can be read, and all fits on one page', async () => {
    expect(await style('.prose details', 'contentVisibility', '::details-content')).toBe('visible')
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type ?\/Page\b/g)?.length).toBe(1)
    expect(pdf.startsWith('%PDF')).toBe(true)
  })
})
