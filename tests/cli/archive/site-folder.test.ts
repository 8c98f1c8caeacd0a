/** `deckle export --as`: a folder for another engine, in which each page keeps its address and nothing is taken for a template. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../../bench/posts.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'

const command = buildCommand()
let root: string
let blog: Blog

const POST = `---
title: "纸: 与墨"
date: 2024-03-05 23:30
updated: 2024-04-01
tags: [Paper, 纸]
aliases: [/old/paper/]
cover: sheet.png
rating: 5
---
Begin. <!-- more -->

![A sheet](sheet.png) and {{ site.url }}, {{< figure src="x" >}}.
`

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deckle-as-'))
  blog = await openBlog({ without: ['LIMITER'] })
  const pushed = [
    await blog.push('纸.md', POST, { 'sheet.png': picture(9) }),
    await blog.push('about.md', '---\ntitle: About\nlayout: page\n---\nUs.\n'),
    await blog.push('idea.md', '---\ndraft: true\n---\n# Idea\n'),
    await blog.push('gone.md', '# Gone\n'),
    await blog.api('/api/posts/gone', { method: 'DELETE' }),
  ]
  expect(pushed.map(({ status }) => status)).toEqual([201, 201, 201, 201, 200])
})
afterAll(async () => {
  command.remove()
  await blog?.close()
  await rm(root, { recursive: true, force: true })
})

const run = (...args: string[]) =>
  command.run(['export', ...args, '--json'], {
    cwd: root,
    env: { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' },
  })

async function open(path: string): Promise<[fields: Record<string, unknown>, body: string]> {
  const text = await readFile(join(root, path), 'utf8')
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []
  return [load(front) as Record<string, unknown>, body]
}

const list = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(join(root, folder).length + 1))
    .sort()
}

const imageOf = async (): Promise<string> => (await blog.bucket?.list())?.objects[0]?.key ?? ''

test('jekyll: posts by their day in the site’s zone, drafts, pages, pictures where they are on the blog', async () => {
  const { code, out } = await run('--as', 'jekyll', 'j')
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    { posts: 1, pages: 1, drafts: 1, images: 1, gone: 1 },
  ])
  const image = await imageOf()
  expect(await list('j')).toEqual(
    [
      ...['Gemfile', '_config.yml', '_layouts/page.html', '_layouts/post.html', 'index.html'],
      ...['_drafts/idea.md', '_posts/2024-03-05-纸.md', 'about.md', image],
    ].sort(),
  )
  const [fields, body] = await open('j/_posts/2024-03-05-纸.md')
  expect(fields).toEqual({
    ...{ rating: 5, layout: 'post', title: '纸: 与墨', date: '2024-03-05T15:30:00.000Z' },
    ...{ tags: ['Paper', '纸'], image: `/${image}`, permalink: '/posts/纸' },
    ...{
      last_modified_at: '2024-03-31T16:00:00.000Z',
      redirect_from: ['/old/paper', '/old/paper/'],
    },
  })
  expect(body).toBe(
    `{% raw %}\nBegin. <!-- more -->\n\n![A sheet](/${image}) and {{ site.url }}, {{< figure src="x" >}}.\n{% endraw %}\n`,
  )
  const [page] = await open('j/about.md')
  expect(page).toMatchObject({ layout: 'page', permalink: '/about' })
  const stored = await (await blog.bucket?.get(image))?.arrayBuffer()
  expect(await readFile(join(root, 'j', image))).toEqual(Buffer.from(stored ?? new ArrayBuffer()))
})

test('hugo: shortcodes are shown and not run, drafts are drafts', async () => {
  const { code } = await run('--as', 'hugo', 'h')
  expect(code).toBe(0)
  const image = await imageOf()
  expect(await list('h')).toEqual(
    [
      ...['hugo.yaml', 'layouts/_default/list.html', 'layouts/_default/single.html'],
      ...['content/posts/idea.md', 'content/posts/纸.md', 'content/about.md', `static/${image}`],
    ].sort(),
  )
  const [fields, body] = await open('h/content/posts/纸.md')
  expect(fields).toMatchObject({ url: '/posts/纸', aliases: ['/old/paper'], rating: 5 })
  expect(body).toContain('Begin. <!--more-->')
  expect(body).toContain('{{</* figure src="x" */>}}')
  const [draft] = await open('h/content/posts/idea.md')
  expect(draft).toMatchObject({ draft: true, title: 'Idea' })
})

test('a folder that holds something, and an engine that is none, are refused in one line', async () => {
  const taken = await run('--as', 'hugo', 'h')
  expect([taken.code, taken.err]).toEqual([2, expect.stringMatching(/^h exists already.*\n$/)])
  const none = await run('--as', 'toString', 'n')
  expect([none.code, none.err]).toEqual([2, '"toString" is none of jekyll, hugo.\n'])
})
