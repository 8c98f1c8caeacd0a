/** Every kind of page as text: its HTML is valid, and every link within the site leads somewhere. */

import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Blog } from '../world.ts'
import { openArabic, openEmpty, openFull, type Pages } from './blogs.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // GFM aligns a table's cells by attribute, and the Content-Security-Policy allows no style.
  rules: { 'no-deprecated-attr': 'off' },
})

const opened: { blog: Blog; pages: Pages }[] = []

beforeAll(async () => {
  opened.push(...(await Promise.all([openFull(), openEmpty(), openArabic()])))
})
afterAll(() => Promise.all(opened.map(({ blog }) => blog.close())))

test('the HTML of every kind of page is valid', async () => {
  const found: Record<string, string[]> = {}
  for (const { blog, pages } of opened) {
    for (const [kind, path] of pages) {
      const html = await (await blog.fetch(path)).text()
      const report = await validator.validateString(html)
      const faults = report.results.flatMap(({ messages }) => messages)
      if (faults.length > 0) {
        found[kind] = faults.map(({ ruleId, message, offset }) => {
          return `${ruleId}: ${message}: …${html.slice(Math.max(0, offset - 30), offset + 60)}…`
        })
      }
    }
  }
  expect(found).toEqual({})
})

test('every link within the site leads to a page, and every fragment to a part of it', async () => {
  for (const { blog, pages } of opened) {
    const broken: string[] = []
    const read = new Map<string, Promise<Linked>>()
    const visit = (path: string): Promise<Linked> => {
      const known = read.get(path) ?? readLinks(blog, path)
      read.set(path, known)
      return known
    }
    const left = pages.map(([, path]) => path)
    const seen = new Set(left)
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      for (const link of (await visit(path)).links) {
        const [to = '', fragment = ''] = link.split('#')
        const target = await visit(to || path)
        const missing = fragment !== '' && !target.ids.has(decodeURIComponent(fragment))
        const lost = to !== '' && target.status !== 200
        if (lost || missing) broken.push(`${path} → ${link}: ${target.status}`)
        if (seen.has(to) || to === '') continue
        seen.add(to)
        left.push(to)
      }
    }
    expect(broken).toEqual([])
    expect(seen.size).toBeGreaterThan(3)
  }
})

interface Linked {
  status: number
  ids: Set<string>
  /** Paths of this site, perhaps with a query and a fragment. */
  links: string[]
}

async function readLinks(blog: Blog, path: string): Promise<Linked> {
  const answer = await blog.fetch(path)
  const { status } = answer
  if (!answer.headers.get('Content-Type')?.includes('html')) {
    await answer.body?.cancel()
    return { status, ids: new Set(), links: [] }
  }
  const html = await answer.text()
  const all = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, text]) => decode(text ?? ''))
  const addresses = all(/<(?:a|link)\b[^>]*?\shref="([^"]*)"/g).concat(all(/\ssrc="([^"]*)"/g))
  const links = addresses.filter((address) => /^[/#]/.test(address))
  return { status, ids: new Set(all(/\sid="([^"]*)"/g)), links: [...new Set(links)] }
}

const decode = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
