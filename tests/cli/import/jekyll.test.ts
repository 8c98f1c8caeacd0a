/** A Jekyll site moves in: its addresses, its dates, its pages. */

import { describe, expect, test } from 'vitest'
import { importFiles } from './old-site.ts'

describe('old addresses', () => {
  const addresses = async (config: string, fields = '', name = '_posts/2014-11-06-Say it.md') => {
    const source = `---\ntitle: A\n${fields}\n---\nText.\n`
    const { files, report } = await importFiles('jekyll', { '_config.yml': config, [name]: source })
    const [text = JSON.stringify(report)] = files.values()
    return /^redirect_from: (.*)$/m.exec(text)?.[1]
  }

  test.each([
    ['timezone: Asia/Shanghai', '', '[/2014/11/06/Say-it.html]'],
    ['permalink: pretty', 'categories: News Day', '[/news/day/2014/11/06/Say-it]'],
    ['permalink: ordinal', '', '[/2014/310/Say-it.html]'],
    ['permalink: none', '', '[/Say-it.html]'],
    ['permalink: /:year/:short_month/:i_day/:slug/', '', '[/2014/Nov/6/say-it]'],
    ['permalink: pretty', 'permalink: /mine.html', '[/mine.html]'],
    ['permalink: pretty', 'slug: other', '[/2014/11/06/other]'],
    ['permalink: none', 'redirect_from: [/a/, /b.html]', '[/Say-it.html, /a, /b.html]'],
    [
      '{permalink: none, defaults: [{scope: {path: ""}, values: {permalink: /d/:title}}]}',
      '',
      '[/d/Say-it]',
    ],
  ])('%s | %s', async (config, fields, expected) => {
    expect(await addresses(config, fields)).toBe(expected)
  })

  test('the folder above _posts is a category', async () => {
    expect(await addresses('', '', 'Life/_posts/2014-11-06-a.md')).toBe('[/life/2014/11/06/a.html]')
  })
})

describe('a time without a zone', () => {
  const late = '---\ntitle: A\ndate: 2014-11-16 23:30:00\n---\n'
  const dated = async (config: string, options = {}) => {
    const { files } = await importFiles(
      'jekyll',
      { '_config.yml': config, '_posts/2014-11-16-a.md': late },
      options,
    )
    const [text = ''] = files.values()
    return [/^date: (.*)$/m.exec(text)?.[1], /^redirect_from: (.*)$/m.exec(text)?.[1]]
  }

  test('is UTC, and its address has the day of the site’s zone', async () => {
    const [date, address] = await dated('timezone: Asia/Shanghai')
    expect([date, address]).toEqual(['2014-11-17T07:30:00+08:00', '[/2014/11/17/a.html]'])
  })

  test('where the site names no zone both days are kept', async () => {
    expect((await dated(''))[1]).toBe('[/2014/11/17/a.html, /2014/11/16/a.html]')
  })

  test('--dates local: it is the site’s own', async () => {
    const [date, address] = await dated('timezone: Asia/Shanghai', { dates: 'local' })
    expect([date, address]).toEqual(['2014-11-16T23:30:00+08:00', '[/2014/11/16/a.html]'])
  })

  test('a day stays a day', async () => {
    const { files } = await importFiles('jekyll', { '_posts/2014-11-16-a.md': 'Text.\n' })
    expect([...files.values()][0]).toContain('\ndate: 2014-11-16\n')
  })
})

test('drafts, pages, and what stays behind', async () => {
  const { report, files } = await importFiles('jekyll', {
    '_drafts/idea.md': '---\ntitle: Idea\n---\nx\n',
    '_posts/2014-11-16-no.md': '---\ntitle: No\npublished: no\n---\nx\n',
    '_posts/2014-11-17-old.textile': 'h1. x',
    '_includes/x.html': '{{ x }}',
    'about/index.md': '---\ntitle: About\n---\nUs.\n',
    'archive.md':
      '---\ntitle: Archive\npermalink: /all/\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}\n',
    'index.html': '---\nlayout: home\n---\n',
    'README.md': 'x',
    'go.md': '---\nredirect_to: https://example.com\n---\n',
  })
  expect([report.posts, report.pages, report.drafts]).toEqual([2, 1, 2])
  expect([...files.keys()].sort()).toEqual(['about.md', 'idea.md', 'no.md'])
  expect(files.get('about.md')).toContain('layout: page\nredirect_from: [/about.html]\n')
  expect(report.skipped).toEqual([
    { path: 'archive.md', why: 'template' },
    { path: 'go.md', why: 'redirect' },
    { path: 'index.html', why: 'home' },
    { path: '_posts/2014-11-17-old.textile', why: 'format' },
  ])
})

test('what a collection shows comes along as pages, at its old address', async () => {
  const { report, files } = await importFiles('jekyll', {
    '_config.yml':
      'collections: {recipes: {output: true, permalink: "/eat/:path/"}, staff: {}}\nsource: src\n',
    'src/_recipes/soups/leek.md': '---\ntitle: Leek\n---\nBoil.\n',
    'src/_staff/ada.md': '---\nname: Ada\n---\n',
    'src/_posts/2014-11-16-a.md': '![](/img/dot.png)\n',
    'src/img/dot.png': new Uint8Array([1]),
  })
  expect(files.get('leek.md')).toContain('layout: page\nredirect_from: [/eat/soups/leek]\n')
  expect(report.skipped).toEqual([{ path: 'src/_staff/ada.md', why: 'resource' }])
  expect([...files.keys()].sort()).toEqual(['2014-11-16-a.md', 'img/dot.png', 'leek.md'])
})

test('front matter is kept word for word, in its new order', async () => {
  const source =
    '\ufeff---\r\nlayout: post\r\ntitle: "1.10: 更新"\r\ntags: [a, "b, c"]\r\ncustom: {x: [1, yes]}\r\nn: 3\r\nversion: 1.10\r\n---\r\nText\r\n'
  const { files } = await importFiles('jekyll', { '_posts/2014-11-16-测试.md': source })
  expect(files.get('2014-11-16-测试.md')).toBe(
    '---\ntitle: "1.10: 更新"\ndate: 2014-11-16\nslug: 测试\nredirect_from: [/2014/11/16/测试.html]\n' +
      'tags: [a, "b, c"]\ncustom: {"x":[1,"yes"]}\nn: 3\nversion: "1.10"\n---\n\nText\n',
  )
})

test('a file that cannot be read is refused with its line, and the others go on', async () => {
  const { report, files } = await importFiles('jekyll', {
    '_posts/2014-11-16-a.md': '---\ntitle: A\ntags: [a\n---\n',
    '_posts/2014-11-16-b.md': '---\ntitle: B\ndate: soon\n---\n',
    '_posts/2014-11-16-c.md': new Uint8Array([0x61, 0x0a, 0xff]),
    '_posts/2014-11-16-d.md': 'D\n',
  })
  expect([...files.keys()]).toEqual(['2014-11-16-d.md'])
  expect(report.refused.map(({ path, errors }) => [path.slice(-4), errors[0]?.line])).toEqual([
    ['a.md', 3],
    ['c.md', 2],
    ['b.md', 3],
  ])
})

test('two files that fall on one slug are both named, and nothing is sent', async () => {
  const { report, files } = await importFiles('jekyll', {
    '_posts/2013-11-16-a.md': 'x',
    '_posts/2014-11-16-a.md': 'y',
  })
  expect(report.twins).toEqual([
    { slug: 'a', paths: ['_posts/2013-11-16-a.md', '_posts/2014-11-16-a.md'] },
  ])
  expect(files.size).toBe(0)
})
