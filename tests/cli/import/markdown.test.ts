/** A folder of Markdown moves in: an Obsidian vault, Astro's content, MkDocs' boxes. */

import { describe, expect, test } from 'vitest'
import { convert, importFiles } from './old-site.ts'

const files = {
  'Other Note.md': '---\ntitle: The other\n---\n',
  'img/dot.png': new Uint8Array([1]),
}

describe('what shows the same', () => {
  test.each([
    [
      'a wiki link',
      '[[Other Note]] [[Other Note|it]] [[Other Note#Its Part]] [[Nowhere]]',
      '[Other Note](/posts/other-note) [it](/posts/other-note) [Other Note](/posts/other-note#its-part) [[Nowhere]]',
    ],
    ['an embedded picture', '![[dot.png]]', '![dot](/img/dot.png)'],
    [
      'one with a size',
      '![[img/dot.png|30x20]]',
      '<img src="/img/dot.png" alt="dot" width="30" height="20">',
    ],
    ['an embedded note', '![[Other Note]]', '[Other Note](/posts/other-note)'],
    ['a link to a file', '[x](Other%20Note.md#a)', '[x](/posts/other-note#a)'],
    ['highlights and comments', 'a ==b== %%c%% 1==1', 'a <mark>b</mark>  1==1'],
    ['a callout', '> [!question]- Why?\n> So', '> [!NOTE]\n> **Why?**\n>\n> So'],
    ['a callout of ours', '> [!TIP]\n> So', '> [!TIP]\n> So'],
    [
      'an admonition',
      '!!! danger "Mind"\n    One\n\n    * two\nAfter',
      '> [!CAUTION]\n> **Mind**\n>\n> One\n>\n> * two\n\nAfter',
    ],
    [
      'a directive',
      'Before\n:::tip[Title]\nOne\n:::\nAfter',
      'Before\n\n> [!TIP]\n> **Title**\n>\n> One\n\nAfter',
    ],
    [
      'a directive of VuePress',
      '::: details More\nOne\n:::',
      '<details>\n<summary>More</summary>\n\nOne\n\n</details>',
    ],
    ['a picture with spaces', '![a](img/my dot.png)', '![a](img/my%20dot.png)'],
    [
      'code',
      '`[[a]]`\n\n```\n:::note\n[[b]]\n!!! note\n```',
      '`[[a]]`\n\n```\n:::note\n[[b]]\n!!! note\n```',
    ],
  ])('%s', async (_, source, converted) => {
    expect(await convert('markdown', source, files)).toBe(converted)
  })
})

test('notes become posts; what a site has once, a page', async () => {
  const { report, files: texts } = await importFiles('markdown', {
    'src/content/posts/guide/index.md':
      '---\ntitle: Guide\npublished: 2024-04-01\nimage: ./cover.jpeg\n---\nx\n',
    'src/content/posts/guide/cover.jpeg': 'x',
    'about.md': '# About\n',
    'README.md': '# No post\n',
    'templates/daily.md': '{{date}}',
  })
  expect([report.posts, report.pages]).toEqual([1, 1])
  expect(texts.get('2024-04-01-guide.md')).toContain('slug: guide\n')
  expect(texts.get('2024-04-01-guide.md')).toContain('cover: /src/content/posts/guide/cover.jpeg\n')
  expect(texts.get('about.md')).toContain('layout: page\n')
})
