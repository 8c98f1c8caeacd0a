/** What WordPress exports moves in: its HTML as Markdown where nobody sees a difference. */

import { describe, expect, test } from 'vitest'
import { importFiles } from './old-site.ts'

const cdata = (text: string) => `<![CDATA[${text}]]>`

const item = (fields: Record<string, string>, more = '') =>
  `<item>\n${Object.entries(fields)
    .map(([name, value]) => `<${name}>${cdata(value)}</${name}>`)
    .join('\n')}\n${more}</item>\n`

const post = (content: string, fields: Record<string, string> = {}, more = '') =>
  item(
    {
      title: '你好',
      link: 'https://old.example/2014/11/%e4%bd%a0%e5%a5%bd/',
      'dc:creator': 'ada',
      'content:encoded': content,
      'wp:post_id': '7',
      'wp:post_date': '2014-11-16 10:00:00',
      'wp:post_date_gmt': '2014-11-16 02:00:00',
      'wp:post_name': '%e4%bd%a0%e5%a5%bd',
      'wp:status': 'publish',
      'wp:post_type': 'post',
      'wp:post_password': '',
      ...fields,
    },
    more,
  )

const wxr = (...items: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss><channel><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>${cdata('Ada L.')}</wp:author_display_name></wp:author>
${items.join('')}</channel></rss>\n`

const fromWordPress = (...items: string[]) =>
  importFiles('wordpress', { 'export.xml': wxr(...items) })

const bodyOf = (files: Map<string, string>, name: string) =>
  files
    .get(name)
    ?.replace(/^---\n.*?\n---\n\n?/s, '')
    .trimEnd()

describe('HTML', () => {
  test.each([
    [
      'words',
      'One *star* and\na line\n\n<b>Two</b> <a href="https://x.example/">there</a>',
      'One \\*star\\* and  \na line\n\n**Two** [there](https://x.example/)',
    ],
    [
      'what the editor notes',
      '<!-- wp:heading -->\n<h2>Head</h2>\n<!-- /wp:heading -->\n\n<!-- wp:list -->\n<ul><li>a</li><li>b</li></ul>\n<!-- /wp:list -->',
      '## Head\n\n-   a\n-   b',
    ],
    ['more', 'a\n\n<!--more-->\n\nb', 'a\n\n<!-- more -->\n\nb'],
    ['code', '<pre class="brush: js">a &lt; b\n\n  c</pre>', '```js\na < b\n\n  c\n```'],
    ['a shortcode of code', '[code lang="php"]$a < 1 && b[/code]', '```php\n$a < 1 && b\n```'],
    [
      'a table stays HTML',
      '<table><tr><td>a</td></tr>\n\n<tr><td colspan="2">b</td></tr></table>',
      '<table><tr><td>a</td></tr>\n<tr><td colspan="2">b</td></tr></table>',
    ],
    [
      'marks that Markdown lacks',
      'H<sub>2</sub>O <u>is</u> <del>old</del>',
      'H<sub>2</sub>O <u>is</u> <del>old</del>',
    ],
    [
      'a video',
      'https://www.youtube.com/watch?v=w7Ft2ymGmfc',
      '<iframe src="https://www.youtube-nocookie.com/embed/w7Ft2ymGmfc" title="Video" width="640" height="360"></iframe>',
    ],
    [
      'a link to another post',
      '<a href="https://old.example/2014/11/%E4%BD%A0%E5%A5%BD/#x">up</a>',
      '[up](/posts/%E4%BD%A0%E5%A5%BD#x)',
    ],
  ])('%s', async (_, html, markdown) => {
    const { files } = await fromWordPress(post(html))
    expect(bodyOf(files, '2014-11-16-你好.md')).toBe(markdown)
  })

  test('a caption is one still; the whole picture stands for a smaller copy', async () => {
    const picture = 'https://old.example/wp-content/uploads/2014/11/dot'
    const { files } = await fromWordPress(
      post(
        `[caption id="a" width="300"]<a href="${picture}.png"><img src="${picture}-300x200.png" alt="Dot" /></a> A dot[/caption]`,
      ),
      item({
        'wp:post_type': 'attachment',
        'wp:post_id': '8',
        'wp:attachment_url': `${picture}.png`,
      }),
    )
    const body = bodyOf(files, '2014-11-16-你好.md')
    expect(body).toContain(`<img src="${picture}.png" alt="Dot"`)
    expect(body).toContain('<figcaption>A dot</figcaption>')
  })
})

describe('WordPress', () => {
  test('a post with all that belongs to it', async () => {
    const more =
      `<category domain="post_tag" nicename="a">${cdata('会 议')}</category>` +
      `<category domain="category" nicename="b">${cdata('News')}</category>` +
      `<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta>` +
      `<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment><wp:comment><wp:comment_approved>spam</wp:comment_approved></wp:comment>`
    const { files, report } = await fromWordPress(
      post('Words', { 'excerpt:encoded': 'In <b>short</b>' }, more),
      item({
        'wp:post_type': 'attachment',
        'wp:post_id': '8',
        'wp:attachment_url': 'https://old.example/c.png',
      }),
    )
    expect(files.get('2014-11-16-你好.md')).toBe(
      '---\ntitle: 你好\ndate: 2014-11-16T10:00:00+08:00\nslug: 你好\nredirect_from: [/2014/11/你好]\nauthor: Ada L.\n' +
        'description: In short\ntags: [会 议]\ncategories: [News]\ncover: "https://old.example/c.png"\n---\n\nWords\n',
    )
    expect(report).toMatchObject({
      engine: 'wordpress',
      posts: 1,
      comments: 1,
      tags: 1,
      categories: 1,
    })
  })

  test('what was for few stays unseen; what was thrown away stays away', async () => {
    const other = (slug: string, fields: Record<string, string>) =>
      post('x', { 'wp:post_name': slug, ...fields })
    const { files, report } = await fromWordPress(
      other('a', { 'wp:status': 'draft', 'wp:post_date_gmt': '0000-00-00 00:00:00' }),
      other('b', { 'wp:status': 'private' }),
      other('c', { 'wp:post_password': 'secret' }),
      other('d', { 'wp:status': 'trash' }),
      other('e', { 'wp:post_type': 'page', link: 'https://old.example/e/' }),
      other('f', { 'wp:post_type': 'product' }),
    )
    expect(
      ['a.md', 'b.md', 'c.md'].map((name) => /^draft: true$/m.test(files.get(name) ?? '')),
    ).toEqual([true, true, true])
    expect([...files.values()].join('')).not.toContain('secret')
    expect(files.get('e.md')).toContain('layout: page\n')
    expect(report).toMatchObject({ posts: 3, pages: 1, drafts: 3 })
    expect(report.skipped).toEqual([
      { path: 'export.xml#d', why: 'trash' },
      { path: 'export.xml#f', why: 'kind' },
    ])
  })

  test('a shortcode without an equal is named, with its line in the file', async () => {
    const { report } = await fromWordPress(post('One\n\n[contact-form-7 id="1"]'))
    const text = wxr(post('One\n\n[contact-form-7 id="1"]'))
    const line = text.split('\n').findIndex((each) => each.includes('contact-form')) + 1
    expect(report.raw).toEqual([{ path: 'export.xml#你好', line, text: '[contact-form-7 id="1"]' }])
  })

  test('another XML file is refused', async () => {
    const { report } = await importFiles('wordpress', {
      'feed.xml': '<rss><channel></channel></rss>',
    })
    expect(report.refused).toMatchObject([
      { path: 'feed.xml', errors: [{ message: 'This is no WordPress export.' }] },
    ])
  })
})
