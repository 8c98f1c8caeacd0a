/** Pictures: which file an address means, and how each is shown. */

import { describe, expect, test } from 'vitest'
import { findPicture, pictureAddress } from '../../src/post/pictures.ts'
import { urls } from '../../src/urls.ts'
import { html, picture, render } from './render.ts'

const files = new Map([
  ['a.jpg', picture('a1.jpg')],
  ['posts/b/图 一.png', picture('b1.png')],
  ['c/d.gif', picture('d1.gif')],
])

describe('an address means a file', () => {
  test.each([
    ['a.jpg', 'a1.jpg'],
    ['./a.jpg', 'a1.jpg'],
    ['/assets/a.jpg?x=1#y', 'a1.jpg'],
    ['http://gone.example/dir/a.jpg', 'a1.jpg'],
    ['//gone.example/a.jpg', 'a1.jpg'],
    ['A.JPG', 'a1.jpg'],
    ['/posts/b/%E5%9B%BE%20%E4%B8%80.png', 'b1.png'],
    ['../c/d.gif', 'd1.gif'],
    ['d.gif', 'd1.gif'],
  ])('%s', (address, key) => {
    expect(findPicture(address, files)?.key).toBe(key)
  })

  test.each(['e.jpg', 'a.jpg.png', 'http://gone.example/', '', '%', 'ba.jpg'])(
    '%j means none',
    (address) => {
      expect(findPicture(address, files)).toBeNull()
    },
  )
})

test('readers find it where the site serves it', () => {
  expect(pictureAddress(picture('k.jpg'))).toBe(urls.image('k.jpg'))
})

test('sizes: the author’s, or what follows from the file', async () => {
  const sizes = async (markup: string) =>
    /width="[^"]*"(?: height="[^"]*")?/.exec(await html(markup, { pictures: files }))?.[0]
  expect(await sizes('![x](a.jpg)')).toBe('width="1400" height="560"')
  expect(await sizes('<img src=a.jpg width=700>')).toBe('width="700" height="280"')
  expect(await sizes('<img src=a.jpg height="280px">')).toBe('width="700" height="280"')
  expect(await sizes('<img src=a.jpg width=700 height=300>')).toBe('width="700" height="300"')
  expect(await sizes('<img src=a.jpg width="50%">')).toBe('width="50%"')
})

test('the first loads at once, the others when they come near', async () => {
  const out = await html('![x](a.jpg) ![y](d.gif)', { pictures: files })
  expect(out).toBe(
    '<p><img src="/images/a1.jpg" alt="x" width="1400" height="560" decoding="async">' +
      ' <img src="/images/d1.gif" alt="y" width="1400" height="560" loading="lazy" decoding="async"></p>',
  )
})

test('a link to a file leads to it', async () => {
  expect(await html('[![x](a.jpg)](a.jpg)', { pictures: files })).toContain(
    '<a href="/images/a1.jpg"><img',
  )
})

test('a live picture elsewhere stays; a dead or local one leaves its place', async () => {
  expect(await html('![x](https://live.example/x.png)')).toContain(
    'src="https://live.example/x.png" alt="x" class="remote"',
  )
  const dead = await html('<img src="http://me.qiniudn.com/x.png" width="700" height="280">')
  expect(dead).toBe(
    `<p><span class="missing"><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='700' height='280'/%3E"` +
      ' alt="x.png" width="700" height="280"><span aria-hidden="true">x.png</span></span></p>',
  )
  expect(await html('![什么](x.png)')).toContain('<span aria-hidden="true">什么</span>')
})

test('references: as written, with their lines, each once', async () => {
  const { references, warnings } = await render(
    '![a](a.jpg)\n\n![b](b%20b.jpg)\n![a](a.jpg)\n\n<img\n src="e.jpg?a=1&amp;b=2">\n\n![c](c.jpg)',
    {
      bodyLine: 5,
      pictures: files,
    },
  )
  expect(
    references.map(({ address, line, picture: found }) => [address, line, found?.key]),
  ).toEqual([
    ['a.jpg', 5, 'a1.jpg'],
    ['b%20b.jpg', 7, undefined],
    ['e.jpg?a=1&b=2', 5, undefined],
    ['c.jpg', 13, undefined],
  ])
  expect(warnings.map((each) => each.line)).toEqual([7, 5, 13])
})
