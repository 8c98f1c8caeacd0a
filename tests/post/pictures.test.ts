/** Pictures: which file an address means, and how each is shown. */

import { describe, expect, test } from 'vitest'
import { findPicture, pictureAddress } from '../../src/post/pictures/pictures.ts'
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

test('sizes: as wide as the author wants, in the shape of the file', async () => {
  const sizes = async (markup: string) =>
    /width="[^"]*"(?: height="[^"]*")?/.exec(await html(markup, { pictures: files }))?.[0]
  expect(await sizes('![x](a.jpg)')).toBe('width="1400" height="560"')
  expect(await sizes('<img src=a.jpg width=700>')).toBe('width="700" height="280"')
  expect(await sizes('<img src=a.jpg height="280px">')).toBe('width="700" height="280"')
  expect(await sizes('<img src=a.jpg width=700 height=300>')).toBe('width="700" height="280"')
  expect(await sizes('<img src=a.jpg width="50%">')).toBe('width="350" height="140"')
})

test('the first loads at once, the others when they come near', async () => {
  const small = new Map([
    ['a.jpg', picture('a1.jpg', 7, 5)],
    ['d.gif', picture('d1.gif', 3, 2)],
  ])
  expect(await html('![x](a.jpg) and ![y](d.gif)', { pictures: small })).toBe(
    '<p><img src="/images/a1.jpg" alt="x" width="7" height="5" fetchpriority="high" decoding="async">' +
      ' and <img src="/images/d1.gif" alt="y" width="3" height="2" loading="lazy" decoding="async"></p>',
  )
})

test('below a phone’s first view of text none is in a hurry, whatever the script', async () => {
  const after = (text: string) => html(`${text}\n\n![x](a.jpg)`, { pictures: files })
  for (const [short, long] of [
    ['A few words. '.repeat(20), 'A few words. '.repeat(40)],
    ['几个字。'.repeat(20), '几个字。'.repeat(40)],
  ] as const) {
    expect(await after(short)).toContain('fetchpriority="high"')
    expect(await after(long)).toContain('loading="lazy"')
    expect(await after(long)).not.toContain('fetchpriority')
  }
})

describe('widths', () => {
  const offered = { pictures: files, widths: [320, 480, 720, 1080, 1440, 2160] }
  const set = async (markup: string, options = {}) =>
    /srcset="([^"]*)" sizes="([^"]*)"/
      .exec(await html(markup, { ...offered, ...options }))
      ?.slice(1)

  test('those below its own, and its own', async () => {
    expect(await set('![x](a.jpg)')).toEqual([
      '/images/a1.jpg?w=320 320w, /images/a1.jpg?w=480 480w, /images/a1.jpg?w=720 720w, ' +
        '/images/a1.jpg?w=1080 1080w, /images/a1.jpg 1400w',
      '(min-width:41em) calc(32em + 12vw), 90vw',
    ])
  })

  test('no more than the densest screen needs', async () => {
    const huge = new Map([['h.jpg', picture('h.jpg', 8000, 6000)]])
    const [sources] = (await set('![x](h.jpg)', { pictures: huge })) ?? []
    expect(sources).toMatch(/h\.jpg\?w=2160 2160w$/)
    expect(await set('<img src=h.jpg alt=x width=100>', { pictures: huge })).toEqual([
      '/images/h.jpg?w=320 320w',
      '100px',
    ])
  })

  test('in a row, what each has of it', async () => {
    const row = async (count: number) => [
      ...(await html('![x](a.jpg) '.repeat(count), offered)).matchAll(/ sizes="([^"]*)"/g),
    ]
    const [half, third] = [await row(2), await row(3)]
    expect(half.map(([, sizes]) => sizes)).toEqual(
      Array(2).fill('(min-width:41em) calc(16em + 6vw), 45vw'),
    )
    expect(third.map(([, sizes]) => sizes)).toEqual(
      Array(3).fill('(min-width:41em) calc(11em + 4vw), 30vw'),
    )
  })

  test('none of a GIF, of a small picture, or where there are none', async () => {
    const others = new Map([
      ['g.gif', { ...picture('g.gif'), type: 'image/gif' }],
      ['s.png', picture('s.png', 320, 200)],
    ])
    expect(await set('![x](g.gif)', { pictures: others })).toBeUndefined()
    expect(await set('![x](s.png)', { pictures: others })).toBeUndefined()
    expect(await set('![x](a.jpg)', { widths: [] })).toBeUndefined()
  })
})

