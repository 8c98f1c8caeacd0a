/** What `deckle export --as` writes, built by the real Jekyll and the real Hugo, where this machine has them. */

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { urls } from '../../../src/urls.ts'
import { listPosts, settle } from '../../ledger/audit.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'
import { fill } from './blog-by-rule.ts'

/** How each tells its version, and builds the folder it stands in. */
const ENGINES = {
  hugo: { version: 'version', build: (to: string) => ['--quiet', '-d', to] },
  jekyll: { version: '--version', build: (to: string) => ['build', '--quiet', '-d', to] },
}

const BRACES = 'Braces: `{{ page.title }}`, {{ site.url }}, {% if x %}, {{< figure src="x" >}}.'

const command = buildCommand()
let root: string
let blog: Blog

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deckle-engines-'))
  blog = await openBlog({ without: ['LIMITER'] })
  await fill(blog, 80)
  await blog.push('plan.md', '---\nlayout: page\ndraft: true\n---\nA plan.\n')
  await blog.push('braces.md', `---\ntitle: "Braces: {{ and {%"\n---\n${BRACES}\n`)
  await settle(blog)
})
afterAll(async () => {
  command.remove()
  await blog?.close()
  await rm(root, { recursive: true, force: true })
})

for (const [name, { version, build }] of Object.entries(ENGINES)) {
  const missing = spawnSync(name, [version]).status !== 0
  if (missing)
    console.warn(`There is no ${name} on this machine: what it would build is not tested.`)

  describe.skipIf(missing)(name, () => {
    const built = (path: string) => join(root, `${name}-built`, decodeURI(path))
    /** The file that a server gives at an address. */
    const fileAt = (path: string): string | undefined =>
      ['', '.html', '/index.html', 'index.html']
        .map((end) => built(path) + end)
        .find((file) => existsSync(file) && /\.\w+$/.test(file))

    beforeAll(async () => {
      const env = { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' }
      const ran = await command.run(['export', '--as', name, name], { cwd: root, env })
      expect(ran.code, ran.err).toBe(0)
      execFileSync(name, build(join(root, `${name}-built`)), { cwd: join(root, name) })
    })

    test('every public page is at its address, with its title', async () => {
      const posts = (await listPosts(blog)).filter(({ status }) => status === 'published')
      expect(posts.length).toBeGreaterThan(60)
      for (const { slug, title, kind } of posts) {
        const path = kind === 'page' ? urls.standalone(slug) : urls.post(slug)
        const file = fileAt(path)
        expect(file, path).toBeDefined()
        const page = await readFile(file ?? '', 'utf8')
        expect(page).toContain(`<h1>${title.replaceAll('"', '&#34;')}</h1>`)
      }
    })

    test('drafts, and what is to come, are nowhere', async () => {
      const hidden = (await listPosts(blog)).filter(({ status }) => status !== 'published')
      expect(hidden.map(({ slug }) => slug)).toContain('plan')
      for (const { slug } of hidden) {
        expect(fileAt(urls.post(slug)), slug).toBeUndefined()
        expect(fileAt(urls.standalone(slug)), slug).toBeUndefined()
      }
    })

    test('an old address leads to the new one, and a picture is where it was', async () => {
      for (const path of ['/old/14', '/old/14/']) {
        expect(await readFile(fileAt(path) ?? '', 'utf8')).toContain('/posts/post-14')
      }
      const [image] = (await blog.bucket?.list())?.objects ?? []
      const bytes = await (await blog.bucket?.get(image?.key ?? ''))?.arrayBuffer()
      expect(await readFile(built(`/${image?.key}`))).toEqual(Buffer.from(bytes ?? []))
    })

    test('nothing of an author’s text is taken for a template', async () => {
      const page = await readFile(fileAt(urls.post('braces')) ?? '', 'utf8')
      const text = page
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
      const plain = text.replace(/&(?:quot|#34|ldquo|rdquo);|[“”]/g, '"')
      expect(plain).toContain(BRACES.replaceAll('`', ''))
    })
  })
}
