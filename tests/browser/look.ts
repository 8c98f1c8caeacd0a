/** Opens a page in the browser and notes all that a reader should never meet. */

import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { RunOptions } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

export const WIDTHS = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } }
export const THEMES = ['light', 'dark'] as const
const SCREENSHOTS = join(import.meta.dirname, '../../.wrangler/screenshots')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export interface Look {
  page: Page
  /** What went wrong, in words. Grows as the page is used. */
  faults: string[]
}

/** Chromium's own; TypeScript does not know it. */
interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node: Node | null }[]
}

/** Opens a page and waits until it is loaded. */
export async function look(context: BrowserContext, url: string): Promise<Look> {
  const page = await context.newPage()
  const faults: string[] = []
  const { host } = new URL(url)
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // Chromium reports the status of the page itself as an error of the console.
    const own = /status of (404|410)/.test(message.text()) && message.location().url === url
    if (['error', 'warning'].includes(message.type()) && !own) {
      faults.push(`console: ${message.text()}`)
    }
  })
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (asked.protocol !== 'data:' && asked.host !== host) faults.push(`asked ${asked.href}`)
  })
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`))
  await page.addInitScript(watch)
  await page.goto(url, { waitUntil: 'load' })
  return { page, faults }
}

/** Runs in the page, before anything else does. */
function watch(): void {
  const seen: string[] = []
  Object.assign(globalThis, { seen })
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.push(`CSP: ${event.violatedDirective} ${event.blockedURI}`)
  })
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      const moved = entry.sources.map(({ node }) => node?.nodeName ?? '?')
      const when = `at ${Math.round(entry.startTime)} ms, ${document.readyState}, scrolled by ${scrollY} px`
      seen.push(`layout shift of ${entry.value} ${when}: ${moved.join(', ')}`)
    }
  })
  observer.observe({ type: 'layout-shift', buffered: true })
}

/** What the page itself noticed so far. */
export const noticed = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // Every picture, however far down, before the last word on layout.
    scrollTo(0, document.documentElement.scrollHeight)
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    scrollTo(0, 0)
    return (globalThis as unknown as { seen: string[] }).seen
  })

export type Rules = 'all' | 'colours'

/** Every rule of axe that this page breaks, with the elements that do. */
export async function audit(page: Page, rules: Rules): Promise<string[]> {
  await page.evaluate(`globalThis.axe || (() => { ${AXE} })()`)
  const options: RunOptions = {
    resultTypes: ['violations', 'incomplete'],
    ...(rules === 'all'
      ? { rules: { 'target-size': { enabled: true } } }
      : { runOnly: ['color-contrast', 'link-in-text-block'] }),
  }
  return page.evaluate(async (options) => {
    // Axe gives up on colours wherever an element around them draws a `::before`, such as the sheet's torn edge.
    const edgeless = new CSSStyleSheet()
    edgeless.replaceSync('::before{display:none!important}')
    document.adoptedStyleSheets = [edgeless]
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations, incomplete } = await axe.run(document, options)
    document.adoptedStyleSheets = []
    const blind = incomplete.filter(({ nodes }) =>
      nodes.some(({ any }) => any.some(({ data }) => data?.messageKey === 'pseudoContent')),
    )
    return [...violations, ...blind].map(
      ({ id, help, nodes }) =>
        `axe ${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }, options)
}

/** How far the page reaches beyond a phone 320 px wide, in px. */
export async function overflow(page: Page): Promise<number> {
  await page.setViewportSize({ width: 320, height: 640 })
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

export async function keep(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true })
  const path = join(SCREENSHOTS, `${name}.jpg`)
  await page.screenshot({ path, fullPage: true, quality: 80 })
}

/** The page's whole text and markup as it stands after loading. */
export async function settledHtml(context: BrowserContext, url: string): Promise<string> {
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'load' })
  const html = await page.content()
  await page.close()
  return html
}
