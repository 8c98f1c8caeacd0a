/** Fixture pairs: `x.md` beside the `x.html` it renders to. `UPDATE=1` writes them anew, to be read. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { html, picture, render } from './render.ts'

const folder = join(import.meta.dirname, 'fixtures')
const names = readdirSync(folder).filter((name) => name.endsWith('.md'))

test.each(names)('%s', async (name) => {
  const file = join(folder, name)
  const out = await html(readFileSync(file, 'utf8'))
  const expected = file.replace(/\.md$/, '.html')
  if (process.env.UPDATE) writeFileSync(expected, `${out}\n`)
  expect(`${out}\n`).toBe(readFileSync(expected, 'utf8'))
})

describe('headings', () => {
  test('ids come from the text, each once, never one of the page', async () => {
    const { contents } = await render('# 标题 *一*\n\n## 标题 一\n\n# Main\n\n# ！\n\n# 标题 一')
    expect(contents).toEqual([
      { level: 1, id: '标题-一', text: '标题 一' },
      { level: 2, id: '标题-一-1', text: '标题 一' },
      { level: 1, id: 'main-1', text: 'Main' },
      { level: 1, id: 'section', text: '！' },
      { level: 1, id: '标题-一-2', text: '标题 一' },
    ])
  })

  test('loose only where none is well-formed, or where asked', async () => {
    expect(await html('##一\n\n## 二')).toContain('<p>##一</p>')
    expect(await html('##一\n\n## 二', { looseHeadings: true })).toContain('<h2 id="一">一<a')
    expect(await html('##一', { looseHeadings: false })).toBe('<p>##一</p>')
    expect(await html('#标签', { looseHeadings: true })).toBe('<p>#标签</p>')
  })
})

describe('math', () => {
  test.each(['$5和$6', 'costs $5 and $6.', 'US$5、HK$6', '$5-$6', '$ x $', '\\$x$', '`$x$`'])(
    '%s is none',
    async (text) => {
      expect(await html(text)).not.toContain('<math')
    },
  )

  test.each([
    '$x$',
    '，$x$，',
    '($E=mc^2$)',
    '$$x$$',
    '$$\nx\n$$',
    '```math\nx\n```',
    '中$x$文',
    '$\\text{若}x$',
  ])('%j is math', async (text) => {
    expect(await html(text)).toContain('<math')
  })

  test('what TeX refuses is shown as written, and told', async () => {
    const { html: out, warnings } = await render('$\\nope{$')
    expect(out).toContain('<code class="math">\\nope{</code>')
    expect(warnings[0]?.code).toBe('bad-math')
  })

  test('no links and no styles inside', async () => {
    expect(await html("$\\ref{x' onclick='y}$")).not.toMatch(/<a|<math/)
    expect(await html('$\\textcolor{red}{x}$')).toContain('<mi mathcolor="#ff0000">')
  })
})

describe('code', () => {
  test('is highlighted where its language is known', async () => {
    expect(await html('```js\nlet a = 1\n```')).toBe(
      '<pre tabindex="0" data-lang="javascript"><code class="hljs language-javascript"><span class="hljs-keyword">let</span> a = ' +
        '<span class="hljs-number">1</span>\n</code></pre>',
    )
    expect(await html('```js title="a"\n<b>\n```')).not.toContain('<b>')
  })

  test('that a grammar would take seconds for stays plain', async () => {
    const start = process.cpuUsage()
    expect(await html(`\`\`\`c\n${`${'word '.repeat(50)}\n`.repeat(75)}\`\`\``)).toMatch(
      /^<pre [^>]*><code>word/,
    )
    const { user } = process.cpuUsage(start)
    expect(user / 1000).toBeLessThan(500)
  })
})

describe('summary', () => {
  test('the front matter’s own is kept', async () => {
    expect((await render('text', { summary: 'own' })).summary).toBe('own')
  })

  test('before <!-- more -->, headings and all', async () => {
    expect((await render('## a\n\nb *c*\n\n<!-- more -->\n\nd')).summary).toBe('a b c')
  })

  test('the first paragraphs; no code, quotes, tables or headings', async () => {
    const { summary } = await render('# h\n\n> q\n\nfirst\n\n```\ncode\n```\n\n|a|\n|-|\n\nsecond')
    expect(summary).toBe('first second')
  })

  test('leaves no space after the punctuation of Chinese, where paragraphs meet', async () => {
    const { summary } = await render('第一段。\n\n第二段：\n\n三\n\nfour.\n\nfive')
    expect(summary).toBe('第一段。第二段：三 four. five')
    expect((await render('甲。\n\n乙\n\n<!-- more -->')).summary).toBe('甲。乙')
  })

  test('does not end at a semicolon as though that were all', async () => {
    const { summary } = await render(`${'word '.repeat(30)}word; ${'word '.repeat(30)}`)
    expect(summary).toMatch(/word…$/)
  })

  test('ends after a sentence', async () => {
    const { summary } = await render(`${'甲'.repeat(119)}。${'乙'.repeat(200)}`)
    expect(summary).toBe(`${'甲'.repeat(119)}。`)
  })

  test('at most 200 characters, words and emoji whole', async () => {
    const words = (await render('word '.repeat(100))).summary
    expect(words.length).toBeLessThanOrEqual(200)
    expect(words).toMatch(/ word…$/)
    for (let shift = 0; shift < 12; shift++) {
      const { summary } = await render(`${'甲'.repeat(shift)}${'👨‍👩‍👧‍👦'.repeat(40)}`)
      expect(summary.length).toBeLessThanOrEqual(200)
      expect(summary).toMatch(/^甲*(?:👨‍👩‍👧‍👦)*…$/u)
    }
  })
})

test('words for search: blocks on lines of their own, no markup, no marks of notes', async () => {
  const { text } = await render(
    '# 标题\n\n一*二*三[^1]\n\n- a\n- b\n\n```js\nlet x\n```\n\n[^1]: note',
  )
  expect(text.split('\n')).toEqual(['标题', '一二三', 'a', 'b', 'let x', 'note'])
})

test('minutes: 300 Han or 200 words each, at least 1', async () => {
  expect((await render('')).minutes).toBe(1)
  expect((await render('汉'.repeat(900))).minutes).toBe(3)
  expect((await render("don't ".repeat(800))).minutes).toBe(4)
})

test('U+0000 and control characters do not reach a page', async () => {
  expect(await html('a\0b &#1;&#0; \u0007c')).toBe(
    '<p>a\ufffdb \ufffd\ufffd c</p>'.replace('\ufffd\ufffd', '\ufffd'),
  )
})

test('a cover is a picture of the article', async () => {
  const { cover, references } = await render('x', {
    cover: { address: 'c.jpg', line: 2 },
    pictures: new Map([['c.jpg', picture('k.jpg')]]),
  })
  expect(cover).toBe('/images/k.jpg')
  expect(references).toHaveLength(1)
})

test('what a picture shows can be searched, and is no part of the summary', async () => {
  const { summary, text } = await render('![a lamp](a.jpg)\n\nOne ![by hand](b.jpg) two.')
  expect(summary).toBe('One two.')
  expect(text).toContain('a lamp')
  expect(text).toContain('by hand')
})
