/** A Hugo site moves in: shortcodes, bundles, languages, addresses. */

import { describe, expect, test } from 'vitest'
import { convert, type Files, importFiles } from './old-site.ts'

const dot = new Uint8Array([1])

describe('what shows the same', () => {
  test.each([
    ['figure', '{{< figure src="/x/dot.png" title="A dot" >}}', '![A dot](/x/dot.png "A dot")'],
    ['an embedded picture', '![[dot.png]]', '![dot](/x/dot.png)'],
    [
      'figure over lines, with a link',
      '{{< figure\n  src="/x/dot.png"\n  link="https://example.com" caption="A *dot*"\n>}}',
      '<figure>\n<a href="https://example.com"><img src="/x/dot.png" alt="A dot"></a>\n<figcaption>\n\nA *dot*\n\n</figcaption>\n</figure>',
    ],
    [
      'highlight',
      '{{< highlight go "linenos=table" >}}\nfunc `x`\n{{< /highlight >}}\nAfter',
      '```go\nfunc `x`\n```\n\nAfter',
    ],
    [
      'admonition',
      '{{< admonition tip "Mind" >}}\nOne\n\n```\ncode\n```\n{{< /admonition >}}\nAfter',
      '> [!TIP]\n> **Mind**\n>\n> One\n>\n> ```\n> code\n> ```\n\nAfter',
    ],
    [
      'one within a list',
      '* a\n\n  {{< warning >}}\n  b\n  {{< /warning >}}\n\n* c',
      '* a\n\n  > [!WARNING]\n  > b\n\n* c',
    ],
    [
      'one within another',
      '{{% notice info %}}\na\n{{% notice tip %}}\nb\n{{% /notice %}}\n{{% /notice %}}',
      '> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b',
    ],
    [
      'details',
      '{{< details summary="More" >}}\nx\n{{< /details >}}',
      '<details>\n<summary>More</summary>\n\nx\n\n</details>',
    ],
    [
      'vimeo',
      '{{< vimeo 146022717 >}}',
      '<iframe src="https://player.vimeo.com/video/146022717" title="Video" width="640" height="360"></iframe>',
    ],
    ['param', 'By {{< param author >}}.', 'By {{< param author >}}.'],
    ['escaped in code', '`{{</* ref "a" */>}}`', '`{{< ref "a" >}}`'],
    ['a name of a heading', '## Title {#name}', '## <a id="name"></a>Title'],
  ])('%s', async (_, source, converted) => {
    expect(await convert('hugo', source, { 'static/x/dot.png': dot })).toBe(converted)
  })
})

test('ref and relative links lead to posts, in the language of the page', async () => {
  const files: Files = {
    'content/posts/other/index.en.md':
      '---\ntitle: Other\n---\nSee [a](../a#x) {{< ref "a.md#x" >}}\n',
    'content/posts/other/index.zh-cn.md': '---\ntitle: 其他\n---\n[a](../other)\n',
    'content/posts/a.en.md':
      '---\ntitle: A\n---\n[1]({{< ref "posts/other" >}}#y) [2]({{< relref "other" >}}) [3](../other/) [4]({{< ref "gone.md" >}})\n',
  }
  const { files: texts, report } = await importFiles('hugo', files)
  expect(texts.get('a.md')).toContain(
    '[1](/posts/other#y) [2](/posts/other) [3](/posts/other) [4]({{< ref "gone.md" >}})',
  )
  expect(texts.get('other.md')).toContain('See [a](/posts/a#x) /posts/a#x')
  expect(texts.get('other-zh-cn.md')).toContain('[a](/posts/other-zh-cn)')
  expect(texts.get('other-zh-cn.md')).toContain(
    'lang: zh-cn\ntranslation_of: other\nredirect_from: [/zh-cn/posts/other]\n',
  )
  expect(report.raw).toEqual([
    { path: 'content/posts/a.en.md', line: 4, text: '{{< ref "gone.md" >}}' },
  ])
})

test('each bundle has its own pictures, though they share a name', async () => {
  const { files, report } = await importFiles('hugo', {
    'content/posts/a/index.md':
      '---\ntitle: A\n---\n![](dot.png) ![](../b/dot.png) ![](/up/x%20y.png)\n',
    'content/posts/a/dot.png': 'a',
    'content/posts/b/index.md':
      '---\ntitle: B\nresources: [{name: featured-image, src: dot.png}]\n---\n![](dot.png)\n',
    'content/posts/b/dot.png': 'b',
    'static/up/x y.png': 'c',
  })
  expect(files.get('a.md')).toContain(
    '![](/posts/a/dot.png) ![](/posts/b/dot.png) ![](/up/x%20y.png)',
  )
  expect(files.get('b.md')).toContain('cover: /posts/b/dot.png\n')
  expect([
    files.get('posts/a/dot.png'),
    files.get('posts/b/dot.png'),
    files.get('up/x y.png'),
  ]).toEqual(['a', 'b', 'c'])
  expect(report.pictures).toMatchObject({ found: 4, missing: [] })
})

describe('old addresses', () => {
  test.each([
    ['', '', '[/blog/say-it]'],
    ['uglyURLs = true', '', '[/blog/say-it.html]'],
    ['[permalinks]\nblog = "/:year/:month/:title/"', '', '[/2014/11/hello-you]'],
    [
      '[permalinks.page]\nblog = "/:section/:yearday/:slug"',
      'slug: Other One',
      '[/blog/320/other-one]',
    ],
    ['', 'url: /mine/', '[/mine]'],
    ['', 'aliases: [/a/, /b]', '[/blog/say-it, /a, /b]'],
  ])('%s | %s', async (config, fields, expected) => {
    const source = `---\ntitle: Hello, You\ndate: 2014-11-16T23:30:00-08:00\n${fields}\n---\nText.\n`
    const { files } = await importFiles('hugo', {
      'hugo.toml': config,
      'content/blog/Say it.md': source,
    })
    const [text = ''] = files.values()
    expect(/^redirect_from: (.*)$/m.exec(text)?.[1]).toBe(expected)
  })
})

test('TOML front matter, drafts, pages, lists, and the rule of a time without a zone', async () => {
  const { files, report } = await importFiles('hugo', {
    'config.yaml': 'timeZone: Asia/Tokyo\n',
    'content/_index.md': 'Home\n',
    'content/posts/_index.md': '---\ntitle: Posts\n---\n',
    'content/about/index.md': '---\ntitle: About\n---\nUs.\n',
    'content/posts/a.md':
      '+++\ntitle = "A"\ndate = 2014-11-16T10:00:00\nlastmod = 2015-01-01\ndraft = true\ntags = ["x"]\n[params]\n  n = 1\n+++\nText\n',
  })
  expect(report).toMatchObject({
    engine: 'hugo',
    config: 'config.yaml',
    posts: 1,
    pages: 1,
    drafts: 1,
  })
  expect(report.skipped.map(({ why }) => why)).toEqual(['home', 'list'])
  expect(files.get('a.md')).toBe(
    '---\ntitle: A\ndate: 2014-11-16T10:00:00+09:00\nupdated: 2015-01-01\nslug: a\ndraft: true\ntags: [x]\nparams: {"n":1}\n---\n\nText\n',
  )
  expect(files.get('about.md')).toContain('layout: page\n')
})
