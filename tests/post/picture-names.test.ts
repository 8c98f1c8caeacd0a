/** The ways in which the source of a post names pictures. */

import { describe, expect, test } from 'vitest'
import { html, picture, render } from './render.ts'

const files = new Map([
  ['a.jpg', picture('a1.jpg')],
  ['posts/b/图 一.png', picture('b1.png')],
  ['c/d.gif', picture('d1.gif')],
])

describe('every way to name a picture', () => {
  const named = async (markup: string) =>
    (await render(markup, { pictures: files })).references.map(
      ({ address, line, picture: found }) => [address, line, found?.key],
    )
  test.each([
    ['![[a.jpg]]', 'a.jpg', 'a1.jpg'],
    ['![[posts/b/图 一.png|图]]', 'posts/b/%E5%9B%BE%20%E4%B8%80.png', 'b1.png'],
    ['![[a.jpg|300x200]]', 'a.jpg', 'a1.jpg'],
    ['![x][pic]\n\n[pic]: a.jpg', 'a.jpg', 'a1.jpg'],
    ['![x](<图 一.png>)', '%E5%9B%BE%20%E4%B8%80.png', 'b1.png'],
    [`![x](${'図が.png'.normalize('NFD')})`, encodeURI('図が.png'.normalize('NFD')), 'n1.png'],
    ['<img srcset="a.jpg 1x, b.jpg 2x" alt=x>', 'a.jpg', 'a1.jpg'],
    ['<video poster="a.jpg"></video>', 'a.jpg', 'a1.jpg'],
    ['<picture><source srcset="a.jpg 2x"></picture>', 'a.jpg', 'a1.jpg'],
  ])('%s', async (markup, address, key) => {
    files.set('図が.png', picture('n1.png'))
    expect(
      (await named(`words\n\n${markup}`))[0]?.filter((each) => typeof each === 'string'),
    ).toEqual([address, key])
  })

  test('the line is that of the words as they were written', async () => {
    expect(await named('words\n\n![x](图.png)\n\n![x](<a b.png>)')).toEqual([
      ['%E5%9B%BE.png', 3, undefined],
      ['a%20b.png', 5, undefined],
    ])
  })

  test('an embed has the width it asks for; what is no picture stays as it is', async () => {
    expect(await html('![[a.jpg|300]]', { pictures: files })).toContain('width="300" height="120"')
    expect(await html('![[Another note]]')).toBe('<p>![[Another note]]</p>')
  })

  test('of a srcset, what would not come is left out; what src has lost is taken from it', async () => {
    const sources =
      '<picture><source srcset="gone.jpg 1x,a.jpg 2x"><source srcset="x.jpg"><img src="a.jpg"></picture>'
    const out = await html(sources, { pictures: files })
    expect(out).toContain('<source srcset="/images/a1.jpg 2x"><source><img')
    expect(
      await html('<img src="gone.jpg" srcset="a.jpg 2x" alt=x>', { pictures: files }),
    ).toContain('src="/images/a1.jpg"')
    expect(await html('<video poster="gone.jpg"></video>')).not.toContain('poster')
  })

  test('of a srcset, the widest that came is shown as wide as the one that is meant', async () => {
    const pictures = new Map([
      ['a.jpg', picture('a1.jpg', 300, 200)],
      ['a@2x.jpg', picture('a2.jpg', 600, 400)],
    ])
    const show = async (srcset: string) => {
      const article = await render(`<img src=a.jpg srcset="${srcset}" alt=x>`, { pictures })
      return [/src="[^"]*" alt="x" width="\d+"/.exec(article.html)?.[0], article.references.length]
    }
    const dense = await show('a.jpg 1x, a@2x.jpg 2x, a@3x.jpg 3x')
    expect(dense).toEqual(['src="/images/a2.jpg" alt="x" width="300"', 2])
    const wide = await show('a.jpg 300w, a@2x.jpg 600w')
    expect(wide).toEqual(['src="/images/a2.jpg" alt="x" width="600"', 2])
  })

  test('three hundred that are missing are three hundred warnings', async () => {
    const text = Array.from({ length: 300 }, (_, n) => `![x](p${n}.jpg)`).join('\n\n')
    const { warnings } = await render(text)
    expect(warnings.map(({ line }) => line)).toEqual(
      Array.from({ length: 300 }, (_, n) => 2 * n + 1),
    )
  })
})