describe('figures', () => {
  const shown = (markup: string) => html(markup, { pictures: files })
  const bare = (out: string) => out.replace(/<img[^>]*>/g, 'IMG')

  test('alone and with a title: a figure, whose click opens the whole picture', async () => {
    expect(bare(await shown('![x](a.jpg "A <b> view")'))).toBe(
      '<figure><a href="/images/a1.jpg">IMG</a><figcaption>A &lt;b&gt; view</figcaption></figure>',
    )
    for (const words of ['and words', 'and more!', '[and] more'])
      expect(await shown(`![x](a.jpg "View") ${words}`)).toMatch(/ title="View".* (?:more|words)/)
  })

  test('several in a row: side by side', async () => {
    const rows = ['![x](a.jpg)\n![y](c/d.gif)', '![x](a.jpg)  \n[![y](d.gif)](https://e.example)']
    for (const each of rows) expect(await shown(each)).toMatch(/^<p class="gallery">(?!.*<br>)/s)
    expect(await shown('![x](a.jpg) ![y](d.gif) words')).toMatch(/^<p><a/)
    expect(await shown('<img src=a.jpg alt=x>\n<img src=d.gif alt=y>')).toMatch(
      /^<p class="gallery">/,
    )
  })

  test('a picture that the page shows whole, or that is a link already, is no link to itself', async () => {
    const small = new Map([['a.jpg', picture('a.jpg', 300, 200)]])
    expect(await html('![x](a.jpg)', { pictures: small })).not.toContain('<a')
    expect(await shown('[![x](a.jpg)](/b)')).toBe(await shown('[![x](a.jpg)](/b)'))
    expect(bare(await shown('[![x](a.jpg)](/b)'))).toBe(
      '<p class="figure"><a href="/b">IMG</a></p>',
    )
    expect(bare(await shown('<picture><img src=a.jpg alt=x></picture>'))).not.toContain('<a')
    expect(await shown('<img src=a.jpg>')).toContain('<a href="/images/a1.jpg" aria-label="a.jpg">')
  })

  test('a preview lies behind what it is of, where there is room for one', async () => {
    const photo = new Map([['a.jpg', { ...picture('a.jpg'), preview: 'UklG' }]])
    const shape = async (markup: string) => bare(await html(markup, { pictures: photo }))
    const href = '<a class="previewed" href="/images/a.jpg">'
    expect(await shape('![x](a.jpg)')).toBe(`<p class="figure">${href}IMGIMG</a></p>`)
    expect(await shape('<img src=a.jpg width=99 alt=x>')).not.toContain('previewed')
    expect(await shape('[![x](a.jpg)](/b)')).toBe(
      '<p class="figure"><a href="/b"><span class="previewed">IMGIMG</span></a></p>',
    )
    expect(await shape('<picture><img src=a.jpg alt=x></picture>')).not.toContain('previewed')
    expect(await html('![x](a.jpg)', { pictures: photo })).toContain(
      '<img class="preview" src="data:image/webp;base64,UklG" alt="">',
    )
  })

  test('words are asked for where a picture that came has none', async () => {
    const { warnings } = await render('![](a.jpg)\n\n![](gone.jpg)\n\n![ ](c/d.gif)\n![y](d.gif)', {
      pictures: files,
    })
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ['missing-picture', 3],
      ['no-alt', 1],
      ['no-alt', 5],
    ])
  })

  test('a warning has the line of the picture that it is about, wherever else that one stands', async () => {
    const source = '![x](a.jpg)\n\n![[b.jpg]]\n\n![](a.jpg)\n\n![y](gone.jpg)'
    const { warnings } = await render(source, {
      cover: { address: 'nowhere.jpg', line: 3 },
      pictures: new Map([['a.jpg', picture('a.jpg')]]),
      bodyLine: 5,
    })
    expect(warnings.map(({ code, line }) => [code, line])).toEqual([
      ['missing-picture', 3],
      ['missing-picture', 7],
      ['missing-picture', 11],
      ['no-alt', 9],
    ])
  })

  test('a picture that browsers will not turn is to be turned', async () => {
    const turned = new Map([['a.webp', { ...picture('a.webp'), turned: true }]])
    const { warnings } = await render('\n\n![x](a.webp)', { pictures: turned })
    expect(warnings).toMatchObject([{ code: 'turned-picture', line: 3 }])
  })
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
    `<p class="figure"><span class="missing"><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='700' height='280'/%3E"` +
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

test('only a paragraph that is a picture alone says so', async () => {
  const classes = async (markup: string) =>
    /^<p(?: class="(\w+)")?>/.exec(await html(markup, { pictures: files }))?.[1]
  expect(await classes('![x](a.jpg)')).toBe('figure')
  expect(await classes('<p><img src="a.jpg" alt="x"></p>')).toBe('figure')
  expect(await classes('![x](a.jpg) ![y](d.gif)')).toBe('gallery')
  expect(await classes('A word ![x](a.jpg)')).toBeUndefined()
  expect(await classes('<p>A word <img src="a.jpg" alt="x"></p>')).toBeUndefined()
})
