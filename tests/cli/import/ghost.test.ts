/** What Ghost exports moves in: posts, pages, and who may see them. */

import { expect, test } from 'vitest'
import { importFiles } from './old-site.ts'

const ghost = (...posts: object[]) => ({
  'ghost.json': JSON.stringify({
    db: [
      {
        data: {
          posts,
          tags: [
            { id: 't', name: 'News' },
            { id: 'i', name: '#internal' },
          ],
          posts_tags: [
            { post_id: 1, tag_id: 'i', sort_order: 1 },
            { post_id: 1, tag_id: 't', sort_order: 0 },
          ],
          users: [{ id: 'u', name: 'Ada' }],
          posts_authors: [{ post_id: 1, author_id: 'u' }],
          settings: [{ key: 'timezone', value: 'Asia/Shanghai' }],
        },
      },
    ],
  }),
})

test('a post with all that belongs to it', async () => {
  const { files, report } = await importFiles('ghost', {
    ...ghost({
      ...{
        id: 1,
        title: 'Hello',
        slug: 'hello',
        status: 'published',
        visibility: 'public',
        type: 'post',
      },
      published_at: '2020-01-02T03:04:05.000Z',
      html: '<p>Words <strong>here</strong></p><p><img src="__GHOST_URL__/content/images/2020/01/dot.png" alt="Dot"></p>',
      feature_image: '__GHOST_URL__/content/images/2020/01/dot.png',
      custom_excerpt: 'In short',
    }),
    'content/images/2020/01/dot.png': 'x',
  })
  expect(files.get('2020-01-02-hello.md')).toBe(
    '---\ntitle: Hello\ndate: 2020-01-02T03:04:05+00:00\nslug: hello\nredirect_from: [/hello]\nauthor: Ada\n' +
      'description: In short\ntags: [News]\ncover: /content/images/2020/01/dot.png\n---\n\n' +
      'Words **here**\n\n![Dot](/content/images/2020/01/dot.png)\n',
  )
  expect(report).toMatchObject({
    engine: 'ghost',
    posts: 1,
    timezone: 'Asia/Shanghai',
    pictures: { found: 1 },
  })
})

test('Markdown is taken as its author wrote it; what is for members stays unseen', async () => {
  const mobiledoc = JSON.stringify({
    cards: [['markdown', { markdown: '*As* it is' }]],
    sections: [[10, 0]],
  })
  const { files, report } = await importFiles(
    'ghost',
    ghost(
      {
        id: 1,
        title: 'A',
        slug: 'a',
        status: 'published',
        mobiledoc,
        html: '<p>no</p>',
        published_at: '2020-01-02 03:04:05',
      },
      { id: 2, title: 'B', slug: 'b', status: 'published', visibility: 'paid', html: '<p>b</p>' },
      { id: 3, title: 'C', slug: 'c', status: 'published', page: 1, html: '<p>c</p>' },
    ),
  )
  expect(files.get('2020-01-02-a.md')).toMatch(/\n---\n\n\*As\* it is\n$/)
  expect(files.get('b.md')).toContain('draft: true\n')
  expect(report).toMatchObject({ posts: 2, pages: 1, drafts: 1 })
})

test('another JSON file is refused', async () => {
  for (const text of ['{', '{"a": 1}', '[]']) {
    const { report } = await importFiles('ghost', { 'a.json': text })
    expect(report.refused).toMatchObject([
      { path: 'a.json', errors: [{ message: 'This is no Ghost export.' }] },
    ])
  }
})
