/** `push --watch`: what is saved is pushed and shown at once, and nothing that goes wrong in a file ends it. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'
import { buildCommand } from './deckle.ts'

let blog: Blog
let command: ReturnType<typeof buildCommand>
let desk: string
let child: ChildProcess
let said = ''
let live = ''

beforeAll(async () => {
  command = buildCommand()
  blog = await openBlog({ without: ['LIMITER'] })
  desk = join(command.directory, 'desk')
  await mkdir(join(desk, 'content'), { recursive: true })
  await write('kept.md', '# Kept\n')
  await write('draft.md', '---\ntitle: A draft\ndraft: true\n---\nFirst words. ![A dot](dot.png)\n')
  await writeFile(join(desk, 'content/dot.png'), picture(8))
  child = spawn(process.execPath, [join(command.directory, 'dist/deckle.js'), 'push', '--watch'], {
    cwd: desk,
    env: { HOME: desk, LANG: 'C', DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' } as never,
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      said += chunk
    })
  }
  live = (await hears(/http:\/\/127\.0\.0\.1:\d+/))[0]
  await hears(/2 created/)
}, 60_000)
afterAll(async () => {
  child.kill('SIGKILL')
  await blog.close()
  command.remove()
})

const write = (name: string, text: string) => writeFile(join(desk, 'content', name), text)
const page = async (path: string) => (await fetch(live + path)).text()
const there = async (slug: string): Promise<string> =>
  (await blog.api(`/api/posts/${slug}`, { headers: { Accept: 'text/markdown' } })).text()

/** Waits till the command has said something; what it said till then is not heard again. */
async function hears(what: RegExp): Promise<RegExpExecArray> {
  const found = await vi.waitUntil(() => what.exec(said), { timeout: 20_000, interval: 50 })
  said = said.slice(found.index + found[0].length)
  return found
}

test('a draft is shown as the blog would show it, with its pictures, and loads itself anew', async () => {
  const text = await page('/posts/draft')
  expect(text).toMatch(/<h1>A draft<\/h1>[\s\S]*First words\./)
  const [image = ''] = /\/images\/[0-9a-f]{32}\.png/.exec(text) ?? []
  const shown = new Uint8Array(await (await fetch(live + image)).arrayBuffer())
  expect(shown).toEqual(picture(8))
  expect(text).toContain('EventSource')
  expect(await page('/')).toMatch(/href="\/posts\/draft"/)
  expect((await fetch(`${live}/posts/nowhere`)).status).toBe(404)
})

test('what an editor saves under another name and renames is pushed, and open pages are told', async () => {
  const changes = await fetch(`${live}/changes`)
  const reader = changes.body?.getReader()
  await reader?.read() // the opening line
  await write('draft.md~', '---\ntitle: A draft\ndraft: true\n---\nSecond words.\n')
  await rename(join(desk, 'content/draft.md~'), join(desk, 'content/draft.md'))
  await hears(/1 updated/)
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('data:')
  await reader?.cancel()
  expect(await there('draft')).toContain('Second words.')
  expect(await page('/posts/draft')).toContain('Second words.')
})

test('a broken file is told by its line and shown where it would be; the watch goes on', async () => {
  await write('bad.md', '---\ntitle: a: b\n---\n')
  await hears(/content\/bad\.md:2/)
  expect(await page('/posts/bad')).toMatch(/content\/bad\.md:2/)
  await write('bad.md', '# Good\n')
  await hears(/1 created/)
  expect(await there('bad')).toBe('# Good\n')
})

test('what is deleted here stays on the blog: only --prune removes', async () => {
  await rm(join(desk, 'content/kept.md'))
  await hears(/deckle push --prune removes/)
  expect(await there('kept')).toBe('# Kept\n')
})

test('a page of another site, which reaches the server under a name of its own, learns nothing', async () => {
  const { port } = new URL(live)
  const asked = request({ host: '127.0.0.1', port, path: '/', headers: { Host: 'evil.example' } })
  asked.end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  expect(answer.statusCode).toBe(403)
})

test('Ctrl-C ends it, and all is well', async () => {
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
