/** What of an author's HTML reaches a page. */

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/post/refusal.ts'
import { readSource } from '../../src/post/source/read-source.ts'
import { sharedJson } from '../shared.ts'
import { html, picture, render } from './render.ts'

const inline = async (markup: string) =>
  (await html(`x ${markup} y`)).replace(/^<p>x |y<\/p>$/g, '').trim()

describe('what authors really use survives', () => {
  test.each([
    '<kbd>Ctrl</kbd>',
    'H<sub>2</sub>O<sup>2</sup> <mark>m</mark> <ins>i</ins> <del>d</del> <small>s</small>',
    '<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>',
    '<abbr title="HyperText">HT</abbr>',
    '<span lang="ja" dir="ltr">日本</span>',
    '<time datetime="2014-11-16">then</time>',
    'a<br>b',
  ])('%s', async (markup) => {
    expect(await inline(markup)).toBe(markup)
  })

  test.each([
    [
      '<details open><summary>more</summary>text</details>',
      '<details open><summary>more</summary>text</details>',
    ],
    ['<dl><dt>a<dd>b</dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
    ['<center>c</center>', '<div align="center">c</div>'],
    ['<div style="color:red;text-align: right">r</div>', '<div align="right">r</div>'],
    ['<font color="red">f</font>', '<span>f</span>'],
    [
      '<table><tr><td colspan=2 align=center bgcolor=red>c',
      '<div class="scroll" tabindex="0"><table><tr><td colspan="2" align="center">c</td></tr></table></div>',
    ],
    ['<figure><figcaption>f</figcaption></figure>', '<figure><figcaption>f</figcaption></figure>'],
    [
      '<video src="v.mp4" autoplay width=640></video>',
      '<video src="v.mp4" width="640" controls></video>',
    ],
  ])('%s', async (markup, expected) => {
    expect((await html(markup)).replace(/<\/?p>|\n/g, '')).toBe(expected)
  })

  test('task boxes are the only input, and cannot be changed', async () => {
    const list = await html('- [x] done\n\n<input type="text"><input type="checkbox">')
    expect(list.match(/<input[^>]*>/g)).toEqual([
      '<input type="checkbox" aria-label="☑" disabled checked>',
      '<input type="checkbox" aria-label="☐" disabled>',
    ])
  })
})

describe('frames', () => {
  test('players of known hosts, over https, in a sandbox', async () => {
    const frame = await html(
      '<iframe src="//player.bilibili.com/player.html?aid=1" onload="x()"></iframe>',
    )
    expect(frame).toContain('src="https://player.bilibili.com/player.html?aid=1"')
    expect(frame).toContain(
      'sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"',
    )
    expect(frame).not.toContain('onload')
    expect(await html('<iframe src="https://www.youtube.com/embed/a"></iframe>')).toContain(
      'https://www.youtube-nocookie.com/embed/a',
    )
  })

  test.each([
    'https://evil.example/',
    'https://player.bilibili.com.evil.example/',
    'https://x@player.bilibili.com/',
    'javascript:alert(1)//player.bilibili.com',
    'data:text/html,x',
  ])('none from %s', async (src) => {
    expect(await html(`<iframe src="${src}"></iframe>`)).not.toContain('<iframe')
  })
})

describe('no script in any spelling', () => {
  const ADDRESSES = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java&#x09;script:alert(1)',
    'java&NewLine;script:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    '&#0000106avascript:alert(1)',
    '&#1;javascript:alert(1)',
    '\u00a0javascript:alert(1)',
    '\u200bjavascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'data:image/svg+xml,x',
    'blob:x',
    'file:///etc/passwd',
  ]
  test.each(ADDRESSES)('%j', async (address) => {
    const markdown = `[a](<${address}>) ![a](<${address}>) <${address}>\n\n[r]\n\n[r]: <${address}>`
    const mixed = await html(
      [
        `<a href="${address}">a</a><img src="${address}"><video src="${address}" poster="${address}"></video>`,
        `<blockquote cite="${address}">q</blockquote><source srcset="${address} 1x">`,
        markdown,
      ].join('\n\n'),
    )
    const all = mixed + (await html(markdown))
    const addresses = [...all.matchAll(/ (?:href|src|poster|cite|srcset)="([^"]*)"/g)].map(
      (each) => each[1] ?? '',
    )
    const blank = addresses.filter((each) => each.startsWith('data:image/svg+xml,%3Csvg xmlns='))
    for (const each of addresses.filter((one) => !blank.includes(one))) {
      expect(each.replace(/\s/g, '').toLowerCase()).not.toMatch(
        /^\W*(?:javascript|vbscript|data|blob|file):/,
      )
    }
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
    '<style>*{background:url(//e)}</style>',
    '<object data=x></object><embed src=x>',
    '<form action=//e><button>b</button></form>',
    '<base href=//e><link rel=stylesheet href=//e><meta http-equiv=refresh content=0>',
    '<a href="x" style="position:fixed" target=_blank ping=//e>a</a>',
    '<p id="x" class="site-header evil" data-x="1">p</p>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea></textarea><img src=x onerror=alert(1)>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[><img src=x onerror=alert(1)>]]>',
    '<xmp><img src=x onerror=alert(1)></xmp>',
    '<a href="\n"><b a=">" onclick=alert(1)>x</b></a>',
    '<x-1 n="0"></x-1>',
    '[a](x "&quot; onclick=alert(1)")',
    '![&quot; onerror=alert(1)](x)',
    '```x" onclick="alert(1)\ncode\n```',
  ])('%s', async (markup) => {
    const out = await html(markup)
    expect(out).not.toMatch(
      /<[^>]*\s(?:on\w+|style|target|ping|data-\w+|action)=(?=[^"]*(?:"[^"]*"[^"]*)*>)/i,
    )
    expect(out.replace(/="[^"]*"/g, '')).not.toMatch(/\s(?:on\w+|style|target|ping)\b[^<]*>/i)
    expect(out).not.toMatch(
      /<(?:script|style|svg|math|object|embed|form|button|base|link|meta|textarea|xmp)\b/i,
    )
    expect(out).not.toContain('evil')
  })
})

describe('the page around it stays whole', () => {
  test.each([
    '</div></main></body>',
    '<div><div>',
    '<b><i>x',
    '<table><tr><td>',
    '<!--',
    '<p><ul><li>',
  ])('%s', async (markup) => {
    const out = await html(`${markup}\n\nafter`)
    const open: string[] = []
    for (const [, end, name] of out.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (/^(?:img|br|hr|input|col|source|track|wbr)$/.test(name ?? '')) continue
      if (end) expect(open.pop()).toBe(name)
      else open.push(name ?? '')
    }
    expect(open).toEqual([])
  })

  test('ids of headings and notes are not repeated by HTML', async () => {
    const out = await html(
      '<p id="one">p</p><p id="fn:1">p</p><a name="two"></a><a id="two"></a>\n\n# One\n\n# One',
    )
    expect(out.match(/ id="[^"]*"/g)).toEqual([' id="two"', ' id="one"', ' id="one-1"'])
  })

  test('what is left out is told', async () => {
    const { warnings } = await render('<script>x</script>')
    expect(warnings).toEqual([
      { code: 'dropped-html', message: 'This HTML is left out with its content: <script>.' },
    ])
  })

  test('links to other sites open without their opener', async () => {
    expect(await inline('<a href="//b.example/" rel="me evil">a</a>')).toBe(
      '<a href="//b.example/" rel="me noopener">a</a>',
    )
    expect(await inline('[a](/b)')).toBe('<a href="/b">a</a>')
  })
})

describe('an article is written as it would be with HTML in it, which is parsed', () => {
  const pictures = new Map([['mould.webp', picture('a')]])

  async function expectSame(markdown: string) {
    // A comment is HTML, and leaves nothing behind.
    const mixed = render(`<!-- x -->\n\n${markdown}`, { pictures, bodyLine: -1 })
    const plain = await render(markdown, { pictures }).catch((error: unknown) => error)
    if (plain instanceof Refusal) await expect(mixed).rejects.toMatchObject({ data: plain.data })
    else {
      const { html, ...rest } = await mixed
      expect({ ...rest, html: html.trim() }).toEqual({ ...(plain as object), html: htmlOf(plain) })
    }
  }

  const htmlOf = (article: unknown) => (article as { html: string }).html.trim()

  test.each(['commonmark-0.31.2', 'gfm-extensions'])('%s', async (name) => {
    for (const { markdown } of sharedJson<{ markdown: string }[]>(`suites/${name}.json`) ?? [])
      await expectSame(markdown)
  })

  test('content/', async () => {
    const folder = new URL('../../content/', import.meta.url)
    const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
    for (const name of names) {
      const source = readFileSync(new URL(name, folder))
      await expectSame(readSource(source, { timezone: 'UTC', name }).body)
    }
  })

  test.each([
    '![a](mould.webp "t")\n\n![b](mould.webp)\n![c](/d.jpg)\n\n<img src="mould.webp" alt="e" width=300>',
    '![[mould.webp|300]] ![[mould.webp]]\n\n[![a](mould.webp)](/b)',
    'a[^1] b[^1]\n\n[^1]: c[^2]\n\n    - d\n[^2]: `e`\n\n# f\n\n## f',
    '> [!TIP]\n> a\n\n> [!NOTE] b\n\n- [x] c\n- [ ] d\n\n  e',
    '$a<b$ \u0001c\n\n$$\nd\n$$\n\n$\\nope{$\n\n```math\ne\n```\n\n```js\nf\n```',
    'a\n\n<!-- more -->\n\nb<br>c<br/>d',
  ])('%j', expectSame)
})
