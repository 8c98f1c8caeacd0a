/** The content that a new blog starts with goes in at the endpoint and comes out as pages, on the built Worker. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { COPY } from '../../src/pages/copy.ts'
import { withoutData } from '../pages/data-blocks.ts'
import { type Blog, openBlog } from '../world.ts'

const folder = join(import.meta.dirname, '../../content')
const files = readdirSync(folder)
const read = (name: string) => readFileSync(join(folder, name))
const posts = files.filter((name) => name.endsWith('.md'))
const pictures = files.filter((name) => !name.endsWith('.md'))

let blog: Blog
const paths: string[] = []

beforeAll(async () => {
  blog = await openBlog()
  for (const name of posts) {
    const source = read(name)
    const named = pictures.filter((picture) => source.includes(picture))
    const images = Object.fromEntries(named.map((picture) => [picture, read(picture)]))
    const response = await blog.push(name, source, images)
    const receipt = (await response.json()) as { url: string }
    expect([name, response.status]).toEqual([name, 201])
    paths.push(new URL(receipt.url).pathname)
  }
  // A key is written at most once a second, so the lists follow.
  const count = async () => JSON.parse(String((await blog.kv.get('site')) ?? '{}')).posts
  await vi.waitUntil(async () => (await count()) === posts.length - 1, { timeout: 10_000 })
})
afterAll(() => blog?.close())

test('every picture is named by a post and at most 150 kB', () => {
  const sources = posts.map((name) => read(name).toString())
  for (const picture of pictures) {
    expect([picture, sources.some((source) => source.includes(picture))]).toEqual([picture, true])
    expect(read(picture).length).toBeLessThanOrEqual(150_000)
  }
})

test('every page is whole: no script but the one for code, no inline style, at most 14 KiB compressed', async () => {
  expect(paths).toContain('/about')
  for (const path of paths) {
    const response = await blog.fetch(path)
    expect([path, response.status]).toEqual([path, 200])
    const html = await response.text()
    const rest = withoutData(html)
      .replace(/<pre.*?<\/pre>/gs, '')
      .replace(`>${COPY}</script>`, '')
    expect([path, /<script(?! data-copy)|\sstyle=|\son\w+=/.exec(rest)]).toEqual([path, null])
    expect(gzipSync(html).length).toBeLessThanOrEqual(14 * 1024)
  }
})

test('home is at most 10 KiB compressed and leads to every post', async () => {
  const html = await (await blog.fetch('/')).text()
  expect(gzipSync(html).length).toBeLessThanOrEqual(10 * 1024)
  for (const path of paths) {
    if (path !== '/about') expect(html).toContain(`href="${path}"`)
  }
})

test('the old post has its five headings, two pictures and one placeholder', async () => {
  const path = paths.find((each) => each.includes('pycon')) ?? ''
  const html = await (await blog.fetch(path)).text()
  expect(html).toContain('<html lang="zh">')
  expect(html.match(/<h3 id="[^"]+">\d\./g)?.length).toBe(5)
  expect(html.match(/<img src="\/images\//g)?.length).toBe(2)
  expect(html.match(/<span class="missing">/g)?.length).toBe(1)
  const prose = html.slice(html.indexOf('<div class="prose">'), html.indexOf('</article>'))
  for (const block of prose.replace(/<pre.*?<\/pre>/gs, '').split(/<\/?(?:p|li|h3)\b[^>]*>/)) {
    const text = block.replace(/<[^>]*>/g, '').trim()
    expect(text).not.toMatch(/#|\*|[\u4e00-\u9fff]\s*\n\s*[\u4e00-\u9fff]/)
  }
})

test('every link between the pages leads somewhere', async () => {
  for (const path of ['/', ...paths]) {
    const html = await (await blog.fetch(path)).text()
    const links = [...html.matchAll(/<a href="(\/[^"#]*)/g)].map((match) => match[1] ?? '')
    for (const link of new Set(links)) {
      expect([path, link, (await blog.fetch(link)).status]).toEqual([path, link, 200])
    }
  }
})
