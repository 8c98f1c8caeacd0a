/** CommonMark and GFM, case by case, and what the additions change of them. */

import type { Tokens } from 'marked'
import { describe, expect, test } from 'vitest'
import { MarkupText } from '../../src/post/html/markup-text.ts'
import { Trusted } from '../../src/post/html/trusted.ts'
import { readArticle } from '../../src/post/markdown/article-lexer.ts'
import { spaceHeadings } from '../../src/post/markdown/loose-headings.ts'
import { plainMarkdown } from '../../src/post/markdown/markdown.ts'
import { TokenWriter } from '../../src/post/markdown/token-writer.ts'
import { sharedJson } from '../shared.ts'
import { normalHtml } from './normal-html.ts'

interface Case {
  markdown: string
  html: string
  example: number
}

/** Each failure has its reason; GFM's own text contradicts itself where it comes from CommonMark. */
const SUITES: Record<
  string,
  { failures: Record<number, string>; changed: Record<number, string> }
> = {
  'commonmark-0.31.2': {
    failures: {
      602: 'a bare address is a link in GFM',
      608: 'a bare address is a link in GFM',
      611: 'a bare address is a link in GFM',
      612: 'a bare e-mail address is a link in GFM',
    },
    changed: {},
  },
  'gfm-0.29': {
    failures: {
      610: 'a bare address is a link in GFM',
      616: 'a bare address is a link in GFM',
      619: 'a bare address is a link in GFM',
      620: 'a bare e-mail address is a link in GFM',
      645: 'comments as CommonMark 0.31 has them',
      646: 'comments as CommonMark 0.31 has them',
      653: 'raw HTML is on; the sanitiser leaves such tags out',
    },
    changed: {},
  },
  'gfm-extensions': {
    failures: {
      20: 'the suite expects nothing in particular',
      22: 'raw HTML is on; the sanitiser leaves such tags out',
      23: 'notes are one of the additions',
    },
    changed: { 23: 'notes' },
  },
}

for (const [name, { failures, changed }] of Object.entries(SUITES)) {
  const cases = sharedJson<Case[]>(`suites/${name}.json`)
  describe.skipIf(cases === null)(name, () => {
    test('every case but the ones listed', () => {
      const failed = (cases ?? []).filter(
        (each) => normalHtml(plainMarkdown(each.markdown)) !== normalHtml(each.html),
      )
      expect(failed.map((each) => each.example)).toEqual(Object.keys(failures).map(Number))
    })

    test('the additions change the cases listed, and no others', () => {
      const differs = (cases ?? []).filter(
        ({ markdown }) => withAdditions(markdown) !== plainMarkdown(markdown),
      )
      expect(differs.map((each) => each.example)).toEqual(Object.keys(changed).map(Number))
    })
  })
}

/** The reading of an article, written out plainly. */
function withAdditions(markdown: string): string {
  const { tokens } = readArticle(spaceHeadings(markdown, null))
  const markup = new MarkupText(new Trusted())
  new Plainly(markup).document(tokens)
  return markup.written
}

class Plainly extends TokenWriter {
  override added({ text, label }: Tokens.Generic): void {
    this.markup.text(text || label || '')
  }
}

describe('in our own words', () => {
  const cases: [name: string, markdown: string, html: string][] = [
    [
      'emphasis nests',
      '***deep* down** and _under_score_',
      '<p><strong><em>deep</em> down</strong> and <em>under_score</em></p>',
    ],
    ['links hold no links', '[out [in](/a) side](/b)', '<p>[out <a href="/a">in</a> side](/b)</p>'],
    [
      'references fold case',
      '[ΑΓΩ]\n\n[αγω]: /greek "t"',
      '<p><a href="/greek" title="t">ΑΓΩ</a></p>',
    ],
    [
      'a picture inside a link',
      '[![alt *text*](p.png)](/x)',
      '<p><a href="/x"><img src="p.png" alt="alt text"></a></p>',
    ],
    ['code spans win over emphasis', '*a `*` b*', '<p><em>a <code>*</code> b</em></p>'],
    [
      'a lazy line continues a quote',
      '> quoted\nlazy',
      '<blockquote><p>quoted lazy</p></blockquote>',
    ],
    [
      'a lazy line underlines nothing',
      '> quoted\n===',
      '<blockquote><p>quoted ===</p></blockquote>',
    ],
    [
      'tight and loose lists',
      '- a\n- b\n\n1. c\n\n2. d',
      '<ul><li>a</li><li>b</li></ul><ol><li><p>c</p></li><li><p>d</p></li></ol>',
    ],
    [
      'nested lists',
      '1. a\n   - b\n     c\n2. d',
      '<ol><li>a<ul><li>b c</li></ul></li><li>d</li></ol>',
    ],
    ['tabs indent', '-\ta\n\n\tb', '<ul><li><p>a</p><p>b</p></li></ul>'],
    [
      'tables end at a blank line',
      'a | b\n:-: | -\n1 | `x\\|y`\n\nend',
      '<table><thead><tr><th align="center">a</th><th>b</th></tr></thead><tbody><tr><td align="center">1</td><td><code>x|y</code></td></tr></tbody></table><p>end</p>',
    ],
    [
      'code loses the indent of its fence, of either kind',
      '  ~~~\n  a\n    b\n c\n  ~~~\n\n   ```\n   d\n   ```',
      '<pre><code>a\n  b\nc\n</code></pre><pre><code>d\n</code></pre>',
    ],
    [
      'bare addresses',
      'see www.a.com/b_c, (http://d.com/e(f)) or g@h.co.',
      '<p>see <a href="http://www.a.com/b_c">www.a.com/b_c</a>, (<a href="http://d.com/e(f)">http://d.com/e(f)</a>) or <a href="mailto:g@h.co">g@h.co</a>.</p>',
    ],
    ['entities', '&copy; &#x4e2d; &nope; \\&copy;', '<p>© 中 &amp;nope; &amp;copy;</p>'],
    ['hard breaks', 'a  \nb\\\nc', '<p>a<br>b<br>c</p>'],
    ['strikethrough', '~~a~~ ~b~ ~~c~', '<p><del>a</del> <del>b</del> ~~c~</p>'],
  ]
  test.each(cases)('%s', (_, markdown, html) => {
    const flat = (text: string) => normalHtml(text).replace(/\n/g, ' ')
    expect(flat(plainMarkdown(markdown))).toBe(flat(html))
  })
})
