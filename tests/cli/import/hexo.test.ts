/** A Hexo site moves in: its tags, its asset folders, its addresses. */

import { describe, expect, test } from 'vitest'
import { convert, importFiles } from './old-site.ts'

describe('what shows the same', () => {
  test.each([
    ['asset_img', '{% asset_img dot.png A dot %}', '![A dot](/posts/a/dot.png "A dot")'],
    [
      'asset_img with a size',
      '{% asset_img right dot.png 30 20 "A dot" %}',
      '<figure>\n<img src="/posts/a/dot.png" alt="A dot" width="30" height="20">\n<figcaption>A dot</figcaption>\n</figure>',
    ],
    ['asset_path', '[it]({% asset_path dot.png %})', '[it](/posts/a/dot.png)'],
    ['a picture of the asset folder', '![](dot.png)', '![](/posts/a/dot.png)'],
    ['an embedded picture', '![[dot.png]]', '![dot](/posts/a/dot.png)'],
    [
      'post_link',
      '{% post_link b %} {% post_link b "the other" %} {% post_link gone %}',
      '[Other](/posts/b) [the other](/posts/b) {% post_link gone %}',
    ],
    [
      'codeblock',
      '{% codeblock Array.map lang:js http://x.example %}\na\n{% endcodeblock %}',
      '```js\na\n```',
    ],
    [
      'blockquote',
      '{% blockquote Ada, Notes http://x.example/n %}\nWords\n{% endblockquote %}',
      '> Words\n>\n> — **Ada** [Notes](http://x.example/n)',
    ],
    ['note', '{% note warning %}\nMind\n{% endnote %}', '> [!WARNING]\n> Mind'],
    [
      'youtube',
      '{% youtube w7Ft2ymGmfc %}',
      '<iframe src="https://www.youtube-nocookie.com/embed/w7Ft2ymGmfc" title="Video" width="640" height="360"></iframe>',
    ],
    ['raw', '{% raw %}<b>{{ x }}</b>{% endraw %}', '<b>{{ x }}</b>'],
    ['more', 'a\n<!-- more -->\nb', 'a\n<!-- more -->\nb'],
    ['code', '```\n{% asset_img a %}\n```', '```\n{% asset_img a %}\n```'],
  ])('%s', async (_, source, converted) => {
    const more = {
      'source/_posts/a/dot.png': new Uint8Array([1]),
      'source/_posts/b.md': '---\ntitle: Other\ndate: 2014-01-01\n---\n',
    }
    expect(await convert('hexo', source, more)).toBe(converted)
  })
})

describe('old addresses', () => {
  test.each([
    ['', '', '[/2014/11/16/开会]'],
    ['permalink: posts/:name.html', '', '[/posts/开会.html]'],
    [
      'permalink: :category/:i_month-:i_day/:post_title/',
      'categories: [生活, 会议]',
      '[/生活/会议/11-16/Hello-You]',
    ],
    ['permalink: p/:abbrlink/', 'abbrlink: 8ddf18fb', '[/p/8ddf18fb]'],
    ['permalink: /x/:title', 'permalink: mine/here', '[/mine/here]'],
  ])('%s | %s', async (config, fields, expected) => {
    const source = `---\ntitle: Hello, You\ndate: 2014-11-16 23:30:00\n${fields}\n---\nText.\n`
    const { files, report } = await importFiles('hexo', {
      '_config.yml': config.replace(/: (:.*)$/, ': "$1"'),
      'source/_posts/开会.md': source,
    })
    const [text = JSON.stringify(report)] = files.values()
    expect(/^redirect_from: (.*)$/m.exec(text)?.[1]).toBe(expected)
  })
})

test('drafts, pages, and those the blog has itself', async () => {
  const { files, report } = await importFiles('hexo', {
    '_config.yml': 'timezone: Asia/Shanghai\nnew_post_name: :year-:month-:day-:title.md\n',
    'source/_posts/2014-11-16-a.md': '---\ntitle: A\n---\nText\n',
    'source/_drafts/idea.md': 'title: Idea\ntags: [x]\n---\nText\n',
    'source/about/index.md': '---\ntitle: About\n---\nUs.\n',
    'source/tags/index.md': '---\ntitle: tags\ntype: "tags"\n---\n',
  })
  expect([report.posts, report.pages, report.drafts]).toEqual([2, 1, 1])
  expect(report.skipped).toEqual([{ path: 'source/tags/index.md', why: 'own' }])
  expect(files.get('2014-11-16-a.md')).toContain('redirect_from: [/2014/11/16/a]\n')
  expect(files.get('idea.md')).toContain('title: Idea\nslug: idea\ndraft: true\ntags: [x]\n')
})
