/** Thousands of scripts in every field of a post, opened, hovered and clicked in Chromium: none runs, with the CSP and without. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launch } from '../browser/chromium.ts'
import { grey } from '../images/grey.ts'
import { type Blog, openBlog } from '../world.ts'
import { figure, long } from './figures.ts'
import { closed, laxServer } from './lax-server.ts'
import { makePayloads, type Payload } from './payloads.ts'

const all = makePayloads()
/** The short form takes every so-many-th. */
const STEP = long ? 1 : 16
const payloads = all.filter((_, at) => at % STEP === 0)
const A_POST = 170

/** Some of them as they are, but for those that would end the page that all stand on. */
const CONTROL = all.filter(
  ({ id, text }) => id % (long ? 9 : 45) === 0 && !/plaintext|frame|refresh|<base/i.test(text),
)

const chromium = findChromium()
let blog: Blog
let lax: Awaited<ReturnType<typeof laxServer>>
let browser: Browser
const paths = [
  '/',
  '/tags',
  '/categories',
  '/archive',
  '/page/1',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/llms.txt',
  '/sitemap.xml',
]
const previews: string[] = []

beforeAll(async () => {
  blog = await openBlog({ log: () => {} })
  for (let at = 0; at < payloads.length; at += A_POST) {
    await publish(payloads.slice(at, at + A_POST), at)
  }
  lax = await laxServer(blog.url, { '/control': closed(CONTROL) })
  if (chromium) browser = await launch(chromium)
}, 600_000)
afterAll(async () => {
  await browser?.close()
  lax?.close()
  await blog.close()
})

/** One post with a hundred payloads in its text, and others wherever else a text can stand. */
async function publish(some: Payload[], at: number): Promise<void> {
  const pick = (n: number) => (some[n % some.length] as Payload).text
  const fields = {
    title: pick(1),
    summary: pick(2),
    author: pick(3),
    tags: some.slice(4, 24).map(({ text }) => text),
    categories: [pick(25)],
    cover: pick(26),
    canonical_url: pick(27),
    lang: pick(28),
    aliases: [`/${pick(29)}`],
    [pick(30)]: pick(31),
  }
  const pictures = some.slice(32, 40).map(({ text }) => `![${text}](<${text}.png> "${text}")`)
  const body = `${closed(some)}\n\n${pictures.join('\n\n')}`
  let front: Record<string, unknown> = fields
  for (let tries = 0; ; tries++) {
    const form = new FormData()
    const source = `---\n${Object.entries(front)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join('\n')}\n---\n${body}`
    form.append('post', new File([source], plain(`${pick(41)}.md`)))
    form.append('image', new File([new Uint8Array(grey(4, 4))], plain(`${pick(32)}.png`)))
    const answer = await blog.api(`/api/posts/hostile-${at}`, { method: 'PUT', body: form })
    const text = await answer.text()
    expect(answer.status, text).toBeLessThan(500)
    if (answer.ok) break
    // A refused field goes, so that the others are seen.
    const { errors } = JSON.parse(text) as { errors: { field: string }[] }
    const refused = new Set(errors.map(({ field }) => field.split(/[.[]/)[0]))
    front = Object.fromEntries(Object.entries(front).filter(([key]) => !refused.has(key)))
    expect(tries, text).toBeLessThan(9)
  }
  paths.push(`/posts/hostile-${at}`, `/posts/hostile-${at}.md`)
  for (const { text } of some.slice(50, 56)) {
    paths.push(`/search?q=${encodeURIComponent(text)}`, `/${encodeURIComponent(text)}`)
  }
  const dry = await blog.api(`/api/posts/dry-${at}?dry_run=1`, {
    ...{ method: 'PUT', headers: { 'Content-Type': 'text/markdown' }, body },
  })
  previews.push(((await dry.json()) as { html: string }).html)
}

/** A file name with a control character in it, percent-encoded or not, is refused. */
const plain = (name: string) => name.replaceAll(/[\p{C}%]/gu, ' ')

interface Seen {
  ran: number[]
  left: string[]
}

/** Opens a page, and does all that a reader may do to it. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' }).catch((error: Error) => {
    // A feed that is offered for download has nothing to run.
    if (!/ERR_ABORTED|Download/.test(error.message)) throw error
  })
  await page.evaluate(provoke)
  await page.mouse.move(200, 300)
  await page.keyboard.press('Tab')
}

/** Runs in the page: whatever has a handler meets its event, whatever can be clicked is. */
function provoke(): void {
  const stay = (event: Event) => {
    const link = (event.target as Element).closest?.('a, area')
    if (
      event.type === 'submit' ||
      /^(https?)?:/.test((link as HTMLAnchorElement)?.protocol ?? '')
    ) {
      event.preventDefault()
    }
  }
  for (const type of ['click', 'submit']) document.addEventListener(type, stay, true)
  const events =
    'mouseover pointerenter focus toggle beforetoggle animationstart load error beginEvent scroll'
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    for (const type of events.split(' ')) element.dispatchEvent(new Event(type))
    element.focus?.()
    element.click?.()
  }
}

async function visitAll(origin: string, addresses: string[]): Promise<Seen> {
  const context = await browser.newContext()
  const seen: Seen = { ran: [], left: [] }
  for (const name of ['ran', 'alert', 'confirm', 'prompt']) {
    await context.exposeFunction(name, (id: number) => seen.ran.push(id))
  }
  const page = await context.newPage()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (/^(https?|wss?|ftp):$/.test(protocol) && host !== new URL(origin).host) {
      seen.left.push(request.url())
    }
  })
  page.on('dialog', (dialog) => {
    seen.ran.push(-1)
    void dialog.dismiss()
  })
  for (const path of addresses) await visit(page, origin + path)
  // What ran last may be on its way.
  await page.waitForTimeout(50)
  await context.close()
  return seen
}

describe.runIf(chromium)('in Chromium', () => {
  test('as they are, many of them run: the trap works', async () => {
    const { ran } = await visitAll(lax.url, ['/control'])
    expect(new Set(ran).size).toBeGreaterThan(CONTROL.length / 6)
  })

  test('every post shows what is harmless of it', async () => {
    const page = await (await blog.fetch('/posts/hostile-0')).text()
    const here = payloads.slice(0, A_POST).filter(({ id }) => page.includes(`mark${id}mark`))
    expect(here.length).toBeGreaterThan(Math.min(A_POST, payloads.length) * 0.9)
  })

  test.each(['with the CSP', 'without the CSP'])(
    `%s none of ${payloads.length} runs, and nothing is asked of another host`,
    async (how) => {
      const without = how.startsWith('without')
      for (const [at, html] of previews.entries()) lax.pages.set(`/preview/${at}`, html)
      const shown = without ? [...paths, ...previews.keys().map((at) => `/preview/${at}`)] : paths
      expect(await visitAll(without ? lax.url : blog.url, shown)).toEqual({ ran: [], left: [] })
      figure(
        'scripts',
        `${payloads.length} of ${all.length} in ${shown.length} pages ${how}`,
        '0 ran, 0 requests left',
      )
    },
    1_200_000,
  )
})
