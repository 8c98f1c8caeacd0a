/** The command's previews: a link to a file as it is here, and to a draft as it is on the blog. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../bench/posts.ts'
import { type Blog, openBlog } from '../world.ts'
import { buildCommand } from './deckle.ts'

let blog: Blog
let command: ReturnType<typeof buildCommand>
let desk: string

beforeAll(async () => {
  command = buildCommand()
  blog = await openBlog({ without: ['LIMITER'] })
  desk = join(command.directory, 'desk')
  await mkdir(join(desk, 'content'), { recursive: true })
})
afterAll(async () => {
  await blog.close()
  command.remove()
})

function preview(...args: string[]) {
  const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' }
  return command.run(['preview', ...args], { cwd: desk, env })
}

/** The page at a printed link, which names the site's own origin. */
async function follow(out: string): Promise<string> {
  const { pathname, search } = new URL(out.split('\n')[0] ?? '')
  return (await blog.fetch(pathname + search)).text()
}

test('a file that was never pushed is shown with its pictures, and is not on the blog', async () => {
  await writeFile(join(desk, 'content/dot.png'), picture(8))
  await writeFile(join(desk, 'content/2026-01-02-秋.md'), '# 秋天\n\n![一点](dot.png)\n')
  const { code, out, err } = await preview('content/2026-01-02-秋.md')
  expect([code, err]).toEqual([0, ''])
  expect(await follow(out)).toMatch(/秋天[\s\S]*\/images\/[0-9a-f]{32}\.png/)
  expect((await blog.api(`/api/posts/${encodeURIComponent('秋')}`)).status).toBe(404)
})

test('a draft on the blog is shown by its slug, for as long as was asked', async () => {
  await blog.push('winter.md', '---\ntitle: Winter\ndraft: true\n---\nCold.\n')
  const { code, out } = await preview('winter', '--hours', '1', '--json')
  const { url, expires } = JSON.parse(out)
  expect(code).toBe(0)
  expect(await follow(url)).toContain('Cold.')
  const left = Date.parse(expires) - Date.now()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThanOrEqual(3_600_000)
})

test('a broken file is told by its line, and what is nowhere in a line', async () => {
  await writeFile(join(desk, 'content/bad.md'), '---\ntitle: a: b\n---\n')
  expect(await preview('content/bad.md')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^content\/bad\.md:2:/),
  })
  expect(await preview('nowhere')).toMatchObject({ code: 1, err: expect.stringMatching(/nowhere/) })
  expect((await preview('winter', '--hours', '9999')).err).toContain('hours')
  expect((await preview()).code).toBe(2)
})
