/** A page that comes in parts, as on a slow line: nothing of it moves once it is painted. */

import http from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

/** Milliseconds between two parts: many times what a browser needs to paint. */
const PAUSE = 500

const POST =
  '# Paper\n\nIt comes in sheets.\n\n| what | size |\n|---|---|\n| page | 1 |\n| sheet of many words | 2, or a few more |\n\nThe end.\n'

const executable = findChromium()

describe.runIf(executable)('in Chromium', () => {
  let browser: Browser
  let blog: Blog

  beforeAll(async () => {
    browser = await launch(executable ?? '')
    blog = await openBlog()
    await blog.push('paper.md', POST)
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  test.each([
    ['the masthead', '</a><a', 4],
    ['the text', '<h1', 0],
    ['a table', '<tr><td>sheet', 0],
    ['the foot', '<footer', 0],
  ])('cut within %s', async (_, mark, past) => {
    const html = await (await blog.fetch('/posts/paper')).text()
    const cut = html.indexOf(mark) + past
    expect(cut).toBeGreaterThan(past)
    const slow = http.createServer(async (_, answer) => {
      answer.setHeader('Content-Type', 'text/html; charset=utf-8')
      answer.write(html.slice(0, cut))
      await wait(PAUSE)
      answer.end(html.slice(cut))
    })
    slow.listen(0, '127.0.0.1')
    await new Promise((done) => slow.once('listening', done))
    const address = slow.address()
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)
    const shifts = await page.evaluate(async () => {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      return new Promise<number>((done) => {
        const observer = new PerformanceObserver((list) => done(list.getEntries().length))
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => done(0), 200)
      })
    })
    await page.close()
    slow.closeAllConnections()
    slow.close()
    expect(shifts).toBe(0)
  })
})
