/** `deckle import` as an author meets it: a report first, then the whole old site on a running blog. */

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../../bench/posts.ts'
import { type Blog, openBlog } from '../../world.ts'
import { buildCommand } from '../deckle.ts'
import { type Files, makeZip } from './old-site.ts'

let blog: Blog
let command: ReturnType<typeof buildCommand>

const OLD: Files = {
  '_config.yml': 'url: https://old.example\ntimezone: Asia/Shanghai\npermalink: pretty\n',
  '_posts/2014-11-16-大会.md':
    '---\ntitle: 大会\ntags: [会]\n---\n![](/img/dot.png)\n![](http://gone.example/x/dot.png)\n\n{% highlight js %}\n1 + 1\n{% endhighlight %}\n',
  '_posts/2015-01-02-later.md':
    '---\ntitle: Later\n---\n[Before]({% post_url 2014-11-16-大会 %}) ![](lost.png)\n\n{% unknown %}\n',
  'about.md': '---\ntitle: About\n---\nUs.\n',
  'img/dot.png': picture(8),
}

beforeAll(async () => {
  command = buildCommand()
  blog = await openBlog({ without: ['LIMITER'] })
  for (const [path, content] of Object.entries(OLD)) await write(`old/${path}`, content)
})
afterAll(async () => {
  await blog.close()
  command.remove()
})

