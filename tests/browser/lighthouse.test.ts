/** Lighthouse on home, a long post and the archive: a phone on a slow line, by its own model of both. */

import { readFileSync } from 'node:fs'
import http from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shared } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'
import { findChromium } from './chromium.ts'

const content = join(import.meta.dirname, '../../content')
const SEED = '2014-11-16-Pycon2014@Shanghai.md'
const OWN = '2014-11-16-上海PyCon一日.md'

/** A page of one paragraph, to see what the machine itself takes meanwhile. */
const BARE =
  '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Bare</title>' +
  `<p>${'Words, and nothing else. '.repeat(30)}`

/** The phone that Lighthouse plays. */
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true }

const executablePath = findChromium()

/** Audits that a busy machine fails, one that playwright switches off, and what depends on how far a page is scrolled. */
const TIMED =
  /-paint$|time|^speed-index|^interactive|^max-potential-fid|^mainthread|reflow|latency|^bf-cache|^network-dependency|^image-delivery/

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

describe.runIf(executablePath)('Lighthouse', { timeout: 240_000 }, () => {
  let browser: Browser
  let blog: Blog
  let post: string
  let debugging: number
  const port = freePort()

  beforeAll(async () => {
    // Its search engine wants a page to name the very address it was found at.
    const vars = { SITE_URL: `http://localhost:${await port}`, SITE_AUTHOR: 'Deckle' }
    blog = await openBlog({ port: await port, vars })
    const file = shared(`seed/${SEED}`) ?? join(content, OWN)
    const folder = join(file, '..')
    const source = readFileSync(file, 'utf8')
    const names = [...source.matchAll(/[\w-]+\.(?:jpg|png)/g)].map(([name]) => name)
    const pictures = names.flatMap((name): [string, Uint8Array][] => {
      try {
        return [[name, new Uint8Array(readFileSync(join(folder, name)))]]
      } catch {
        return [] // the post names a picture that is lost
      }
    })
    const answer = await blog.push(SEED, source, Object.fromEntries(pictures))
    post = new URL(((await answer.json()) as { url: string }).url).pathname
    debugging = await freePort()
    const args = ['--no-sandbox', `--remote-debugging-port=${debugging}`]
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
  })
  afterAll(async () => {
    await browser?.close()
    await blog?.close()
  })

  const visit = async (name: string, url: string) => {
    const run = await lighthouse(url, { port: debugging, output: 'json', logLevel: 'error' })
    const { categories = {}, audits = {} } = run?.lhr ?? {}
    const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100)
    const [first, largest, blocked] = ['first-contentful', 'largest-contentful', 'blocking'].map(
      (part) =>
        Object.values(audits)
          .find(({ id }) => id.includes(part))
          ?.numericValue?.toFixed(0),
    )
    console.log(
      `Lighthouse, ${name}: performance ${score('performance')}, first paint ${first} ms, ` +
        `largest ${largest} ms, blocked ${blocked} ms`,
    )
    return { audits, score }
  }

  /** Some reader has seen the page on such a phone: pictures are made in the widths they are asked for the first time. */
  const readFirst = async (url: string) => {
    const page = await browser.newPage(PHONE)
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.close()
  }

  test('a bare page beside them, for scale', async () => {
    const bare = http.createServer((_, answer) => answer.end(BARE)).listen(0, '127.0.0.1')
    await new Promise((done) => bare.once('listening', done))
    const address = bare.address()
    const at = typeof address === 'object' && address ? address.port : 0
    const { score } = await visit('a bare page', `http://127.0.0.1:${at}/`)
    bare.close()
    expect(score('performance')).toBeGreaterThan(0)
  })

  test.each([
    ['home', () => '/'],
    ['the post', () => post],
    ['the archive', () => '/archive'],
  ])('%s: 100 for all that no clock has a say in', async (name, path) => {
    const url = `http://localhost:${await port}${path()}`
    await readFirst(url)
    const { audits, score } = await visit(name, url)
    expect(['accessibility', 'best-practices', 'seo'].map(score)).toEqual([100, 100, 100])
    const lost = Object.values(audits).filter(({ id, score, scoreDisplayMode }) => {
      const counts = scoreDisplayMode !== 'informative' && !TIMED.test(id)
      return counts && score !== null && score < 1
    })
    expect(lost.map(({ id, displayValue }) => [id, displayValue])).toEqual([])
  })
})
