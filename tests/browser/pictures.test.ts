/** Pictures in a real browser: each that is taken can be seen, nothing moves when they come, a click shows the whole. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../src/images/inspect.ts'
import { grey } from '../images/grey.ts'
import { shared } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'
import { findChromium, launch } from './chromium.ts'

const HALL = join(import.meta.dirname, '../../content/pycon-hall.jpg')
const FOLDERS = [join(import.meta.dirname, '../images/samples')]
for (const path of ['suites/images/pngsuite', 'suites/images/made-here', 'seed']) {
  const folder = shared(path)
  if (folder) FOLDERS.push(folder)
}

/** Does each picture fill the box that shows no more of its preview? */
const COVERED = `[...document.querySelectorAll('.previewed')].map((around) => {
  const [box, ...others] = [around, around.lastElementChild].map((each) => each.getBoundingClientRect())
  return around.children.length === 2 && others.every(({ x, y, width, height }) =>
    [x - box.x, y - box.y, width - box.width, height - box.height].every((gap) => Math.abs(gap) < 1))
})`

/** In how many lines does each row of pictures stand, the missing among them? */
const ROWS = `[...document.querySelectorAll('.gallery')].map((row) =>
  new Set([...row.children].map((each) => {
    const { y, height } = each.getBoundingClientRect()
    return Math.round(y + height / 2)
  })).size)`

/** Every picture at hand that is taken, by a name of its own. */
function takenPictures(): Record<string, Uint8Array> {
  const files = FOLDERS.flatMap((folder, n) =>
    readdirSync(folder).map((name): [string, Uint8Array] => [
      `${n}-${name}`,
      new Uint8Array(readFileSync(join(folder, name))),
    ]),
  )
  return Object.fromEntries(files.filter(([, bytes]) => isTaken(bytes)))
}

function isTaken(bytes: Uint8Array): boolean {
  try {
    return inspectImage(bytes).type !== ''
  } catch {
    return false // refused: the tests of images say why
  }
}

const executable = findChromium()

describe.skipIf(executable === null)('in Chromium', () => {
  let blog: Blog
  let browser: Browser
  beforeAll(async () => {
    blog = await openBlog()
    browser = await launch(executable ?? '')
  })
  afterAll(async () => {
    await browser.close()
    await blog.close()
  })

  const open = async (path: string, width: number): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    // Pictures come late, as on a slow line.
    await page.route('**/images/**', async (route) => {
      await new Promise((done) => setTimeout(done, 300))
      await route.continue()
    })
    await page.goto(blog.url + path, { waitUntil: 'domcontentloaded' })
    await page.evaluate(`
      globalThis.shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })`)
    return page
  }
  /** Scrolls to the end, a screen at a time, until every picture has come. */
  const readAll = async (page: Page): Promise<void> => {
    const end = Number(await page.evaluate('document.documentElement.scrollHeight'))
    for (let at = 0; at < end; at += 700) {
      await page.evaluate(`scrollTo({ top: ${at}, behavior: 'instant' })`)
      await page.waitForTimeout(60)
    }
    while (!(await page.evaluate('[...document.images].every((image) => image.complete)'))) {
      await page.waitForTimeout(50)
    }
    await page.waitForTimeout(200)
  }

  test('every picture that is taken can be seen, in the size it was said to have', async () => {
    const pictures = takenPictures()
    const text = Object.keys(pictures).map((name) => `![x](<${name}>)`)
    const names = Object.keys(pictures)
    for (let at = 0; at < names.length; at += 150) {
      const some = Object.fromEntries(
        names.slice(at, at + 150).map((name) => [name, pictures[name] as Uint8Array]),
      )
      const answer = await blog.push(
        `all-${at}.md`,
        `# All\n\n${text.slice(at, at + 150).join('\n\n')}`,
        some,
      )
      expect(answer.status, await answer.clone().text()).toBe(201)
      const page = await open(`/posts/all-${at}`, 1280)
      await readAll(page)
      const wrong = await page.evaluate(`[...document.querySelectorAll('.prose img')].filter(
        (image) => image.naturalWidth === 0 ||
          Math.abs(image.naturalWidth / image.naturalHeight - image.width / image.height) > 0.05 * image.width / image.height
      ).map((image) => image.outerHTML)`)
      expect(wrong).toEqual([])
      await page.close()
    }
  }, 60_000)

  test.each([390, 1280])(
    'nothing moves at %i pixels, however the author measured',
    async (width) => {
      const source = [
        '# Heavy',
        '![x](wide.png "A wide one")',
        ...[
          '<img src=tall.png width=300 height=900 alt=x>',
          '<img src=wide.png width="50%" alt=x>',
        ],
        '![x](wide.png)\n![x](tall.png)\n![x](small.png)',
        '![x](wide.png)\n![x](tall.png)',
        'Inline ![x](small.png) too. ![[tall.png|200]]',
        '![x](hall.jpg)',
        '<img src=hall.jpg width=200 alt=x>',
        '![x](hall.jpg)\n![x](wide.png)',
        '![lost](gone.jpg)',
        '![x](wide.png)\n![lost](gone.jpg)\n![x](tall.png)',
        '![lost](lost.jpg)\n![x](hall.jpg)',
        '<picture><source srcset="tall.png 1x, gone.png 2x"><img src="tall.png" alt=x></picture>',
        '[![x](wide.png)](/about)',
        'The end.',
      ]
      const pictures = {
        'wide.png': grey(2400, 900, 90),
        'tall.png': grey(800, 1500, 160),
        'small.png': grey(60, 40, 30),
        'hall.jpg': new Uint8Array(readFileSync(HALL)),
      }
      expect((await blog.push('heavy.md', source.join('\n\n'), pictures)).status).toBeLessThan(300)
      const page = await open('/posts/heavy', width)
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      await readAll(page)
      expect(await page.evaluate('globalThis.shift')).toBe(0)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(errors).toEqual([])
      expect(
        await page.evaluate('[...document.images].filter((image) => !image.naturalWidth).length'),
      ).toBe(0)
      expect(await page.evaluate(COVERED)).toEqual(Array(16).fill(true))
      expect(await page.evaluate(ROWS)).toEqual(Array(5).fill(1))
      const sources = (await page.evaluate(
        '[...document.images].map((image) => image.currentSrc)',
      )) as string[]
      expect(sources.filter((each) => each.includes('?w=')).length).toBeGreaterThan(3)
      await page.click('figure a')
      await page.waitForURL(/\/images\/[0-9a-f]{32}\.png$/)
      await page.close()

      const home = await open('/', width)
      await readAll(home)
      expect(await home.evaluate('globalThis.shift')).toBe(0)
      expect(await home.evaluate("document.querySelectorAll('.cover').length")).toBeGreaterThan(0)
      await home.close()
    },
  )
})