async function write(path: string, content: string | Uint8Array): Promise<void> {
  const file = join(command.directory, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

const run = (...args: string[]) =>
  command.run(['import', ...args], {
    cwd: command.directory,
    env: { DECKLE_URL: blog.url, DECKLE_TOKEN: blog.token ?? '' },
  })

const slugs = async (): Promise<string[]> => {
  const { posts } = (await (await blog.api('/api/posts')).json()) as { posts: { slug: string }[] }
  return posts.map(({ slug }) => slug).sort()
}

test('a report is all that happens before --yes', async () => {
  const { code, out, err } = await run('old')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('Jekyll, configured in _config.yml\n2 posts, 1 page\n')
  expect(out).toContain('2014-11-16 to 2015-01-02, in the time of Asia/Shanghai\n')
  expect(out).toContain('1 picture missing\n  _posts/2015-01-02-later.md:4: lost.png\n')
  expect(out).toContain('{% highlight %} × 1\n')
  expect(out).toContain(
    '1 construct that readers would see as written\n  _posts/2015-01-02-later.md:6: {% unknown %}\n',
  )
  expect(out).toContain('Nothing was sent.')
  expect(await slugs()).toEqual([])
})

test('--json is the same, for scripts; in a Chinese locale it is told in Chinese', async () => {
  const { out } = await run('old', '--json')
  expect(JSON.parse(out)).toMatchObject({
    ...{ engine: 'jekyll', posts: 2, pages: 1, redirects: 2, dry_run: true },
    pictures: {
      found: 1,
      missing: [{ path: '_posts/2015-01-02-later.md', line: 4, address: 'lost.png' }],
    },
  })
  const chinese = await command.run(['import', 'old'], {
    cwd: command.directory,
    env: { LANG: 'zh_CN.UTF-8' },
  })
  expect(chinese.out).toContain('1 处写法会原样显示给读者')
})

test('--yes moves in: posts, pages, pictures, and old addresses that lead to them', async () => {
  const { code, out, err } = await run('old', '--yes')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('3 created, 0 updated, 0 unchanged')
  expect(out).not.toContain('deckle-import-')
  expect(await slugs()).toEqual(['about', 'later', '大会'])
  const moved = await blog.fetch(`/2014/11/16/${encodeURIComponent('大会')}/`)
  expect([moved.status, moved.headers.get('Location')]).toEqual([
    301,
    `/posts/${encodeURIComponent('大会')}`,
  ])
  const page = await (await blog.fetch(`/posts/${encodeURIComponent('大会')}`)).text()
  expect(page.match(/<img [^>]*src="\/images\/[0-9a-f]{32}\.png/g)).toHaveLength(2)
  expect(page).toContain('language-javascript')
  expect(await (await blog.fetch('/posts/later')).text()).toContain(
    `href="/posts/${encodeURIComponent('大会')}"`,
  )
  expect((await blog.fetch('/about')).status).toBe(200)
})

test('twice is once; after an edit only that goes', async () => {
  expect((await run('old', '--yes')).out).toContain('0 created, 0 updated, 3 unchanged')
  await write('old/about.md', '---\ntitle: About\n---\nUs, again.\n')
  expect((await run('old', '--yes')).out).toContain('0 created, 1 updated, 2 unchanged')
})

test('what was changed on the blog meanwhile is not overwritten without --mine', async () => {
  await blog.push('about.md', '---\nlayout: page\n---\nUs, on the blog.\n')
  await write('old/about.md', '---\ntitle: About\n---\nUs, at the old site.\n')
  const { code, out } = await run('old', '--yes')
  expect([code, out]).toEqual([
    1,
    expect.stringContaining('about.md was changed here and on the blog'),
  ])
  const source = await blog.api('/api/posts/about', { headers: { Accept: 'text/markdown' } })
  expect(await source.text()).toContain('on the blog')
  expect((await run('old', '--yes', '--mine')).out).toContain('1 updated')
})

test('a post that never came from the old site is not overwritten without --mine', async () => {
  await write('second/_posts/2020-01-01-hello.md', 'Hello.\n')
  await write('second/about.md', '---\ntitle: About\n---\nOf the second site.\n')
  const { code, out } = await run('second', '--yes')
  expect([code, out]).toEqual([1, expect.stringContaining('about.md has the slug of another post')])
  expect(out).toContain('1 created, 0 updated, 0 unchanged')
  const source = await blog.api('/api/posts/about', { headers: { Accept: 'text/markdown' } })
  expect(await source.text()).not.toContain('second')
})

test('--to writes files to go on with, and never over those that were changed', async () => {
  const first = await run('old', '--to', 'new')
  expect([first.code, first.out]).toEqual([0, expect.stringContaining('4 files written to new')])
  const names = await readdir(join(command.directory, 'new'), { recursive: true })
  expect(names.sort()).toEqual(
    ['2014-11-16-大会.md', '2015-01-02-later.md', 'about.md', 'img', 'img/dot.png'].sort(),
  )
  await write('new/about.md', 'Mine.\n')
  const second = await run('old', '--to', 'new')
  expect(second.code).toBe(1)
  expect(second.out).toContain('new/about.md is there already, with other content')
  expect(await readFile(join(command.directory, 'new/about.md'), 'utf8')).toBe('Mine.\n')
})

test('an archive is imported as its folder is', async () => {
  const entries = Object.entries(OLD).map(([path, content]) => ({ name: `site/${path}`, content }))
  await write('old.zip', makeZip(entries))
  const { code, out } = await run('old.zip', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ posts: 2, pages: 1, pictures: { found: 1 } })
})

test('a picture that no blog takes is named before anything is sent', async () => {
  await write('torn/_config.yml', '')
  await write('torn/_posts/2015-01-02-a.md', '![a](/half.png)\n\n![b](/img/dot.png)\n')
  await write('torn/half.png', picture(8).subarray(0, 40))
  await write('torn/img/dot.png', picture(8))
  const { code, out } = await run('torn')
  expect([code, out]).toEqual([1, expect.stringContaining('half.png')])
  expect(out).toMatch(
    /^1 picture that no blog takes, nor a post that shows it\n {2}half\.png: half\.png .+$/m,
  )
})

test('what cannot be imported is told in one line, and nothing is sent', async () => {
  const before = await slugs()
  await write('evil.zip', makeZip([{ name: '../a.md', content: 'x' }]))
  await mkdir(join(command.directory, 'bare'), { recursive: true })
  await write('notes/readme.txt', 'x')
  await write('twins/_posts/2014-01-01-a.md', 'x')
  await write('twins/_posts/2015-01-01-a.md', 'y')
  await write('broken/_config.yml', 'a: [1\n')
  await write('broken/_posts/2014-01-01-a.md', 'y')
  const cases: [string[], number, string][] = [
    [['evil.zip', '--yes'], 1, 'evil.zip: ../a.md leads out of the archive'],
    [['bare', '--yes'], 1, 'bare holds nothing to import.'],
    [['notes', '--yes'], 2, '--from jekyll|hexo'],
    [['nowhere', '--yes'], 2, 'nowhere does not exist.'],
    [['old', '--from', 'medium'], 2, 'There are: jekyll'],
    [['old', '--dates', 'utc'], 2, '--dates is local or jekyll'],
    [[], 2, 'deckle import <folder'],
    [['broken', '--yes'], 1, '_config.yml:1'],
  ]
  for (const [args, code, message] of cases) {
    const ran = await run(...args)
    expect([ran.code, ran.out, ran.err.trim().split('\n')]).toEqual([
      code,
      '',
      [expect.stringContaining(message)],
    ])
  }
  const twins = await run('twins', '--yes')
  expect([twins.code, twins.out]).toEqual([1, expect.stringContaining('_posts/2015-01-01-a.md')])
  expect(await slugs()).toEqual(before)
})
