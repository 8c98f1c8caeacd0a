/** Budgets that fail the build: the Worker's size, and what a page weighs on the wire. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutData } from '../pages/data-blocks.ts'
import { shared } from '../shared.ts'
import { type Blog, openBlog } from '../world.ts'
import { read, root } from './rooms.ts'

const KIB = 1024
/** Ten packets of TCP (RFC 6928), of 1,460 bytes each. */
const FIRST_FLIGHT = 14_600
const gzip = (bytes: string | Uint8Array) => gzipSync(bytes, { level: 9 }).length

test('the Worker is at most 260 KiB gzip, with nothing but text in it', () => {
  const bundle = readFileSync(join(process.env.DECKLE_BUNDLE ?? '', 'worker.js'))
  const size = gzip(bundle)
  console.log(`Worker: ${kib(bundle.length)}, ${kib(size)} gzip`)
  expect(size).toBeLessThanOrEqual(260 * KIB)
})

describe('a page weighs, with its CSS', () => {
  let blog: Blog

  beforeAll(async () => {
    blog = await openBlog()
    const answer = await blog.push(post.name, post.source, picturesOf(post))
    expect(answer.status, await answer.clone().text()).toBe(201)
    const { url } = (await answer.json()) as { url: string }
    post.path = URL.parse(url, 'http://localhost')?.pathname ?? ''
  })
  afterAll(() => blog.close())

  test.each([
    ['post', () => post.path, 14],
    ['home', () => '/', 10],
    ['not found', () => '/nothing-here', 8],
  ])('%s', async (name, path, budget) => {
    const html = await (await blog.fetch(path())).text()
    console.log(`${name}: ${kib(Buffer.byteLength(html))}, ${kib(gzip(html))} gzip`)
    expect(gzip(html)).toBeLessThanOrEqual(budget * KIB)
  })

  test('a post and its headers fit in what a server sends before it hears from the reader', async () => {
    const answer = await blog.fetch(post.path)
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')
    const size = Buffer.byteLength(headers) + gzip(await answer.text())
    console.log(`post with headers: ${size} bytes of ${FIRST_FLIGHT}`)
    expect(size).toBeLessThanOrEqual(FIRST_FLIGHT)
  })

  test('a post with code carries one script more, of less than 1 kB', async () => {
    await blog.push('code.md', '# Code\n\n```js\nlet a\n```\n')
    const answer = await blog.fetch('/posts/code')
    const html = withoutData(await answer.text())
    const [, script = ''] = /<script[^>]*>([^<]*)<\/script>/.exec(html) ?? []
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(Buffer.byteLength(script)).toBeLessThan(1000)
    const digest = createHash('sha256').update(script).digest('base64')
    const policy = answer.headers.get('Content-Security-Policy') ?? ''
    expect(/script-src [^;]*/.exec(policy)?.[0]).toBe(`script-src 'sha256-${digest}'`)
  })

  test('asks for nothing else before it is shown, and runs nothing but that script', async () => {
    const html = await (await blog.fetch(post.path)).text()
    expect(withoutData(html)).not.toMatch(
      /<script(?! data-copy=)|<link[^>]+rel="?(stylesheet|preload|modulepreload)|@import/i,
    )
    expect(html).toMatch(/<style/)
  })
})

const OWN = '2014-11-16-上海PyCon一日.md'

/** The heaviest real post at hand: 10 kB of Chinese prose, with its pictures. */
const post = {
  ...(seed() ?? { name: OWN, source: read(`content/${OWN}`), folder: join(root, 'content') }),
  path: '',
}

function seed() {
  const name = '2014-11-16-Pycon2014@Shanghai.md'
  const file = shared(`seed/${name}`)
  if (file === null) return null
  return { name, source: readFileSync(file, 'utf8'), folder: dirname(file) }
}

/** Those of its pictures that are still there. */
function picturesOf({ source, folder }: typeof post): Record<string, Uint8Array> {
  const names = readdirSync(folder).filter((name) => !name.endsWith('.md') && source.includes(name))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]))
}

const kib = (bytes: number) => `${(bytes / KIB).toFixed(1)} KiB`
